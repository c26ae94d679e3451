"""Setting working days by hand."""

from datetime import date

import pytest

from portal.models import Record
from portal.models.calendar import CalendarOverride
from portal.selectors.calendar import is_working_day, overrides_forget


@pytest.fixture(autouse=True)
def _forget():
    overrides_forget()
    yield
    overrides_forget()


@pytest.fixture
def set_day(world, as_user, django_capture_on_commit_callbacks):
    client = as_user(world.admin)

    def post(**fields):
        with django_capture_on_commit_callbacks(execute=True):
            return client.post("/calendar/", fields)

    post.client = client
    return post


def test_a_saturday_becomes_a_working_day_and_back(set_day, django_capture_on_commit_callbacks):
    saturday = date(2026, 3, 7)
    assert not is_working_day(saturday)
    assert set_day(date="2026-03-07", is_workday="True", note="补班").status_code == 302
    assert is_working_day(saturday)
    row = CalendarOverride.objects.get()
    with django_capture_on_commit_callbacks(execute=True):
        assert set_day.client.post(f"/calendar/{row.pk}/remove/").status_code == 302
    assert not is_working_day(saturday)
    verbs = Record.objects.filter(subject_type="calendar").values_list("verb", flat=True)
    assert list(verbs.order_by("id")) == ["calendar_set", "calendar_unset"]


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"date": "2026-03-07", "is_workday": "False"}, "is_workday"),
        ({"date": "2026-03-04", "is_workday": "True"}, "is_workday"),
        ({"date": "2026-13-07", "is_workday": "True"}, "date"),
        ({"date": "2026-03-07", "is_workday": "maybe"}, "is_workday"),
        ({"date": "2026-03-07", "is_workday": "True", "note": "甲" * 81}, "note"),
    ],
)
def test_what_is_wrong_stands_at_its_field(set_day, fields, field):
    response = set_day(**fields)
    assert response.status_code == 400 and field in response.context["form"].errors
    assert not CalendarOverride.objects.exists()


def test_the_page_shows_the_published_holidays(set_day):
    page = set_day.client.get("/calendar/").content.decode()
    assert "国庆" in page and "周末上班（调休）" in page


@pytest.mark.parametrize("account", ["resident", "chair", "head", "street", "districter"])
def test_nobody_else_sets_days(world, as_user, account):
    client = as_user(getattr(world, account))
    assert client.get("/calendar/").status_code == 403
    assert client.post("/calendar/", {}).status_code == 403
    assert client.post("/calendar/1/remove/").status_code == 403


def test_a_missing_day_is_no_page(set_day):
    assert set_day.client.post("/calendar/99/remove/").status_code == 404
