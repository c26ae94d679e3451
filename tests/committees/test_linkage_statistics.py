"""The attack's own figures, measured on votes made up by a seeded lot: the same in every run."""

import itertools
import random

import pytest

from tests.committees import linkage
from tests.committees.linkage import FIRST, SECOND, sigmas, simulated


def test_expectation_and_spread_are_exact():
    """Against all orders of a small vote, counted out."""
    left, right = [0, 0, 1, 2, 2], [0, 1, 1, 2, 2]
    hits = [
        sum(one == two for one, two in zip(order, right, strict=True))
        for order in itertools.permutations(left)
    ]
    mean = sum(hits) / len(hits)
    spread = sum((one - mean) ** 2 for one in hits) / len(hits)
    assert linkage.expected_hits(left, right) == pytest.approx(mean)
    assert linkage.variance(left, right) == pytest.approx(spread)


def test_innocent_votes_pass_the_first_look_as_often_as_said():
    """Of 300 first looks of 32 attacks each, the share beyond 3 sigma is about 0.0027 (here under
    twice that), and a second look is taken in under one of eight."""
    lot, far, looks = random.Random(20260101), 0, 0
    for _look in range(300):
        found = linkage.beyond((simulated(lot) for _vote in range(FIRST[0])), FIRST[1])
        far, looks = far + len(found), looks + bool(found)
    assert far <= 300 * 32 * 0.0027 * 2
    assert looks <= 300 / 8


def test_the_second_look_is_not_heavier_in_its_tails():
    """Of 150 second looks (4,800 attacks) about 13 are beyond 3 sigma, and of the 0.3 that the
    normal tail puts beyond 4 there are no more than two."""
    lot, three, four = random.Random(20260102), 0, 0
    for _look in range(150):
        found = sigmas(simulated(lot) for _vote in range(SECOND[0])).values()
        three += sum(abs(far) > 3 for far in found)
        four += sum(abs(far) > SECOND[1] for far in found)
    assert three <= 150 * 32 * 0.0027 * 2 and four <= 2


@pytest.mark.parametrize(("share", "least"), [(0.05, 0.15), (0.09, 0.85), (0.13, 0.99), (1.0, 1.0)])
def test_a_leak_of_some_ballots_is_found_as_often_as_said(share, least):
    """Both looks, over a hundred trials: at 9 % of the ballots nine in ten, at 13 % nearly all."""
    lot, found, trials = random.Random(20260103), 0, 100
    for _trial in range(trials):
        found += bool(linkage.leaks(lambda _number: simulated(lot, share, orders=1)))
    assert found >= least * trials, found


def test_more_votes_see_more():
    """What sharpens the second look: the same leak stands out by the root of the votes."""
    lot = random.Random(20260104)
    few = sigmas(simulated(lot, 0.2, orders=1) for _vote in range(5))
    many = sigmas(simulated(lot, 0.2, orders=1) for _vote in range(45))
    name = "order 0, both questions"
    assert 2 < many[name] / few[name] < 4.5
