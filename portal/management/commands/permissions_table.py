"""Write docs/permissions.md from the declared policies."""

from django.conf import settings
from django.core.management.base import BaseCommand

from portal.access.table import table_markdown


class Command(BaseCommand):
    """``manage.py permissions_table``."""

    help = "Write docs/permissions.md from the declared policies."

    def handle(self, *args, **options):
        """Overwrite the page."""
        page = settings.BASE_DIR / "docs" / "permissions.md"
        page.write_text(table_markdown(), encoding="utf-8")
        self.stdout.write(f"{page} written")
