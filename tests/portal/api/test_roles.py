"""The roster over the API: the page's rules, at the field."""

import pytest

from portal.models import RoleAssignment

ROLES = "/api/v1/roles/"


def wanted(world, **more):
    given = {"login": "stranger", "role": "resident", "division": world.baita.pk}
    return {**given, **more}


def test_an_administrator_grants_sees_and_ends(world, api):
    client = api(world.admin)
    made = client.post(ROLES, wanted(world))
    assert made.status_code == 201 and made.json()["name"] == "无职"
    found = client.get(ROLES, {"q": "无职"}).json()
    assert [row["id"] for row in found["results"]] == [made.json()["id"]]
    ended = client.post(f"{ROLES}{made.json()['id']}/end/")
    assert ended.status_code == 200 and ended.json()["valid_to"] == "2026-03-02"


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"login": "nobody"}, "login"),
        ({"login": "admin"}, "login"),
        ({"role": "emperor"}, "role"),
        ({"role": "district_official"}, "division"),
        ({"role": "chair"}, "role"),
        ({"division": 999999}, "division"),
        ({"valid_from": "2026-05-01", "valid_to": "2026-04-01"}, "valid_to"),
        ({"login": "chair", "role": "station_staff", "division": "mingtong"}, "role"),
    ],
)
def test_what_is_wrong_is_said_at_its_field(world, api, more, field):
    if more.get("division") == "mingtong":
        more = {**more, "division": world.mingtong.pk}
    answer = api(world.admin).post(ROLES, wanted(world, **more))
    assert answer.status_code == 400, answer.json()
    assert answer.json()["errors"][0]["attr"] == field
    assert not RoleAssignment.objects.filter(user=world.stranger).exists()


@pytest.mark.parametrize("account", ["chair", "head", "street", "districter", "resident"])
def test_nobody_else_touches_the_roster(world, api, account):
    client = api(world.people[account])
    assert client.get(ROLES).status_code == 403
    assert client.post(ROLES, wanted(world)).status_code == 403
    held = world.staff.role_assignments.first()
    assert client.post(f"{ROLES}{held.pk}/end/").status_code == 403
    assert api().get(ROLES).status_code == 401
