"""Make a believable district of any size, for load."""

import time

from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from portal.services import clocks, figures, notices, sealing
from portal.services.readers import reader_skip_to_end
from workstations.demo.district import DistrictMaker
from workstations.demo.seed import ground_make, password_of, var_folder

SEAL_ROUNDS = 1_000_000


class Command(BaseCommand):
    help = "Add N issues with years of history, tasks and ratings (invented), from one seed."

    def add_arguments(self, parser):
        parser.add_argument("--issues", type=int, required=True)
        parser.add_argument("--seed", type=int, default=1)

    def handle(self, *args, issues: int, seed: int, **options):
        if issues < 1:
            raise CommandError("--issues must be at least 1")
        self._timed("divisions and people", lambda: ground_make(password_of(var_folder())))
        started = time.monotonic()
        for done in DistrictMaker(issues, seed).run():
            rate = done / (time.monotonic() - started)
            self.stderr.write(f"{done:,} issues ({rate:,.0f} a second)")
        rate = issues / (time.monotonic() - started)
        self.stderr.write(f"{issues:,} issues with all indexes ({rate:,.0f} a second)")
        self._timed("statistics", self._analyze)
        self._timed("sealing the record", lambda: sealing.record_seal(SEAL_ROUNDS))
        # Invented issues are for load: nobody is to be told that a million clocks ran out.
        for reader in (notices.READER, clocks.READER):
            reader_skip_to_end(reader)
        self._timed("figures", figures.figures_rebuild)
        self._timed("gauges", figures.gauges_refresh)

    def _timed(self, words: str, run) -> None:
        started = time.monotonic()
        run()
        self.stderr.write(f"{words}: {time.monotonic() - started:.1f} s")

    @staticmethod
    def _analyze() -> None:
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
