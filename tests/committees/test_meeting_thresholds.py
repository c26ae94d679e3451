"""Meetings and demands in every rule set: each threshold one below, at and one above."""

from fractions import Fraction

import pytest

from committees.election_tally import demand_tally
from committees.tally import TallyInput, TallyRules, tally
from portal.services.rule_laws import LAWS, RESIDENTS_1990, RESIDENTS_2026, VILLAGERS_2018

RULES = {row["code"]: row["rules"] for row in LAWS}
MEETINGS = ("committee_meeting", "reps_meeting", "residents_meeting")


def outcome(rules, members, present, votes_for):
    given = TallyInput(members, present, votes_for, present - votes_for, 0)
    return tally(TallyRules.from_json(rules), given).outcome


# (rule set, meeting, of how many, the smallest number that is a quorum)
QUORUMS = [
    ("law-2026", "residents_meeting", 100, 51),
    ("law-2026", "residents_meeting", 101, 51),
    ("law-2026", "residents_meeting", 1, 1),
    ("law-2026", "reps_meeting", 30, 20),  # two thirds exactly: 以上 includes them
    ("law-2026", "reps_meeting", 31, 21),
    ("law-2026", "reps_meeting", 37, 25),
    ("law-2026", "committee_meeting", 7, 4),
    ("law-2026", "committee_meeting", 8, 5),
    ("law-1990", "residents_meeting", 100, 51),
    ("law-1990", "reps_meeting", 30, 16),  # more than half, by the old law
    ("law-2018", "residents_meeting", 100, 51),
    ("law-2018", "reps_meeting", 30, 16),
    ("pilot-2006", "committee_meeting", 9, 5),
    ("pilot-2006", "reps_meeting", 30, 16),
    ("village-2018", "reps_meeting", 30, 20),
    ("village-2018", "residents_meeting", 100, 51),
]


@pytest.mark.parametrize(("code", "topic", "members", "least"), QUORUMS)
def test_quorum_one_below_at_and_above(code, topic, members, least):
    rules = RULES[code][topic]
    said = [
        outcome(rules, members, present, present)
        for present in (least - 1, least, min(least + 1, members))
    ]
    assert said == ["no_quorum", "adopted", "adopted"]


@pytest.mark.parametrize("code", sorted(RULES))
@pytest.mark.parametrize("topic", MEETINGS)
@pytest.mark.parametrize(("present", "least"), [(50, 26), (51, 26), (52, 27)])
def test_more_than_half_of_those_present_decide(code, topic, present, least):
    rules, members = RULES[code][topic], 60
    said = [outcome(rules, members, present, yes) for yes in (least - 1, least, least + 1)]
    assert said == ["rejected", "adopted", "adopted"]


@pytest.mark.parametrize(("members", "least"), [(30, 20), (31, 21), (100, 67)])
def test_of_a_village_two_thirds_of_the_households_come(members, least):
    village = VILLAGERS_2018["residents_meeting"]
    rules = village | {"quorum": village["households_quorum"] | {"base": "members"}}
    said = [outcome(rules, members, came, came) for came in (least - 1, least, least + 1)]
    assert said == ["no_quorum", "adopted", "adopted"]


# (rules, meeting, roll, its size, the smallest number of signatures that is enough)
DEMANDS = [
    (RESIDENTS_2026, "residents_meeting", "adults", 1000, 100),
    (RESIDENTS_2026, "residents_meeting", "adults", 1001, 101),
    (RESIDENTS_2026, "residents_meeting", "households", 500, 50),
    (RESIDENTS_2026, "residents_meeting", "households", 505, 51),
    (RESIDENTS_2026, "residents_meeting", "representatives", 30, 10),  # a third exactly
    (RESIDENTS_2026, "residents_meeting", "representatives", 31, 11),
    (RESIDENTS_2026, "reps_meeting", "representatives", 30, 6),
    (RESIDENTS_2026, "reps_meeting", "representatives", 31, 7),
    (RESIDENTS_1990, "residents_meeting", "adults", 1000, 200),
    (RESIDENTS_1990, "residents_meeting", "households", 501, 101),
    (RESIDENTS_1990, "residents_meeting", "groups", 9, 3),
    (RESIDENTS_1990, "residents_meeting", "groups", 10, 4),
    (RULES["law-2018"], "residents_meeting", "groups", 9, 3),
    (RULES["pilot-2006"], "reps_meeting", "groups", 6, 2),
    (VILLAGERS_2018, "residents_meeting", "adults", 1000, 100),
    (VILLAGERS_2018, "residents_meeting", "representatives", 30, 10),
    (VILLAGERS_2018, "reps_meeting", "representatives", 31, 7),
]


@pytest.mark.parametrize(("rules", "topic", "roll", "size", "least"), DEMANDS)
def test_demand_one_below_at_and_above(rules, topic, roll, size, least):
    demand = rules[topic]["demand"]
    said = [
        demand_tally(demand, {roll: (signed, size)}).outcome
        for signed in (least - 1, least, least + 1)
    ]
    assert said[0] != "met" and said[1:] == ["met", "met"]


@pytest.mark.parametrize(("rules", "topic", "roll", "size", "least"), DEMANDS)
def test_the_least_is_what_the_exact_fraction_says(rules, topic, roll, size, least):
    share = rules[topic]["demand"]["shares"][roll]
    bar = Fraction(share["numerator"] * size, share["denominator"])
    assert share["inclusive"] and least - 1 < bar <= least


def test_a_share_of_no_other_roll_is_added():
    demand = RESIDENTS_2026["residents_meeting"]["demand"]
    near = {"adults": (99, 1000), "households": (49, 500), "representatives": (9, 30)}
    assert demand_tally(demand, near).outcome != "met"
    assert demand_tally(demand, near | {"households": (50, 500)}).outcome == "met"


@pytest.mark.parametrize("code", sorted(RULES))
def test_only_the_pilot_lets_units_vote(code):
    assert bool(RULES[code].get("unit_delegates_vote")) is (code == "pilot-2006")


@pytest.mark.parametrize(
    ("code", "times"),
    [("law-2026", 1), ("village-2018", 2), ("law-1990", 0), ("law-2018", 0), ("pilot-2006", 0)],
)
def test_how_often_a_half_year(code, times):
    assert RULES[code]["reps_meeting"].get("per_half_year", 0) == times
