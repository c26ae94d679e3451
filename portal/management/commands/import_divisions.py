"""Import official divisions from CSV or CSV.gz; all or nothing."""

import sys
import time
from datetime import date
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from portal.models import Scheme
from portal.services.divisions_import import ImportRefused, plan_apply, plan_make, table_read

SHOWN = 10


class Command(BaseCommand):
    help = (
        "Import divisions from a CSV or CSV.gz with the columns code,name,level,parent. "
        "Tells what would change, refuses a faulty file by line number, writes all or nothing. "
        "Rows that the file lacks are reported, never closed."
    )

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path)
        parser.add_argument("--scheme", required=True, choices=Scheme.values)
        parser.add_argument("--under", help="only this code, what lies below it and above it")
        parser.add_argument("--on", type=date.fromisoformat, help="valid from this date (today)")
        parser.add_argument("--dry-run", action="store_true", help="tell, write nothing")

    def handle(self, *args, file: Path, scheme: str, under, on, dry_run: bool, **options):
        started = time.monotonic()
        try:
            plan = plan_make(table_read(file), scheme, under)
            self._tell(plan)
            if dry_run:
                self.stdout.write("Nothing was written (--dry-run).")
                return
            counted = plan_apply(plan, scheme, on=on, progress=self._progress)
        except ImportRefused as refused:
            problems = ["Refused, nothing was written:", *refused.problems]
            raise CommandError("\n".join(problems)) from refused
        took = time.monotonic() - started
        self.stdout.write(
            "{added} added, {renamed} renamed, {moved} moved".format(**counted)
            + f" in {took:.1f} s"
        )

    def _tell(self, plan) -> None:
        summary = plan.summary()
        self.stdout.write(
            "{rows} rows in the file: {added} to add, {renamed} to rename, {moved} to move, "
            "{missing} in the database but not in the file".format(**summary)
        )
        for at, old, new in plan.renamed[:SHOWN]:
            self.stdout.write(f"  rename {plan.table.codes[at]}: {old} -> {new}")
        for at, old in plan.moved[:SHOWN]:
            self.stdout.write(f"  move   {plan.table.codes[at]} from {old or '(top)'}")
        for _pk, code, name in plan.missing[:SHOWN]:
            self.stdout.write(f"  absent {code} {name}")

    def _progress(self, done: int, total: int) -> None:
        percent = 100 * done // total if total else 100
        sys.stderr.write(f"\r{done:,} of {total:,} ({percent} %)")
        if done == total:
            sys.stderr.write("\n")
        sys.stderr.flush()
