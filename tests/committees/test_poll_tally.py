"""The count of a poll: exact, and the same for every order of the answers."""

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from committees.poll_tally import answer_objection, poll_count

OPTIONS = [1, 2, 3, 4]
PICKS = {
    "single": st.sampled_from(OPTIONS).map(lambda option: [option]),
    "multiple": st.lists(st.sampled_from(OPTIONS), min_size=1, max_size=3, unique=True),
    "ranked": st.lists(st.sampled_from(OPTIONS), min_size=1, max_size=4, unique=True),
    "score": st.fixed_dictionaries({str(o): st.integers(1, 5) for o in OPTIONS}),
}
KINDS = st.sampled_from(sorted(PICKS))
BALLOTS = KINDS.flatmap(lambda kind: st.tuples(st.just(kind), st.lists(PICKS[kind], max_size=25)))


def count(kind, answers, roll=40):
    return poll_count(kind, OPTIONS, answers, roll=roll, turnout=[1, 3], share=[1, 2])


@given(BALLOTS, st.randoms())
def test_the_order_of_answers_does_not_matter(ballots, chance):
    kind, answers = ballots
    other = list(answers)
    chance.shuffle(other)
    assert count(kind, answers) == count(kind, other)


@given(BALLOTS)
def test_totals_add_up(ballots):
    kind, answers = ballots
    result = count(kind, answers)
    votes = sum(row["votes"] for row in result["rows"])
    expected = {
        "single": len(answers),
        "multiple": sum(map(len, answers)),
        "ranked": len(answers),
        "score": len(answers) * len(OPTIONS),
    }
    assert votes == expected[kind]
    assert Fraction(*result["turnout"]) == Fraction(len(answers), 40)
    for row in result.get("rounds", ()):
        assert sum(n for _option, n in row["votes"]) + row["exhausted"] == len(answers)
    if kind == "score":
        assert all(sum(row["spread"]) == len(answers) for row in result["rows"])


@given(BALLOTS)
def test_what_was_counted_was_an_answer(ballots):
    kind, answers = ballots
    assert not any(answer_objection(kind, answer, OPTIONS, 1, 3) for answer in answers)


@given(st.lists(PICKS["ranked"], min_size=1, max_size=25), st.sampled_from(OPTIONS))
def test_the_first_choice_of_a_majority_wins(answers, option):
    others = [answer for answer in answers if answer[0] != option]
    result = count("ranked", others + [[option]] * (len(others) + 1))
    assert result["winners"] == [option]
    assert result["has_share"]


@given(st.lists(PICKS["ranked"], min_size=1, max_size=25))
def test_somebody_wins_and_nobody_comes_back(answers):
    result = count("ranked", answers)
    left = [len(row["votes"]) for row in result["rounds"]]
    assert result["winners"]
    assert left == sorted(left, reverse=True)
    assert len(set(left)) == len(left)


def test_a_transfer_decides():
    result = count("ranked", [[1, 2]] * 4 + [[2, 1]] * 3 + [[3, 2]] * 2)
    assert result["winners"] == [2]
    assert (result["leading"], result["leading_of"]) == (5, 9)


def test_a_dead_heat_is_a_tie():
    result = count("ranked", [[1], [2]])
    assert result["winners"] == [1, 2]
    assert not result["has_share"]


def test_nobody_answered():
    for kind in PICKS:
        result = count(kind, [])
        assert result["winners"] == []
        assert not result["is_valid"]
        assert not result["has_share"]


def test_turnout_is_rounded_up_exactly():
    assert count("single", [[1]] * 13, roll=40)["turnout_needed"] == 14
    assert not count("single", [[1]] * 13, roll=40)["is_valid"]
    assert count("single", [[1]] * 14, roll=40)["is_valid"]


def test_crooked_answers():
    assert answer_objection("score", {"1": 5}, [1, 2], 1, 1) == "unknown"
    assert answer_objection("score", {"1": 5, "2": 6}, [1, 2], 1, 1) == "score"
    assert answer_objection("score", [], [1], 1, 1) == "empty"
    assert answer_objection("multiple", [1, 2, 3], OPTIONS, 1, 2) == "count"
    assert answer_objection("single", [True], OPTIONS, 1, 1) == "unknown"
