"""Turnout: ballots that came back against the roll, and answers of a closed poll."""

from datetime import date, timedelta

import pytest

from committees.services import results
from committees.services.answers import answer_give
from committees.services.polls import polls_sweep
from portal.dashboards.kpis import BY_NAME
from portal.kernel import clock
from portal.models import Record
from portal.selectors.figures import figures_by_division
from portal.services import figures, sealing
from portal.services.records import record_append
from portal.services.rules import rules_load_defaults
from tests.committees.assembly import poll

FIRST, LAST = date(2026, 1, 1), date(2027, 12, 1)


def value(name: str, place, first=FIRST, last=LAST):
    sealing.record_seal()
    figures.figures_run()
    assert figures.figures_drift() == []
    sums = figures_by_division([place.pk], first, last)[place.pk]
    found = BY_NAME[name].value(sums)
    return found.number, found.n


class TestElections:
    def test_of_the_roll_by_the_day_of_the_result(self, booth):
        booth.voting()
        booth.counted(booth.sheet(returned=15, votes=booth.votes(12, 2)))
        assert value("turnout", booth.world.mingtong) == (None, 0)
        from_count = Record.objects.filter(subject_type="election", verb="count").get()
        assert "cast" not in from_count.data
        announce(booth)
        assert value("turnout", booth.world.mingtong) == (75.0, 20)
        assert value("turnout", booth.world.district) == (75.0, 20)
        assert value("turnout", booth.world.baita) == (None, 0)

    def test_too_few_is_counted_all_the_same(self, booth):
        booth.voting()
        booth.counted(booth.sheet(returned=5, votes=booth.votes(3, 1)))
        announce(booth)
        assert value("turnout", booth.world.mingtong) == (25.0, 20)

    @pytest.mark.parametrize("data", [{}, {"roll": 20}, {"cast": 3}, {"roll": 0, "cast": 0}])
    def test_without_both_numbers_it_is_unknown(self, world, data):
        record_append(subject=Vote(world.mingtong), verb="announce", data=data)
        assert value("turnout", world.mingtong) == (None, 0)

    def test_nobody_votes_twice(self, world):
        data = {"roll": 20, "cast": 30}
        record_append(subject=Vote(world.mingtong), verb="announce", data=data)
        assert value("turnout", world.mingtong) == (100.0, 20)


class TestPolls:
    def test_answers_against_the_roll_once_it_is_closed(self, world):
        rules_load_defaults()
        found = poll(world, roll_size=30)
        for key in ("resident", "neighbour", "leader"):
            answer_give(actor=world.people[key], poll=found, content=[1])
        assert value("poll_turnout", world.mingtong) == (None, 0)
        clock.advance(days=6)
        polls_sweep()
        assert value("poll_turnout", world.mingtong) == (10.0, 30)
        month = clock.today().replace(day=1)
        later = (month + timedelta(days=40)).replace(day=1)
        assert value("poll_turnout", world.mingtong, later, later) == (None, 0)


class Vote:
    """An election that only the record knows."""

    subject_type, pk = "election", 10**9

    def __init__(self, community):
        self.community_id = community.pk


def announce(booth) -> None:
    results.result_announce(actor=booth.head, election=booth.election)
