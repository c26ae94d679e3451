"""People come in by user name or phone, and land where they wanted."""

import pytest

from portal.models import Level, Role, RoleAssignment, User
from tests import world as worlds
from tests.world import PASSWORD

LOGIN = "/accounts/login/"
SIGNUP = "/accounts/signup/"


def sign_in(client, login, password=PASSWORD, **more):
    return client.post(LOGIN, {"login": login, "password": password, **more})


@pytest.mark.parametrize("how", ["username", "phone"])
def test_by_user_name_or_phone(world, as_user, how):
    client = as_user()
    assert sign_in(client, getattr(world.resident, how)).status_code == 302
    assert world.resident.name in client.get("/").content.decode()


@pytest.mark.parametrize(
    ("login", "password"),
    [
        ("resident", "wrong-one"),
        ("nobody", PASSWORD),
        ("", PASSWORD),
        ("resident", ""),
        ("resi\x00dent", PASSWORD),
        ("x" * 500, PASSWORD),
    ],
)
def test_a_wrong_pair_stays_on_the_page_and_keeps_what_was_typed(world, as_user, login, password):
    client = as_user()
    response = sign_in(client, login, password)
    assert response.status_code == 200
    assert "_auth_user_id" not in client.session
    if login == "resident":
        assert 'value="resident"' in response.content.decode()


def test_somebody_switched_off_cannot_come_in(world, as_user):
    User.objects.filter(pk=world.resident.pk).update(is_active=False)
    client = as_user()
    sign_in(client, "resident")
    assert "_auth_user_id" not in client.session


def test_one_lands_on_the_page_one_wanted(world, as_user):
    client = as_user()
    response = client.get("/roles/")
    assert response.url == f"{LOGIN}?next=/roles/"
    assert sign_in(client, "admin", next="/roles/").url == "/roles/"


@pytest.mark.parametrize("away", ["https://evil.example/", "//evil.example", "javascript:alert(1)"])
def test_nobody_is_led_to_another_site(world, as_user, away):
    assert sign_in(as_user(), "resident", next=away).url == "/"
    for path, data in (("/preferences/", {"elder": "1"}), ("/i18n/setlang/", {"language": "en"})):
        response = as_user().post(path, data | {"next": away})
        assert "evil" not in response.url and "javascript" not in response.url


@pytest.fixture
def newcomer(world):
    return {
        "name": "新来的",
        "phone": "13700001111",
        "community": world.mingtong.pk,
        "password1": "pan-long-2026",
    }


def test_a_resident_signs_up_and_belongs_to_the_community(world, as_user, newcomer):
    client = as_user()
    assert client.post(SIGNUP, newcomer).status_code == 302
    user = User.objects.get(phone="13700001111")
    held = RoleAssignment.objects.get(user=user)
    assert (held.role, held.division) == (Role.RESIDENT, world.mingtong)
    assert "我要反映" in client.get("/").content.decode()


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("phone", "12345"),
        ("phone", "13900000000"),
        ("name", ""),
        ("community", ""),
        ("community", "999999"),
        ("password1", "12345678"),
        ("password1", "short"),
        ("name", "甲" * 41),
        ("name", "a\x00b"),
    ],
)
def test_signing_up_wrongly_is_told_at_the_field_and_makes_nobody(
    world, as_user, newcomer, field, value
):
    before = User.objects.count()
    response = as_user().post(SIGNUP, newcomer | {field: value})
    assert response.status_code == 200
    assert response.context["form"].errors.get(field), response.context["form"].errors
    assert User.objects.count() == before


def test_a_page_of_a_logged_in_person_is_not_stored(world, as_user):
    assert "no-store" in as_user(world.resident).get("/")["Cache-Control"]


def test_large_print_sticks_without_an_account(db, as_user):
    client = as_user()
    client.post("/preferences/", {"elder": "1"})
    assert 'class="elder"' in client.get("/accounts/login/").content.decode()
    client.post("/preferences/", {"elder": "0"})
    assert 'class="elder"' not in client.get("/accounts/login/").content.decode()


def test_english_is_one_tap_away(db, as_user):
    client = as_user()
    client.post("/i18n/setlang/", {"language": "en"})
    assert "Log in" in client.get("/accounts/login/").content.decode()


@pytest.mark.parametrize(
    ("account", "hours"),
    [("resident", 168), ("leader", 168), ("staff", 8), ("chair", 8), ("street", 8), ("admin", 8)],
)
def test_people_in_office_log_in_anew_each_day(world, as_user, account, hours):
    client = as_user()
    sign_in(client, account)
    assert client.session.get_expiry_age() == hours * 3600


def test_only_communities_that_are_served_are_offered(world, as_user):
    """The map may hold the whole country; a resident chooses among ours."""
    city = worlds.division("北京市", "110100000000", Level.PREFECTURE, None)
    district = worlds.division("东城区", "110101000000", Level.DISTRICT, city)
    area = worlds.division("东华门街道", "110101001000", Level.SUBDISTRICT, district)
    worlds.division("多福巷社区居委会", "110101001001", Level.COMMUNITY, area)
    client = as_user()
    for address in (SIGNUP, "/communities/", "/"):
        page = client.get(address).content.decode()
        assert "明通巷社区" in page and "多福巷" not in page, address
