"""Re-compute the record; exit 0 when everything fits, 1 with the first thing that does not."""

import sys

from django.core.management.base import BaseCommand

from portal.services.verification import record_verify


class Command(BaseCommand):
    help = "Re-compute every hash of the record. Exit 0, or 1 and the first row that does not fit."

    def add_arguments(self, parser):
        parser.add_argument("--expect", default="", help="a head that was noted outside")

    def handle(self, *args, expect: str, **options):
        verdict = record_verify(expect)
        if verdict.fault:
            self.stderr.write(f"DOES NOT FIT: {verdict.fault}")
            sys.exit(1)
        self.stdout.write(
            f"{verdict.rows} rows in {verdict.batches} batches fit; "
            f"{verdict.unsealed} not sealed yet; head {verdict.head}"
        )
