"""The plan of an election: the law's days, at their borders."""

from datetime import timedelta

import pytest

from committees.selectors.election_plan import plan_of
from committees.services import elections
from portal.kernel import clock
from tests.committees.electing import Booth


def step(election, name, today):
    return next(row for row in plan_of(election, today) if row.name == name)


@pytest.mark.parametrize(("before", "state"), [(20, "current"), (19, "late")])
def test_the_roll_twenty_days_before(booth, before, state):
    election = booth.registered()
    day = election.election_day - timedelta(days=before)
    row = step(election, "roll", day)
    assert (row.due_on, row.state) == (election.election_day - timedelta(days=20), state)


@pytest.mark.parametrize(("after", "state"), [(5, "current"), (6, "done")])
def test_objections_five_days(booth, after, state):
    election = booth.published()
    row = step(election, "objections", clock.today() + timedelta(days=after))
    assert (row.due_on, row.state) == (clock.today() + timedelta(days=5), state)


@pytest.mark.parametrize(("after", "state"), [(0, "current"), (1, "late")])
def test_announced_the_same_day(booth, after, state):
    booth.voting()
    election = booth.counted(booth.sheet(returned=18, votes=booth.votes(12, 2)))
    row = step(election, "announced", clock.today() + timedelta(days=after))
    assert (row.due_on, row.state) == (election.election_day, state)


def test_handover_ten_days_after_the_term_begins(booth):
    election = booth.called()
    row = plan_of(election, clock.today())[-2]
    assert (row.name, row.due_on) == ("handover", election.term_from + timedelta(days=10))


def test_nothing_is_current_in_a_cancelled_one(booth):
    election = booth.called()
    election.status = "cancelled"
    assert {row.state for row in plan_of(election, clock.today())} == {"todo"}


def test_the_whole_plan_before_anything_is_stored(booth):
    """Every step has its day and where it comes from, in the order of the days."""
    words = {"actor": booth.world.chair, "community": booth.world.mingtong}
    election = elections.election_drafted(plan=booth.drawn(), **words)
    steps = plan_of(election, clock.today())
    day = election.election_day
    assert election.pk is None and all(row.due_on and row.article for row in steps)
    due = {row.name: row.due_on for row in steps}
    assert due["roll"] == day - timedelta(days=20)
    assert due["objections"] == due["roll"] + timedelta(days=5)
    assert due["rulings"] == due["objections"] + timedelta(days=3)
    assert due["roll"] < due["candidates"] < due["meeting"] < due["proxies"] < due["voting"] == day
    names = [row.name for row in steps]
    assert names.index("registration") < names.index("nominations") < names.index("filing")


def test_representatives_have_no_proxies(hall):
    election = Booth(hall, form="representatives").called()
    assert "proxies" not in {row.name for row in plan_of(election, clock.today())}
