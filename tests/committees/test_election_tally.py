"""Elections: each threshold one below, at and one above; what always holds."""

import json
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from committees.election_tally import (
    Ballots,
    ElectionInput,
    RecallInput,
    election_tally,
    recall_tally,
    runoff_tally,
)
from committees.tally import Threshold
from portal.services.rule_laws import RESIDENTS_1990, RESIDENTS_2026, VILLAGERS_2018

LAW = RESIDENTS_2026
FORMS = ("voters", "households", "representatives")


def paper(entitled, returned, invalid=0, issued=None):
    return Ballots(entitled, returned if issued is None else issued, returned, invalid)


def counted(votes, seats=1, *, of=100, came=100, invalid=0, form="voters", law=LAW, way=None):
    given_in = ElectionInput(paper(of, came, invalid), seats, votes)
    return (way or election_tally)(law, form, given_in)


def runoff(votes, seats=1, **rest):
    return counted(votes, seats, way=runoff_tally, **rest)


def recall(yes, came, *, of=100, form="voters", law=LAW):
    return recall_tally(law, form, RecallInput(paper(of, came), yes, came - yes, 0))


# Whether the vote counts


@pytest.mark.parametrize(
    ("form", "of", "came", "holds"),
    [
        ("voters", 100, 49, False),
        ("voters", 100, 50, False),
        ("voters", 100, 51, True),
        ("voters", 101, 50, False),
        ("voters", 101, 51, True),
        ("households", 300, 149, False),
        ("households", 300, 150, False),
        ("households", 300, 151, True),
        ("representatives", 60, 39, False),
        ("representatives", 60, 40, False),
        ("representatives", 60, 41, True),
        ("representatives", 61, 40, False),
        ("representatives", 61, 41, True),
    ],
)
def test_enough_must_take_part(form, of, came, holds):
    result = counted({"a": came, "b": 0}, of=of, came=came, form=form)
    assert (result.outcome == "elected") is holds
    assert result.steps[0].ok is holds
    assert result.steps[0].article == "§19"
    assert recall(came, came, of=of, form=form).outcome == ("removed" if holds else "void")


def test_two_thirds_of_the_representatives_is_a_rule_of_the_new_law_only():
    assert counted({"a": 40}, of=60, came=40, form="representatives").outcome == "void"
    old = counted({"a": 40}, of=60, came=40, form="representatives", law=RESIDENTS_1990)
    assert old.outcome == "elected"


def test_a_void_vote_elects_nobody_and_names_no_runoff():
    result = counted({"a": 40, "b": 10}, came=50)
    assert (result.outcome, result.elected, result.runoff, result.open_seats) == (
        "void",
        (),
        (),
        1,
    )
    assert {row.standing for row in result.rows} == {"lost"}


def test_invalid_ballots_count_as_taking_part_and_weigh_in_the_bar():
    assert counted({"a": 26}, came=51, invalid=25).outcome == "elected"
    # Half of the 52 who voted is not more than half, though it is all of the valid ones.
    assert counted({"a": 26}, came=52, invalid=26).outcome == "runoff"


@pytest.mark.parametrize(("back", "outcome"), [(79, "elected"), (80, "elected"), (81, "void")])
def test_more_papers_in_the_box_than_given_out_void_the_vote(back, outcome):
    ballots = Ballots(100, 80, back, 0)
    assert election_tally(LAW, "voters", ElectionInput(ballots, 1, {"a": 70})).outcome == outcome
    removed = recall_tally(LAW, "voters", RecallInput(ballots, back, 0, 0)).outcome
    assert removed == ("removed" if outcome == "elected" else "void")


def test_nobody_on_the_roll_elects_nobody():
    assert counted({"a": 0}, of=0, came=0).outcome == "void"
    assert runoff({"a": 0}, of=0, came=0).outcome == "void"
    assert recall(0, 0, of=0).outcome == "void"


def test_villagers_vote_in_person_only():
    for form in ("households", "representatives"):
        with pytest.raises(ValueError, match="knows no election"):
            counted({"a": 100}, form=form, law=VILLAGERS_2018)
        with pytest.raises(ValueError, match="knows no election"):
            recall(100, 100, form=form, law=VILLAGERS_2018)


# Who is elected


@pytest.mark.parametrize(
    ("votes", "came", "outcome"),
    [(49, 100, "runoff"), (50, 100, "runoff"), (51, 100, "elected"), (50, 99, "elected")],
)
def test_elected_is_more_than_half_of_those_who_voted(votes, came, outcome):
    assert counted({"a": votes, "b": came - votes - 1}, came=came).outcome == outcome


def test_the_best_are_seated_and_no_more_than_there_are_seats():
    result = counted({"a": 90, "b": 70, "c": 80, "d": 60}, 3)
    assert (result.outcome, result.elected) == ("elected", ("a", "c", "b"))
    assert result.runoff == ()
    # d passed the bar and still has no seat.
    assert (result.rows[3].step.ok, result.rows[3].standing) == (True, "lost")


def test_open_seats_go_to_the_best_losers_one_more_than_seats():
    result = counted({"a": 90, "b": 45, "c": 40, "d": 30, "e": 20}, 3)
    assert (result.outcome, result.elected, result.open_seats) == ("runoff", ("a",), 2)
    assert result.runoff == ("b", "c", "d")


def test_losers_with_as_many_votes_as_the_last_stand_with_them():
    assert counted({"a": 40, "b": 30, "c": 30, "d": 0}).runoff == ("a", "b", "c")
    assert counted({"a": 40, "b": 31, "c": 29, "d": 0}).runoff == ("a", "b")


def test_seats_stay_open_when_nobody_is_left_to_stand():
    result = counted({"a": 90, "b": 80}, 3)
    assert (result.outcome, result.open_seats, result.runoff) == ("short", 1, ())


def test_a_tie_at_the_last_seat_is_voted_again_between_the_tied_alone():
    result = counted({"a": 90, "b": 52, "c": 52, "d": 6}, 2)
    assert (result.outcome, result.elected, result.runoff) == ("runoff", ("a",), ("b", "c"))
    assert [row.standing for row in result.rows] == ["elected", "tied", "tied", "lost"]


def test_a_tie_that_costs_nobody_a_seat_is_no_tie():
    assert counted({"a": 60, "b": 60, "c": 10}, 2).outcome == "elected"
    assert counted({"a": 90, "b": 60, "c": 60, "d": 55}, 3).outcome == "elected"


def test_an_unknown_way_to_settle_ties_is_refused():
    law = LAW | {"election": LAW["election"] | {"tie": "lots"}}
    for way in (election_tally, runoff_tally):
        with pytest.raises(ValueError, match="tie"):
            counted({"a": 60}, law=law, way=way)


# The runoff


@pytest.mark.parametrize(
    ("votes", "came", "outcome"),
    [
        (32, 99, "short"),
        (33, 99, "elected"),
        (34, 99, "elected"),
        (33, 100, "short"),
        (34, 100, "elected"),
    ],
)
def test_a_runoff_takes_the_best_with_a_third_of_the_ballots(votes, came, outcome):
    assert runoff({"a": votes, "b": 10}, came=came).outcome == outcome


def test_a_runoff_counts_only_when_enough_took_part():
    assert runoff({"a": 50}, came=50).outcome == "void"
    assert runoff({"a": 51}, came=51).outcome == "elected"


def test_a_runoff_tied_at_the_last_seat_is_voted_again():
    result = runoff({"a": 40, "b": 40, "c": 20})
    assert (result.outcome, result.elected, result.runoff) == ("runoff", (), ("a", "b"))
    # Tied below the least share nobody stands again.
    assert runoff({"a": 30, "b": 30}).outcome == "short"


# Material that cannot be


@pytest.mark.parametrize(
    "numbers",
    [
        (10, 11, 5, 0),
        (10, 10, 5, 6),
        (10, -1, 0, 0),
        (10, 10, 5.0, 0),
        (10, 10, True, 0),
        (10, 10, "5", 0),
    ],
)
def test_impossible_paper_is_refused(numbers):
    with pytest.raises(ValueError, match=r"count|ballots"):
        Ballots(*numbers)


@pytest.mark.parametrize(
    ("seats", "votes"),
    [(0, {"a": 1}), (1, {"a": 101}), (1, {"a": 60, "b": 41}), (1, {"a": -1}), (1, {"a": 1.5})],
)
def test_impossible_votes_are_refused(seats, votes):
    with pytest.raises(ValueError, match=r"seat|votes|count"):
        ElectionInput(paper(100, 100), seats, votes)


# What always holds


@st.composite
def counts(draw):
    entitled = draw(st.integers(0, 120))
    issued = draw(st.integers(0, entitled))
    returned = draw(st.integers(0, issued + 2))
    ballots = Ballots(entitled, issued, returned, draw(st.integers(0, returned)))
    seats, left, votes = draw(st.integers(1, 5)), 0, {}
    left = ballots.valid * seats
    for key in range(draw(st.integers(0, 8))):
        votes[key] = draw(st.integers(0, min(ballots.valid, left)))
        left -= votes[key]
    return ElectionInput(ballots, seats, votes)


ways = st.sampled_from([(election_tally, "elected"), (runoff_tally, "runoff_least")])


@given(counts(), st.sampled_from(FORMS), ways)
def test_never_too_many_and_never_under_the_bar(given_in, form, way):
    tally, bar = way
    result = tally(LAW, form, given_in)
    assert len(result.elected) + result.open_seats == given_in.seats
    assert (result.outcome == "elected") is (result.open_seats == 0)
    share = Threshold(**LAW["election"][bar])
    for key in result.elected:
        assert share.is_met(given_in.votes[key], given_in.ballots.returned)
        assert given_in.votes[key] > 0
    assert not set(result.elected) & set(result.runoff)


@given(counts(), st.sampled_from(FORMS), ways)
def test_nobody_is_passed_over_for_somebody_with_as_many_votes(given_in, form, way):
    result = way[0](LAW, form, given_in)
    votes = given_in.votes
    least = min((votes[key] for key in result.elected), default=None)
    if least is not None:
        assert all(votes[key] < least for key in set(votes) - set(result.elected))
    if result.runoff:
        out = set(votes) - set(result.elected) - set(result.runoff)
        floor = min(votes[key] for key in result.runoff)
        assert all(votes[key] < floor for key in out)


@given(counts(), st.sampled_from(FORMS), ways, st.randoms())
def test_the_order_of_the_candidates_changes_nothing(given_in, form, way, random):
    pairs = list(given_in.votes.items())
    random.shuffle(pairs)
    mixed = ElectionInput(given_in.ballots, given_in.seats, dict(pairs))
    assert way[0](LAW, form, mixed) == way[0](LAW, form, given_in)


@given(counts(), st.sampled_from(FORMS), ways)
def test_every_printed_step_can_be_recomputed(given_in, form, way):
    result = way[0](LAW, form, given_in)
    printed = json.loads(json.dumps(result.to_json()))
    lines = printed["steps"] + [row["step"] for row in printed["rows"]]
    checks = {
        ">": lambda left, bar: left > bar,
        "≥": lambda left, bar: left > 0 and left >= bar,
        "≤": lambda left, bar: left <= bar,
    }
    for line in lines:
        assert checks[line["comparator"]](line["left"], Fraction(line["bar"])) is line["ok"]
        assert line["article"]
