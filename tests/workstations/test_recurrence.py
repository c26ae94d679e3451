"""The days of a plan: weekends, Spring Festival 2026, a make-up Saturday, short months, bounds."""

from datetime import date, timedelta

import pytest

from portal.selectors.calendar import is_working_day
from workstations.recurrence import Rule, occurrences

pytestmark = pytest.mark.django_db
FEBRUARY = (date(2026, 2, 1), date(2026, 3, 1))


def days(rhythm, shift="next", after=date(2026, 1, 31), until=date(2026, 3, 1), **words):
    words.setdefault("valid_from", date(2026, 1, 1))
    rule = Rule(rhythm=rhythm, shift=shift, **words)
    return [day.isoformat()[5:] for day in occurrences(rule, after, until, is_working_day)]


def test_the_calendar_is_the_one_these_tests_count_on():
    resting = [date(2026, 2, 15) + timedelta(days=n) for n in range(9)]
    assert not any(is_working_day(day) for day in resting)
    assert is_working_day(date(2026, 2, 14)) and is_working_day(date(2026, 2, 28))


def test_each_monday_goes_on_to_the_first_day_worked_after_the_festival():
    assert days("weekly", weekdays=frozenset({1})) == ["02-02", "02-09", "02-24"]


def test_days_off_may_be_skipped_or_worked():
    assert days("weekly", "skip", weekdays=frozenset({1})) == ["02-02", "02-09"]
    assert days("weekly", "none", weekdays=frozenset({1})) == ["02-02", "02-09", "02-16", "02-23"]


def test_two_days_pushed_onto_the_same_one_are_one():
    found = days("weekly", weekdays=frozenset({1, 3, 5}), after=date(2026, 2, 14))
    assert found == ["02-24", "02-25", "02-27"]


def test_make_up_saturdays_are_worked():
    assert days("weekly", "skip", weekdays=frozenset({6})) == ["02-14", "02-28"]
    working = days("daily", "skip", after=date(2026, 2, 12), until=date(2026, 2, 28))
    assert working == ["02-13", "02-14", "02-24", "02-25", "02-26", "02-27", "02-28"]


def test_a_sunday_goes_on_to_the_monday():
    assert days("monthly", month_day=1, after=date(2026, 2, 27), until=date(2026, 3, 5)) == [
        "03-02"
    ]


def test_a_short_month_takes_its_last_day():
    assert days("monthly", "none", month_day=31, until=date(2026, 4, 30)) == [
        "02-28",
        "03-31",
        "04-30",
    ]
    leap = {"month": 2, "month_day": 29, "after": date(2027, 12, 31), "until": date(2029, 12, 31)}
    assert days("yearly", "none", **leap) == ["02-29", "02-28"]


def test_once_a_year_is_once_a_year():
    words = {"month": 10, "month_day": 1, "until": date(2027, 12, 31)}
    assert days("yearly", "none", **words) == ["10-01", "10-01"]
    assert days("yearly", **words)[0] == "10-08"


def test_the_bounds_hold_the_day_that_the_rule_names():
    words = {"weekdays": frozenset({1}), "valid_to": date(2026, 2, 16)}
    assert days("weekly", **words) == ["02-02", "02-09", "02-24"]
    assert days("weekly", weekdays=frozenset({1}), valid_from=date(2026, 2, 10)) == ["02-24"]
    assert days("weekly", weekdays=frozenset({1}), valid_from=date(2026, 3, 10)) == []


@pytest.mark.parametrize("cut", range(1, 28))
def test_cut_anywhere_the_days_are_the_same(cut):
    """What was pushed on across the cut is neither lost nor doubled."""
    words = {"weekdays": frozenset({1, 3, 6})}
    middle = date(2026, 1, 31) + timedelta(days=cut)
    parts = days("weekly", until=middle, **words) + days("weekly", after=middle, **words)
    assert parts == days("weekly", **words)
