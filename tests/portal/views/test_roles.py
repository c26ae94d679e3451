"""The administrator's roster: grant, refuse with the reason, end."""

import pytest

from portal.models import Role, RoleAssignment


@pytest.fixture
def grant(world, as_user):
    client = as_user(world.admin)

    def post(**data):
        fields = {
            "login": "stranger",
            "role": Role.STATION_STAFF,
            "division": world.baita.pk,
            "valid_from": "2026-03-01",
            "valid_to": "",
        }
        return client.post("/roles/grant/", fields | data)

    return post


def test_a_role_is_granted(world, grant):
    assert grant().status_code == 302
    assert RoleAssignment.objects.filter(user=world.stranger, division=world.baita).exists()


@pytest.mark.parametrize(
    ("data", "field"),
    [
        ({"login": "nobody"}, "login"),
        ({"login": "chair", "division": "mingtong"}, "role"),
        ({"role": "emperor"}, "role"),
        ({"valid_to": "2026-02-01"}, "valid_to"),
        ({"valid_from": "soon"}, "valid_from"),
        ({"role": Role.PARTY_SECRETARY, "division": "tuodong"}, "division"),
        ({"role": Role.CHAIR}, "role"),
        ({"role": Role.RESIDENT_REP}, "role"),
        ({"login": "admin"}, "login"),
    ],
)
def test_a_refusal_stands_at_its_field(world, grant, data, field):
    if "division" in data:
        data = data | {"division": getattr(world, data["division"]).pk}
    response = grant(**data)
    assert response.status_code == 400
    assert response.context["form"].errors.get(field), response.context["form"].errors


def test_ending_a_term_counts_on_the_next_request(world, as_user):
    held = RoleAssignment.objects.get(user=world.head)
    client = as_user(world.head)
    assert client.get("/tasks/board/").status_code == 200
    as_user(world.admin).post(f"/roles/{held.pk}/end/", {"on": "2026-03-02"})
    assert client.get("/tasks/board/").status_code == 403


@pytest.mark.parametrize("account", ["chair", "member1"])
def test_a_seat_is_not_ended_by_its_role(world, as_user, account):
    held = RoleAssignment.objects.get(user=world.people[account])
    client = as_user(world.admin)
    answer = client.post(f"/roles/{held.pk}/end/", {"on": "2026-03-02"})
    assert answer.status_code == 400 and answer.context["form"].errors.get("on")
    held.refresh_from_db()
    assert held.valid_to is None
    assert "随席位" in client.get("/roles/").content.decode()


@pytest.mark.parametrize("account", ["resident", "chair", "head", "street", "districter"])
def test_nobody_else_sees_the_roster(world, as_user, account):
    client = as_user(getattr(world, account))
    assert client.get("/roles/").status_code == 403
    assert client.post("/roles/grant/", {}).status_code == 403


def test_the_roster_never_shows_a_whole_phone(world, as_user):
    page = as_user(world.admin).get("/roles/").content.decode()
    assert world.resident.phone not in page and world.resident.masked_phone in page


@pytest.mark.parametrize("query", ["?before=x", "?q=%00", "?before=" + "9" * 18, "?q=" + "甲" * 99])
def test_nonsense_in_the_address_is_no_error(world, as_user, query):
    assert as_user(world.admin).get(f"/roles/{query}").status_code == 200
