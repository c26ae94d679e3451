"""The formula of transfers: exact, adds up to the fen, and the same in every order."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workstations.transfer_formula import (
    gini,
    inputs_missing,
    shares_compute,
    weights_objection,
)

EVEN = {"equal": 40, "population": 30, "households": 20, "area": 10}


def row(population, households=1, area=1):
    return {"population": population, "households": households, "area": area}


def test_by_hand():
    """1,000 fen, half in equal parts, half by residents 1 : 3."""
    found = shares_compute(1000, {"equal": 50, "population": 50}, {1: row(100), 2: row(300)})
    assert found[1].parts == {"equal": 250, "population": 125} and found[1].fen == 375
    assert found[2].fen == 625


def test_the_odd_fen_goes_to_the_largest_remainder():
    """100 fen by 1 : 1 : 1 is 34 + 33 + 33, the first by its key; by 1 : 2 is 33 + 67."""
    alike = shares_compute(100, {"population": 100}, {1: row(5), 2: row(5), 3: row(5)})
    assert [alike[key].fen for key in (1, 2, 3)] == [34, 33, 33]
    found = shares_compute(100, {"population": 100}, {1: row(1), 2: row(2)})
    assert [found[key].fen for key in (1, 2)] == [33, 67]


@pytest.mark.parametrize(
    ("weights", "objection"),
    [
        (EVEN, None),
        ({"equal": 99}, "sum"),
        ({"equal": 101}, "sum"),
        ({"equal": 110, "area": -10}, "negative"),
        ({"equal": 50.0, "area": 50}, "negative"),
        ({"equal": 90, "wishes": 10}, "unknown"),
    ],
)
def test_weights(weights, objection):
    assert weights_objection(weights) == objection


def test_what_is_unknown_is_not_nought():
    inputs = {1: row(None), 2: row(0)}
    assert inputs_missing(EVEN, inputs) == {1: ["population"]}
    assert inputs_missing({"equal": 50, "area": 50}, inputs) == {}
    with pytest.raises(ValueError, match="missing"):
        shares_compute(100, EVEN, inputs)


@pytest.mark.parametrize(
    ("pool", "weights", "inputs"),
    [
        (-1, EVEN, {1: row(1)}),
        (100, EVEN, {}),
        (100, {"equal": 99}, {1: row(1)}),
        (100, {"population": 100}, {1: row(0), 2: row(0)}),
    ],
)
def test_what_cannot_be_shared_out(pool, weights, inputs):
    with pytest.raises(ValueError):
        shares_compute(pool, weights, inputs)


AMOUNTS = st.integers(0, 10**6)
PLACES = st.lists(
    st.tuples(st.integers(1, 10**5), AMOUNTS, st.decimals(0, 500, places=2)),
    min_size=1,
    max_size=30,
)


@given(st.integers(0, 10**12), PLACES, st.randoms())
def test_it_adds_up_and_no_order_matters(pool, places, chance):
    inputs = {key: row(*values) for key, values in enumerate(places)}
    weights = {"equal": 40, "population": 60}
    found = shares_compute(pool, weights, inputs)
    assert sum(one.fen for one in found.values()) == pool
    for one in found.values():
        assert abs(one.fen - sum(one.parts.values())) < 1
    other = list(inputs)
    chance.shuffle(other)
    assert shares_compute(pool, weights, {key: inputs[key] for key in other}) == found


def test_gini_by_hand():
    """All alike 0; one of four has it all 3/4; 1 and 3: 1/4."""
    assert gini([5, 5, 5]) == 0
    assert gini([0, 0, 0, 9]) == Fraction(3, 4)
    assert gini([1, 3]) == Fraction(1, 4)
    assert gini([]) is None and gini([0, 0]) is None


@given(st.lists(st.integers(0, 10**6), min_size=1, max_size=40).filter(any))
def test_gini_is_the_mean_of_all_differences(values):
    """G = Σ|x−y| / (2 n² mean), by the definition."""
    n, whole = len(values), sum(values)
    pairs = sum(abs(a - b) for a in values for b in values)
    assert gini(values) == Fraction(pairs, 2 * n * whole)
