"""日 and 工作日 across Spring Festival and a make-up Saturday."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from portal.models import CalendarOverride
from portal.selectors import calendar

KUNMING = ZoneInfo("Asia/Shanghai")


@pytest.fixture(autouse=True)
def _forget(db):
    calendar.overrides_forget()
    yield
    calendar.overrides_forget()


@pytest.mark.parametrize(
    ("day", "works"),
    [
        (date(2025, 1, 26), True),  # a Sunday worked to make up for Spring Festival
        (date(2025, 2, 8), True),  # a Saturday likewise
        (date(2025, 1, 29), False),  # the first day of the year of the snake
        (date(2025, 2, 4), False),  # a Tuesday, still holiday
        (date(2025, 2, 5), True),
        (date(2025, 2, 15), False),  # a plain Saturday
    ],
)
def test_published_days(day, works):
    assert calendar.is_working_day(day) is works


def test_working_days_jump_over_the_festival():
    assert calendar.add_working_days(date(2025, 1, 27), 2) == date(2025, 2, 6)


def test_days_do_not_jump():
    start = datetime(2025, 1, 27, 10, 0, tzinfo=KUNMING)
    assert calendar.deadline_after(start, 2, "d").date() == date(2025, 1, 29)


def test_a_deadline_ends_with_its_day_in_kunming():
    start = datetime(2025, 3, 3, 10, 0, tzinfo=KUNMING)
    end = calendar.deadline_after(start, 1, "wd").astimezone(KUNMING)
    assert (end.date(), end.hour, end.minute) == (date(2025, 3, 4), 23, 59)


def test_hours_are_exact():
    start = datetime(2025, 3, 3, 23, 30, tzinfo=KUNMING)
    assert calendar.deadline_after(start, 2, "h") == datetime(2025, 3, 4, 1, 30, tzinfo=KUNMING)


def test_an_override_beats_the_calendar():
    CalendarOverride.objects.create(date=date(2025, 3, 5), is_workday=False)
    assert not calendar.is_working_day(date(2025, 3, 5))


def test_an_unknown_unit_is_an_error():
    with pytest.raises(ValueError, match="unknown unit"):
        calendar.deadline_after(datetime(2025, 3, 3, tzinfo=KUNMING), 1, "weeks")


def test_working_days_between_counts_backwards_too():
    assert calendar.working_days_between(date(2025, 3, 7), date(2025, 3, 10)) == 1
    assert calendar.working_days_between(date(2025, 3, 10), date(2025, 3, 7)) == -1
