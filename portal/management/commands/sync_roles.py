"""Rebuild guardian's groups and permissions from the role assignments."""

from django.core.management.base import BaseCommand

from portal.services.roles import roles_sync


class Command(BaseCommand):
    """``manage.py sync_roles``."""

    help = "Rebuild guardian's groups and permissions from the role assignments."

    def handle(self, *args, **options):
        """Say what was counted."""
        counted = roles_sync()
        self.stdout.write(
            "{groups} groups, {assignments} assignments, {removed} stale rows removed".format(
                **counted
            )
        )
