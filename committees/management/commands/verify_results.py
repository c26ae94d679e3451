"""Count every stored result again; exit 0 when all fit, 1 with the first that does not."""

import sys

from django.core.management.base import BaseCommand

from committees.recount import misfits, results_counted


class Command(BaseCommand):
    help = "Count every stored result again from its raw rows. Exit 0, or 1 and the first misfit."

    def handle(self, *args, **options):
        first = next(misfits(), None)
        if first is not None:
            self.stderr.write(f"DOES NOT FIT: {first}")
            sys.exit(1)
        counted = ", ".join(f"{count} {kind}s" for kind, count in results_counted().items())
        self.stdout.write(f"{counted} counted again, all fit")
