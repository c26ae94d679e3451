"""The account after coming in: locked out, another password, leaving; no office by signing up."""

import pytest
from axes.models import AccessAttempt
from django.core.cache import cache

from portal.models import Role, User
from tests.world import PASSWORD

LOGIN, SIGNUP = "/accounts/login/", "/accounts/signup/"


@pytest.fixture
def visitor(as_user, world):
    cache.clear()
    return as_user()


def test_too_many_wrong_passwords_lock_the_pair_out_with_a_page(visitor, settings):
    for _ in range(settings.AXES_FAILURE_LIMIT):
        response = visitor.post(LOGIN, {"login": "resident", "password": "wrong"})
    assert response.status_code == 429
    assert "15 分钟" in response.content.decode()
    visitor.post(LOGIN, {"login": "resident", "password": PASSWORD})
    assert "_auth_user_id" not in visitor.session
    assert AccessAttempt.objects.exists()


def test_nobody_signs_up_into_a_district_or_an_office(visitor, world):
    data = {"name": "新来", "phone": "13812345678", "password1": "pan-jiang-77"}
    visitor.post(SIGNUP, {**data, "community": world.district.pk, "role": Role.CHAIR})
    assert not User.objects.filter(phone="13812345678").exists()


def test_changing_the_password_asks_for_the_old_one(as_user, world):
    client, url = as_user(world.resident), "/accounts/password/change/"
    new = {"password1": "yi-xing-2027", "password2": "yi-xing-2027"}
    assert client.post(url, {"oldpassword": "wrong", **new}).status_code == 200
    assert client.post(url, {"oldpassword": PASSWORD, **new}).status_code == 302
    world.resident.refresh_from_db()
    assert world.resident.check_password("yi-xing-2027")


def test_changing_the_password_needs_a_login(visitor):
    assert visitor.get("/accounts/password/change/").url.startswith(LOGIN)


def test_leaving_takes_a_post(as_user, world):
    client = as_user(world.resident)
    assert client.get("/accounts/logout/").status_code == 200
    assert client.get("/notices/").status_code == 200
    client.post("/accounts/logout/")
    assert client.get("/notices/").status_code == 302


def test_a_closed_account_is_out_at_once(as_user, world):
    client = as_user(world.resident)
    User.objects.filter(pk=world.resident.pk).update(is_active=False)
    assert client.get("/notices/").status_code == 302
