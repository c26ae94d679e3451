"""The first administrator comes by a command."""

import io

import pytest
from django.core.management import CommandError, call_command

from portal.models import Role, RoleAssignment, User

CODE = "530103000000"


def appoint(monkeypatch, username="first", password="pan-long-2026-x", **options):
    monkeypatch.setattr("sys.stdin", io.StringIO(password + "\n" if password else ""))
    options = {
        "district": CODE,
        "name": "周一",
        "password_stdin": True,
        "stdout": io.StringIO(),
    } | (options)
    call_command("administrator_appoint", username, **options)


def test_a_new_account_administers_its_district(world, monkeypatch, as_user):
    appoint(monkeypatch)
    user = User.objects.get(username="first")
    assert user.check_password("pan-long-2026-x")
    held = RoleAssignment.objects.get(user=user)
    assert (held.role, held.division) == (Role.ADMINISTRATOR, world.district)
    assert as_user(user).get("/roles/").status_code == 200


def test_an_account_that_exists_keeps_its_password(world, monkeypatch):
    before = world.stranger.password
    appoint(monkeypatch, "stranger")
    world.stranger.refresh_from_db()
    assert world.stranger.password == before
    assert world.stranger.role_assignments.get().role == Role.ADMINISTRATOR


@pytest.mark.parametrize(
    "wrong",
    [
        {"district": "999999999999"},
        {"district": "530103001000"},
        {"scheme": "mca"},
        {"password": "123"},
        {"password": ""},
        {"username": "a b"},
        {"username": "admin"},
    ],
)
def test_what_is_wrong_makes_nobody(world, monkeypatch, wrong):
    people, roles = User.objects.count(), RoleAssignment.objects.count()
    with pytest.raises(CommandError):
        appoint(monkeypatch, **wrong)
    assert (User.objects.count(), RoleAssignment.objects.count()) == (people, roles)
