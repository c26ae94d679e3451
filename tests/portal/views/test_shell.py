"""Preferences, health, headers, body limits and bad input: what holds around every page."""

import pytest
from django.test import Client

from portal.models import RecordBatch
from portal.services.rules import rules_load_defaults
from portal.services.sealing import record_seal
from portal.views import home

pytestmark = pytest.mark.django_db


def test_elder_mode_sticks_without_an_account(as_user, world):
    client = as_user()
    response = client.post("/preferences/", {"elder": "1", "next": "/divisions/"})
    assert response.url == "/divisions/"
    assert 'class="elder"' in client.get("/divisions/").content.decode()
    client.post("/preferences/", {"elder": "0"})
    assert 'class="elder"' not in client.get("/divisions/").content.decode()


@pytest.mark.parametrize(
    "away", ["https://evil.example/", "//evil.example", "javascript:x", "\\\\e"]
)
def test_preferences_lead_to_no_other_site(as_user, away):
    assert as_user().post("/preferences/", {"next": away}).url == "/"
    assert as_user().post("/preferences/", HTTP_REFERER=away).url == "/"


@pytest.mark.parametrize("odd", ["²", "x", "-1", "9" * 30, "\x00", "<b>", ""])
def test_odd_communities_are_ignored(as_user, world, odd):
    client = as_user()
    client.post("/preferences/", {"community": odd, "elder": odd})
    client.cookies["community"] = odd.replace("\x00", "")
    assert client.get("/").status_code == 200


def test_a_remembered_community_is_the_landing_page(as_user, world):
    client = as_user()
    client.post("/preferences/", {"community": world.mingtong.pk})
    assert client.get("/").url == f"/communities/{world.mingtong.pk}/"
    assert client.get(f"/communities/{world.mingtong.pk}/").status_code == 200


def test_a_visitor_who_chose_may_choose_again(as_user, world):
    client = as_user()
    client.post("/preferences/", {"community": world.mingtong.pk})
    page = client.get(f"/communities/{world.mingtong.pk}/").content.decode()
    assert 'href="/communities/"' in page
    assert world.baita.short_name in client.get("/communities/").content.decode()


def test_nobody_lands_on_an_empty_page(as_user, world):
    page = as_user(world.stranger).get("/").content.decode()
    assert 'href="/communities/"' in page


def test_a_board_exists_for_communities_only(as_user, world):
    assert as_user().get(f"/communities/{world.district.pk}/").status_code == 404


@pytest.mark.parametrize("language", ["xx", "", "zh-hans\x00", "../en"])
def test_an_unknown_language_changes_nothing(as_user, world, language):
    client = as_user()
    client.post("/i18n/setlang/", {"language": language, "next": "/"})
    assert 'lang="zh' in client.get("/").content.decode()


def test_english_sticks(as_user, world):
    client = as_user()
    client.post("/i18n/setlang/", {"language": "en", "next": "/"})
    assert 'lang="en"' in client.get("/").content.decode()


def test_alive_asks_nobody(as_user, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert as_user().get("/healthz").content == b"ok\n"


def test_ready_names_each_check(as_user, monkeypatch):
    monkeypatch.setattr("portal.selectors.health._broker", lambda: "ok")
    assert as_user().get("/readyz").json() == dict.fromkeys(
        ("database", "migrations", "broker"), "ok"
    )
    monkeypatch.setattr("portal.selectors.health._broker", lambda: "unreachable")
    assert as_user().get("/readyz").status_code == 503


@pytest.mark.parametrize(
    ("token", "given", "status"),
    [("", "", 404), ("", "Bearer ", 404), ("t", "Bearer x", 404), ("t", "Bearer t", 200)],
)
def test_metrics_are_for_the_holder_of_the_token(as_user, settings, token, given, status):
    settings.METRICS_TOKEN = token
    assert as_user().get("/metrics", HTTP_AUTHORIZATION=given).status_code == status


def test_metrics_with_a_token_that_is_no_ascii(as_user, settings):
    settings.METRICS_TOKEN = "t"
    assert as_user().get("/metrics", HTTP_AUTHORIZATION="Bearer é").status_code == 404


def test_what_a_person_saw_is_not_stored(as_user, world):
    assert "no-store" in as_user(world.resident).get("/")["Cache-Control"]


def test_headers_of_every_page(as_user, world):
    response = as_user().get("/")
    assert response["X-Frame-Options"] == "DENY"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Referrer-Policy"] == "same-origin"
    policy = response["Content-Security-Policy"]
    assert "unsafe" not in policy and "object-src 'none'" in policy


def test_a_body_that_is_too_large_is_refused_unread(as_user, world):
    response = as_user().post("/preferences/", CONTENT_LENGTH=str(65 * 1024 * 1024))
    assert response.status_code == 413
    assert "10 MB" in response.content.decode()


@pytest.mark.parametrize("length", ["-1", "x", "1e9"])
def test_a_length_that_is_no_number_is_refused(as_user, world, length):
    assert as_user().post("/preferences/", CONTENT_LENGTH=length).status_code == 413


BODIES = {
    "latin": b"next=%ff%fe&elder=\xff",
    "nul": b"next=%00&community=%00&elder=%00",
    "surrogate": b"next=%ed%a0%80",
    "many": b"&".join(b"a%d=1" % n for n in range(500)),
}


@pytest.mark.parametrize("body", BODIES.values(), ids=BODIES.keys())
@pytest.mark.parametrize("path", ["/preferences/", "/accounts/login/", "/i18n/setlang/", "/track/"])
def test_broken_bodies_are_never_500(world, path, body):
    client = Client(raise_request_exception=False)
    kind = "application/x-www-form-urlencoded"
    assert client.generic("POST", path, body, content_type=kind).status_code < 500


@pytest.mark.parametrize("query", ["q=%00", "q=%ff", "before=²", "before=" + "9" * 5000, "page=-1"])
@pytest.mark.parametrize(
    "path", ["/", "/issues/", "/resolutions/", "/divisions/", "/roles/", "/notices/", "/motions/"]
)
def test_broken_queries_are_never_500(world, path, query):
    client = Client(raise_request_exception=False)
    for person in (world.admin, world.chair):
        client.force_login(person, backend="portal.access.backends.PortalBackend")
        assert client.get(f"{path}?{query}").status_code < 500


def test_a_form_without_its_token_is_told_in_words(world):
    client = Client(enforce_csrf_checks=True)
    response = client.post("/preferences/", {"elder": "1"})
    assert response.status_code == 403
    assert "刷新" in response.content.decode()


def test_the_record_page_shows_the_seals_and_how_to_check_them(as_user, world):
    record_seal()
    page = as_user().get("/record/").content.decode()
    batch = RecordBatch.objects.latest("number")
    assert batch.hash in page and "怎样核对" in page


@pytest.mark.parametrize("query", ["", "?before=1", "?before=x", "?before=²"])
def test_the_record_page_without_seals_or_with_nonsense(as_user, world, query):
    assert as_user().get(f"/record/{query}").status_code == 200


def test_help_and_the_choice_are_one_tap_away_from_every_page(as_user, world):
    page = as_user().get("/help/").content.decode()
    for path in ("/record/", "/help/", "/communities/"):
        assert f'href="{path}"' in page


def test_the_specimen_is_for_development_only(as_user, world, settings):
    settings.DEBUG = False
    assert as_user().get("/specimen/").status_code == 404
    settings.DEBUG = True
    assert as_user().get("/specimen/").status_code == 200


def test_the_documentation_of_the_api_keeps_to_the_content_policy(as_user):
    page = as_user().get("/api/docs/").content.decode()
    assert 'id="swagger-ui"' in page
    assert "<style" not in page and "<script>" not in page


def home_of(as_user, user) -> str:
    return as_user(user).get("/").content.decode()


def test_a_residents_home_begins_with_the_way_to_say_something(as_user, world):
    page = home_of(as_user, world.resident)
    assert page.index("button--big") < page.index("我的事</h2>")
    assert 'class="columns"' not in page  # few parts stay one below the other


@pytest.mark.parametrize(("parts", "columns"), [(4, False), (5, True)])
def test_many_parts_stand_in_two_columns(as_user, world, monkeypatch, parts, columns):
    part = {"name": "x", "template": "resident_affairs/panels/report.html", "data": {"url": "/x/"}}
    monkeypatch.setattr(home, "panels_for", lambda access, surface: [part] * parts)
    page = home_of(as_user, world.street)
    assert ('class="columns"' in page) == columns and page.count('class="columns__part"') == parts


def test_who_reports_nothing_has_no_button(as_user, world):
    rules_load_defaults()
    assert "button--big" not in home_of(as_user, world.street)
