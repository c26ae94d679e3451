"""Recall and demands: each threshold one below, at and one above."""

import pytest

from committees.election_tally import Ballots, RecallInput, demand_tally, recall_tally
from portal.services.rule_laws import RESIDENTS_2026, VILLAGERS_2018

LAW = RESIDENTS_2026


def recall(yes, came, *, of=100, abstain=0, invalid=0):
    no = came - yes - abstain - invalid
    ballots = Ballots(of, came, came, invalid)
    return recall_tally(LAW, "voters", RecallInput(ballots, yes, no, abstain))


@pytest.mark.parametrize(
    ("yes", "came", "outcome"),
    [
        (39, 80, "kept"),
        (40, 80, "kept"),
        (41, 80, "removed"),
        (40, 81, "kept"),
        (41, 81, "removed"),
    ],
)
def test_recall_takes_more_than_half_of_those_who_voted(yes, came, outcome):
    result = recall(yes, came)
    assert result.outcome == outcome
    assert result.steps[-1].article == "§20"


def test_silence_and_spoilt_paper_do_not_unseat():
    assert recall(40, 80, abstain=40).outcome == "kept"
    assert recall(40, 80, invalid=40).outcome == "kept"


@pytest.mark.parametrize(
    ("roll", "size", "least"),
    [
        ("voters", 1000, 100),
        ("voters", 1001, 101),
        ("households", 400, 40),
        ("representatives", 60, 20),
        ("representatives", 61, 21),
    ],
)
def test_a_demand_binds_from_its_share_on(roll, size, least):
    outcomes = [
        demand_tally(LAW["recall"]["demand"], {roll: (least + more, size)}).outcome
        for more in (-1, 0, 1)
    ]
    assert outcomes == ["short", "met", "met"]


def test_rolls_are_not_added_up_and_one_is_enough():
    demand = LAW["recall"]["demand"]
    almost = {"voters": (99, 1000), "households": (39, 400), "representatives": (19, 60)}
    assert demand_tally(demand, almost).outcome == "short"
    assert demand_tally(demand, almost | {"households": (40, 400)}).outcome == "met"


def test_a_demand_of_nobody_or_from_a_foreign_roll_does_not_bind():
    demand = LAW["recall"]["demand"]
    assert demand_tally(demand, {}).outcome == "short"
    assert demand_tally(demand, {"voters": (0, 0)}).outcome == "short"
    with pytest.raises(ValueError, match="no demand"):
        demand_tally(VILLAGERS_2018["recall"]["demand"], {"households": (40, 40)})
    with pytest.raises(ValueError, match="more signatures"):
        demand_tally(demand, {"voters": (11, 10)})


@pytest.mark.parametrize("yes_no", [(50, 49), (51, 50), (-1, 101)])
def test_a_recall_that_does_not_add_up_is_refused(yes_no):
    with pytest.raises(ValueError, match=r"add up|count"):
        RecallInput(Ballots(100, 100, 100, 0), *yes_no, 0)
