"""Count the whole record anew into the figures, or only check that nothing drifted."""

import sys

from django.core.management.base import BaseCommand

from portal.services.figures import figures_drift, figures_rebuild, gauges_refresh


class Command(BaseCommand):
    help = "Rebuild the figures from the record; --check compares and exits 1 on any drift."

    def add_arguments(self, parser):
        parser.add_argument("--check", action="store_true")

    def handle(self, *args, check: bool, **options):
        if check:
            wrong = figures_drift()
            for line in wrong[:20]:
                self.stderr.write(line)
            self.stdout.write(f"drift {len(wrong)}")
            sys.exit(1 if wrong else 0)
        self.stdout.write(f"{figures_rebuild()} figures, {gauges_refresh()} gauges")
