"""The list of meetings: what comes, and what is over."""

from datetime import timedelta

import pytest

from committees.models import Meeting
from committees.selectors.meetings import PAGE, meetings_coming, meetings_past
from portal.access.checker import access_of
from portal.kernel import clock

pytestmark = pytest.mark.django_db


def over(hall, days_ago: int) -> Meeting:
    """A meeting that was called off, ``days_ago`` days before now."""
    meeting = hall.planned(hall.motion(actions=()))
    then = clock.now() - timedelta(days=days_ago)
    Meeting.objects.filter(pk=meeting.pk).update(status="cancelled", starts_at=then)
    return meeting


def test_the_latest_of_those_that_are_over_comes_first(hall):
    long_ago, yesterday, last_week = over(hall, 60), over(hall, 1), over(hall, 7)
    access = access_of(hall.world.chair)
    assert meetings_past(access) == [yesterday, last_week, long_ago]
    assert meetings_past(access, before=yesterday.pk) == [last_week, long_ago]


def test_what_comes_stands_apart_the_soonest_first(hall):
    later, sooner = hall.planned(days=9), hall.planned(days=4)
    gone = over(hall, 1)
    access = access_of(hall.world.chair)
    assert meetings_coming(access, PAGE) == [sooner, later]
    assert meetings_past(access) == [gone]


def test_two_of_one_moment_are_both_turned_to(hall):
    first, second = over(hall, 3), over(hall, 3)
    Meeting.objects.filter(pk__in=[first.pk, second.pk]).update(starts_at=clock.now())
    access = access_of(hall.world.chair)
    assert meetings_past(access) == [second, first]
    assert meetings_past(access, before=second.pk) == [first]


def test_a_mark_that_no_meeting_has_gives_nothing(hall):
    over(hall, 1)
    assert meetings_past(access_of(hall.world.chair), before=999_999) == []


def test_others_see_none_of_them(hall):
    over(hall, 1)
    assert meetings_past(access_of(hall.world.resident)) == []
