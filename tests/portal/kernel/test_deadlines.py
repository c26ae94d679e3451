"""The levels of a clock: at which moment each is reached, to the second, and in which order."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.kernel.deadlines import ESCALATED, LEVELS, RED, YELLOW, Reading, next_level

START = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
SECOND = timedelta(seconds=1)
TEN = Reading(START, START + timedelta(days=10))


@pytest.mark.parametrize(
    ("after", "level"),
    [
        (timedelta(0), ""),
        (timedelta(days=8) - SECOND, ""),
        (timedelta(days=8), YELLOW),  # a fifth of ten days is left
        (timedelta(days=10), YELLOW),  # the last second is in time
        (timedelta(days=10) + SECOND, RED),
        (timedelta(days=15), RED),
        (timedelta(days=15) + SECOND, ESCALATED),  # more than half over
        (timedelta(days=900), ESCALATED),
    ],
)
def test_each_level_begins_at_its_moment(after, level):
    assert TEN.level_at(START + after) == level


def test_two_hours_of_an_urgent_class_strike_in_minutes():
    urgent = Reading(START, START + timedelta(hours=2))
    minutes = [(urgent.strikes_at(level) - START) / timedelta(minutes=1) for level in LEVELS]
    assert minutes == [96, 120, 180]


def test_a_deadline_that_lay_in_the_past_is_escalated_at_once_and_not_before():
    odd = Reading(START, START - timedelta(days=1))
    assert odd.level_at(START - timedelta(days=2)) == "" and odd.level_at(START) == ESCALATED


def test_the_levels_follow_one_another():
    assert [next_level(level) for level in ("", *LEVELS)] == [YELLOW, RED, ESCALATED, ""]


@given(st.integers(1, 10**7), st.integers(0, 10**8), st.integers(0, 10**6))
def test_time_only_ever_raises_the_level(given_seconds, at, more):
    reading = Reading(START, START + timedelta(seconds=given_seconds))
    rank = ["", *LEVELS].index
    first = reading.level_at(START + timedelta(seconds=at))
    later = reading.level_at(START + timedelta(seconds=at + more))
    assert rank(first) <= rank(later)
    moments = [reading.strikes_at(level) for level in LEVELS]
    assert moments == sorted(moments)
