"""Each threshold one below, at and above; no floats; the arithmetic can be recomputed."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from committees.tally import COMMITTEE_DEFAULT as RULES
from committees.tally import TallyInput, TallyRules, Threshold, tally


def vote(members, present, yes, no=0, abstain=0, **rest):
    return tally(RULES, TallyInput(members, present, yes, no, abstain, **rest))


@pytest.mark.parametrize(
    ("members", "present", "outcome"),
    [
        (7, 3, "no_quorum"),
        (7, 4, "adopted"),
        (8, 4, "no_quorum"),
        (8, 5, "adopted"),
        (9, 4, "no_quorum"),
        (9, 5, "adopted"),
        (5, 2, "no_quorum"),
        (5, 3, "adopted"),
    ],
)
def test_quorum_is_more_than_half_of_the_members(members, present, outcome):
    assert vote(members, present, present).outcome == outcome


@pytest.mark.parametrize(
    ("present", "yes", "outcome"),
    [(7, 3, "rejected"), (7, 4, "adopted"), (6, 3, "rejected"), (6, 4, "adopted")],
)
def test_majority_is_more_than_half_of_those_present(present, yes, outcome):
    assert vote(7, present, yes, present - yes).outcome == outcome


def test_abstaining_is_not_agreeing():
    assert vote(7, 7, 3, 0, 4).outcome == "rejected"


def test_the_recused_leave_base_and_quorum():
    # 7 seats, 2 recused: 5 entitled, 3 of them there: 3 > 5/2; 2 for: 2 > 3/2.
    result = vote(7, 4, 2, 1, recused=2, recused_present=1)
    assert result.outcome == "adopted"
    assert [step.bar for step in result.steps] == ["5/2", "3/2"]


def test_an_empty_room_decides_nothing():
    assert vote(7, 0, 0).outcome == "no_quorum"
    assert vote(7, 5, 0, recused=7, recused_present=5).outcome == "no_quorum"


@pytest.mark.parametrize(
    ("inclusive", "count", "met"),
    [(True, 5, False), (True, 6, True), (False, 6, False), (False, 7, True)],
)
def test_two_thirds_with_and_without_the_number_itself(inclusive, count, met):
    assert Threshold(2, 3, inclusive, "members").is_met(count, 9) is met


@pytest.mark.parametrize(("inclusive", "least"), [(True, 6), (False, 7)])
def test_least(inclusive, least):
    assert Threshold(2, 3, inclusive, "members").least(9) == least


@pytest.mark.parametrize(
    "wrong",
    [
        {"members": 5, "present": 6},
        {"members": 5, "present": 3, "votes_for": 4},
        {"members": 5, "present": 3, "votes_for": -1},
        {"members": 5, "present": 3, "recused": 6},
        {"members": 5, "present": 3, "recused": 1, "recused_present": 2},
    ],
)
def test_impossible_input_is_refused(wrong):
    blank = {"members": 0, "present": 0, "votes_for": 0, "against": 0, "abstain": 0}
    with pytest.raises(ValueError):
        TallyInput(**(blank | wrong))


rooms = st.integers(5, 9).flatmap(
    lambda members: st.integers(0, members).flatmap(
        lambda present: st.integers(0, present).flatmap(
            lambda yes: st.integers(0, present - yes).map(lambda no: (members, present, yes, no))
        )
    )
)


@given(rooms)
def test_one_more_in_favour_never_turns_adopted_into_rejected(room):
    members, present, yes, no = room
    if yes + no < present and vote(*room).outcome == "adopted":
        assert vote(members, present, yes + 1, no).outcome == "adopted"


@given(rooms)
def test_the_result_can_be_recomputed_from_what_is_stored(room):
    stored = json.loads(json.dumps({"rules": RULES.to_json(), "result": vote(*room).to_json()}))
    counts = {
        name: stored["result"]["counts"][name]
        for name in (
            "members",
            "present",
            "votes_for",
            "against",
            "abstain",
            "recused",
            "recused_present",
        )
    }
    again = tally(TallyRules.from_json(stored["rules"]), TallyInput(**counts))
    assert json.loads(json.dumps(again.to_json())) == stored["result"]


@given(rooms)
def test_adopted_means_what_it_says(room):
    members, present, yes, _ = room
    adopted = vote(*room).outcome == "adopted"
    assert adopted == (2 * present > members and 2 * yes > present)
