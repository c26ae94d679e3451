"""Print the demo's accounts and their password."""

from unicodedata import east_asian_width

from django.core.management.base import BaseCommand

from workstations.demo.accounts import demo_accounts
from workstations.demo.seed import password_of, var_folder


def padded(text: str, width: int) -> str:
    """``text`` filled up with blanks; a Han character is two columns wide."""
    wide = sum(2 if east_asian_width(character) in "WF" else 1 for character in text)
    return text + " " * max(width - wide, 0)


class Command(BaseCommand):
    help = "List the demo's accounts."

    def handle(self, *args, **options):
        self.stdout.write(f"  password for all: {password_of(var_folder())}")
        for account in demo_accounts():
            cells = (account.username, account.name, account.role, account.place)
            widths = (22, 10, 18, 20)
            line = "".join(padded(cell, width) for cell, width in zip(cells, widths, strict=True))
            self.stdout.write(f"  {line}".rstrip())
