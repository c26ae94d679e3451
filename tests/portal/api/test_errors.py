"""One documented JSON form for every error."""

import pytest

from tests.world import PASSWORD

FORM = {"type", "errors"}


def assert_form(response, status, code=None):
    assert response.status_code == status
    body = response.json()
    assert set(body) >= FORM
    assert set(body["errors"][0]) == {"code", "detail", "attr"}
    if code:
        assert body["errors"][0]["code"] == code


def test_401_without_a_person(api):
    assert_form(api().get("/api/v1/me/"), 401, "not_authenticated")


@pytest.mark.parametrize("path", ["/api/nowhere/", "/api/v1/nowhere/", "/api/v2/"])
@pytest.mark.parametrize("method", ["get", "post", "delete"])
def test_404_for_unrouted_paths(api, path, method):
    assert_form(getattr(api(), method)(path), 404, "not_found")


def test_405_for_a_wrong_method(api, world):
    assert_form(api(world.resident).delete("/api/v1/me/"), 405)


def test_400_names_the_field(api, db):
    response = api().post("/api/v1/tokens/", {"login": ""})
    assert_form(response, 400)
    assert {error["attr"] for error in response.json()["errors"]} == {"login", "password"}


BROKEN = {"open": "{", "deep": "[" * 2000, "nan": '{"a": NaN}', "nul": "\x00", "half": '"\\ud800"'}


@pytest.mark.parametrize("body", BROKEN.values(), ids=BROKEN.keys())
def test_broken_json_is_400_and_never_500(api, db, body):
    response = api().generic("POST", "/api/v1/tokens/", body, content_type="application/json")
    assert_form(response, 400)


def test_415_for_an_unknown_kind_of_body(api, db):
    assert_form(api().generic("POST", "/api/v1/tokens/", "x", content_type="text/x"), 415)


def test_413_for_a_body_that_is_too_large(api, db):
    response = api().generic(
        "POST", "/api/v1/tokens/", "x" * (1024 * 1024 + 1), content_type="application/json"
    )
    assert_form(response, 413, "too_large")


def test_a_token_opens_the_door(api, world):
    response = api().post("/api/v1/tokens/", {"login": "resident", "password": PASSWORD})
    assert response.status_code == 201
    client = api()
    client.credentials(HTTP_AUTHORIZATION=f"Token {response.json()['token']}")
    me = client.get("/api/v1/me/").json()
    assert me["name"] == "王桂芳"
    assert me["phone"].startswith("139****")


def test_the_phone_logs_in_too(api, world):
    phone = world.resident.phone
    response = api().post("/api/v1/tokens/", {"login": phone, "password": PASSWORD})
    assert response.status_code == 201


@pytest.mark.parametrize("login", ["resident", "nobody-here"])
def test_a_wrong_password_and_an_unknown_login_sound_alike(api, world, login):
    response = api().post("/api/v1/tokens/", {"login": login, "password": "wrong-one"})
    assert_form(response, 400, "credentials")
