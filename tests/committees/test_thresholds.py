"""Every threshold of the rule sets one below, at and one above, with exact fractions."""

import pytest

from committees.appraisal_tally import is_met
from committees.election_tally import demand_tally
from committees.poll_tally import poll_count
from committees.services.consultations import support_threshold
from committees.tally import TallyInput, TallyRules, tally
from portal.services.rule_law_2026 import RESIDENTS_2026
from portal.services.rule_laws import RESIDENTS_1990, VILLAGERS_2018


def outcome(rules, members, present, votes_for):
    """What a meeting of ``members`` decides with so many present and for."""
    counts = TallyInput(
        members=members,
        present=present,
        votes_for=votes_for,
        against=present - votes_for,
        abstain=0,
        recused=0,
        recused_present=0,
    )
    return tally(TallyRules.from_json(rules), counts).outcome


@pytest.mark.parametrize(
    ("rules", "topic", "members", "least"),
    [
        (RESIDENTS_2026, "residents_meeting", 100, 51),
        (RESIDENTS_2026, "residents_meeting", 101, 51),
        (RESIDENTS_2026, "reps_meeting", 30, 20),
        (RESIDENTS_2026, "reps_meeting", 31, 21),
        (RESIDENTS_2026, "committee_meeting", 7, 4),
        (RESIDENTS_2026, "committee_meeting", 8, 5),
        (VILLAGERS_2018, "reps_meeting", 30, 20),
        (VILLAGERS_2018, "residents_meeting", 100, 51),
        (RESIDENTS_1990, "residents_meeting", 100, 51),
    ],
)
def test_a_meeting_counts_from_its_quorum_on(rules, topic, members, least):
    assert outcome(rules[topic], members, least - 1, least - 1) == "no_quorum"
    assert outcome(rules[topic], members, least, least) == "adopted"
    assert outcome(rules[topic], members, least + 1, least + 1) == "adopted"


@pytest.mark.parametrize("rules", [RESIDENTS_2026, RESIDENTS_1990, VILLAGERS_2018])
@pytest.mark.parametrize("topic", ["residents_meeting", "reps_meeting", "committee_meeting"])
@pytest.mark.parametrize(("present", "least"), [(30, 16), (31, 16)])
def test_more_than_half_of_those_present_decide(rules, topic, present, least):
    for votes, expected in ((least - 1, "rejected"), (least, "adopted"), (least + 1, "adopted")):
        assert outcome(rules[topic], 31, present, votes) == expected


@pytest.mark.parametrize(("households", "least"), [(30, 20), (31, 21), (32, 22)])
def test_two_thirds_of_the_village_households(households, least):
    share = VILLAGERS_2018["residents_meeting"]["households_quorum"]
    assert not is_met(share, least - 1, households)
    assert is_met(share, least, households) and is_met(share, least + 1, households)


@pytest.mark.parametrize(
    ("rules", "topic", "roll", "size", "least"),
    [
        (RESIDENTS_2026, "residents_meeting", "adults", 1000, 100),
        (RESIDENTS_2026, "residents_meeting", "adults", 1001, 101),
        (RESIDENTS_2026, "residents_meeting", "households", 500, 50),
        (RESIDENTS_2026, "residents_meeting", "representatives", 30, 10),
        (RESIDENTS_2026, "residents_meeting", "representatives", 31, 11),
        (RESIDENTS_2026, "reps_meeting", "representatives", 30, 6),
        (RESIDENTS_2026, "reps_meeting", "representatives", 31, 7),
        (RESIDENTS_1990, "residents_meeting", "adults", 1000, 200),
        (RESIDENTS_1990, "residents_meeting", "households", 501, 101),
        (RESIDENTS_1990, "residents_meeting", "groups", 9, 3),
        (RESIDENTS_1990, "reps_meeting", "groups", 10, 4),
        (VILLAGERS_2018, "residents_meeting", "adults", 1000, 100),
        (VILLAGERS_2018, "residents_meeting", "representatives", 30, 10),
        (VILLAGERS_2018, "reps_meeting", "representatives", 31, 7),
    ],
)
def test_a_demand_binds_from_its_share_on(rules, topic, roll, size, least):
    demand = rules[topic]["demand"]
    for signed, expected in ((least - 1, "short"), (least, "met"), (least + 1, "met")):
        assert demand_tally(demand, {roll: (signed, size)}).outcome == expected


@pytest.mark.parametrize(
    ("residents", "needed"),
    [(0, 5), (99, 5), (100, 5), (101, 6), (119, 6), (120, 6), (121, 7), (2000, 100)],
)
def test_a_topic_needs_a_twentieth_and_never_fewer_than_five(residents, needed):
    assert support_threshold(RESIDENTS_2026["consultation"], residents) == needed


def polled(cast, roll, first):
    """A poll with ``first`` of ``cast`` answers for the first of three options."""
    rules = RESIDENTS_2026["consultation"]
    answers = [[1]] * first + [[2 + number % 2] for number in range(cast - first)]
    shares = {"turnout": rules["poll_turnout"], "share": rules["poll_share"]}
    return poll_count("single", [1, 2, 3], answers, roll=roll, **shares)


@pytest.mark.parametrize(("roll", "least"), [(30, 10), (31, 11), (32, 11)])
def test_a_poll_holds_from_a_third_of_its_roll_on(roll, least):
    for cast, expected in ((least - 1, False), (least, True), (least + 1, True)):
        assert polled(cast, roll, cast)["is_valid"] is expected


@pytest.mark.parametrize(("cast", "least"), [(10, 6), (11, 6)])
def test_an_option_carries_with_more_than_half(cast, least):
    for first, expected in ((least - 1, False), (least, True), (least + 1, True)):
        assert polled(cast, 12, first)["has_share"] is expected
