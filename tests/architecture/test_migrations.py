"""Every change of a model comes with its migration."""

import pytest
from django.core.management import call_command

from committees.models import Committee

pytestmark = pytest.mark.django_db


def check() -> None:
    call_command("makemigrations", "--check", "--dry-run", verbosity=0)


def test_no_migration_is_missing():
    check()


def test_a_missing_migration_is_caught(monkeypatch):
    monkeypatch.setattr(Committee._meta.get_field("name"), "max_length", 81)
    with pytest.raises(SystemExit) as ended:
        check()
    assert ended.value.code == 1
