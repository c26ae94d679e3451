"""The site made ready in one Django process: migrations, static files, the demo."""

import os
import sys
from pathlib import Path

import django
from django.conf import settings
from django.core.management import call_command, get_commands

from portal.runner import stamps
from portal.runner.places import ACCOUNTS, ROOT, say, var


def migrate() -> None:
    """Bring the database to the newest shape, with what no installation can do without."""
    call_command("migrate", interactive=False, verbosity=0)
    call_command("lay_ground", verbosity=0)


def collect_static() -> None:
    """Collect and hash the static files, if any of them changed."""
    if settings.DEBUG:
        return
    root = Path(settings.STATIC_ROOT)
    stamp = root.parent / f"{root.name}.stamp"
    sources = [ROOT / "requirements.txt", ROOT / "static"]
    value = stamps.digest(sources, salt=settings.STORAGES["staticfiles"]["BACKEND"])
    if root.is_dir() and stamps.is_fresh(stamp, value):
        return
    say("collecting static files")
    call_command("collectstatic", interactive=False, clear=root.is_dir(), verbosity=0)
    stamps.leave(stamp, value)


def seed() -> None:
    """Fill in the demo (it knows by itself what is already there) and note its accounts."""
    accounts = var() / ACCOUNTS
    accounts.unlink(missing_ok=True)
    if not settings.DEMO:
        return
    known = get_commands()
    if "seed_demo" in known:
        call_command("seed_demo", verbosity=1)
    if "demo_accounts" in known:
        with accounts.open("w", encoding="utf-8") as table:
            call_command("demo_accounts", stdout=table)


STEPS = {"migrate": migrate, "static": collect_static, "seed": seed}

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.config.settings")
    django.setup()
    for name in sys.argv[1:]:
        STEPS[name]()
