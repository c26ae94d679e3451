"""Fill an installation with the Panlong demo; a second run adds nothing."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from workstations.demo.seed import demo_make


class Command(BaseCommand):
    help = "Make the Panlong demo (people and affairs are invented). Only where DEMO=1, or --yes."

    def add_arguments(self, parser):
        parser.add_argument("--yes", action="store_true", help="although DEMO is not set")

    def handle(self, *args, yes: bool, **options):
        if not (settings.DEMO or yes):
            raise CommandError("This is no demo installation (DEMO=1 is not set); --yes overrides.")
        with transaction.atomic():
            accounts = demo_make(lambda words: self.stderr.write(f"demo: {words}"))
        self.stdout.write(f"{len(accounts)} accounts; ./run manage demo_accounts lists them")
