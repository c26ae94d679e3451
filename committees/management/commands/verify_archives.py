"""Compare every filed PDF with its fingerprint; exit 0 when all are as filed, 1 with the first."""

import sys

from django.core.management.base import BaseCommand

from committees.models import ArchiveItem
from committees.services.binding import archives_misfits


class Command(BaseCommand):
    help = "Compare every filed PDF with the SHA-256 it was filed with. Exit 0, or 1 and the first."

    def handle(self, *args, **options):
        first = next(archives_misfits(), None)
        if first is not None:
            item, state = first
            self.stderr.write(f"{state.upper()}: {item.reference} {item.file.name}")
            sys.exit(1)
        rows = ArchiveItem.objects.filter(bound_at__isnull=False, destroyed_on__isnull=True)
        self.stdout.write(f"{rows.count()} filed papers compared, all as filed")
