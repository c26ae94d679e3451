"""What every installation needs before its first day: laws, categories, the index of rights."""

from django.core.management.base import BaseCommand

from portal.services.duties import duties_load_defaults
from portal.services.roles import roles_sync
from portal.services.rules import rules_load_defaults
from resident_affairs.services.categories import categories_load_defaults


class Command(BaseCommand):
    help = "Load the laws, add missing categories, rebuild the index of rights. Repeatable."

    def handle(self, *args, **options):
        laws, added = rules_load_defaults(), categories_load_defaults()
        duties_load_defaults()
        roles_sync()
        if options["verbosity"]:
            self.stdout.write(f"{laws} rule sets, {added} categories added, rights in step.")
