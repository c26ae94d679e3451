"""Bring locale/en in line with the strings in code and templates."""

from django.conf import settings
from django.core.management.base import BaseCommand

from portal.services.translations import catalogue_update


class Command(BaseCommand):
    help = "Collect translatable strings into locale/en/LC_MESSAGES/django.po."

    def handle(self, *args, **options):
        root = settings.BASE_DIR
        counted = catalogue_update(root, root / "locale" / "en" / "LC_MESSAGES" / "django.po")
        self.stdout.write("{messages} messages, {untranslated} gaps".format(**counted))
