"""Grades by exact fractions: one below, at, and one above each share."""

from itertools import product

import pytest

from committees.appraisal_tally import (
    Counts,
    differences,
    grade,
    is_met,
    least_of,
    line_result,
    successive_failures,
)
from portal.services.rule_covenants import covenant_rules
from portal.services.rule_laws import LAWS

RULES = covenant_rules("law-2026", LAWS[2]["rules"])["appraisal"]


@pytest.mark.parametrize(
    ("counts", "expected"),
    [
        ((0, 0, 0, 0), "none"),
        ((0, 0, 0, 9), "none"),
        ((5, 1, 4, 0), "basic"),
        ((6, 0, 4, 0), "competent"),
        ((4, 2, 4, 0), "basic"),
        ((5, 0, 5, 0), "basic"),
        ((4, 1, 5, 0), "basic"),
        ((4, 0, 6, 0), "incompetent"),
        ((5, 0, 6, 0), "incompetent"),
        ((6, 0, 5, 0), "competent"),
        ((0, 0, 1, 99), "incompetent"),
    ],
)
def test_more_than_half_of_the_valid_ballots(counts, expected):
    assert grade(RULES, Counts(*counts)) == expected


def test_every_small_count_by_hand():
    for one, two, three in product(range(6), repeat=3):
        total = one + two + three
        expected = "basic"
        if total == 0:
            expected = "none"
        elif 2 * three > total:
            expected = "incompetent"
        elif 2 * one > total:
            expected = "competent"
        assert grade(RULES, Counts(one, two, three, 1)) == expected


@pytest.mark.parametrize("bad", [(-1, 0, 0, 0), (1.0, 0, 0, 0), (True, 0, 0, 0), (None, 0, 0, 0)])
def test_a_count_is_a_whole_number(bad):
    with pytest.raises(ValueError):
        Counts(*bad)


@pytest.mark.parametrize(
    ("inclusive", "base", "least"), [(False, 10, 6), (False, 11, 6), (True, 10, 5), (True, 11, 6)]
)
def test_the_least_number_is_enough_and_one_fewer_is_not(inclusive, base, least):
    share = {"numerator": 1, "denominator": 2, "inclusive": inclusive}
    assert least_of(share, base) == least
    assert is_met(share, least, base) and not is_met(share, least - 1, base)


def test_a_result_keeps_its_figures():
    row = line_result(RULES, Counts(3, 2, 7, 1))
    assert (row["valid"], row["needed"], row["incompetent_share"]) == (12, 7, [7, 12])


def test_sheets_are_compared_line_by_line():
    first = {"2": [5, 0, 1, 0], "10": [6, 0, 0, 0]}
    assert differences(first, dict(first)) == []
    second = {"2": [5, 1, 0, 0], "10": [6, 0, 0, 0]}
    assert differences(first, second) == [
        {"line": 2, "kind": "basic", "first": 0, "second": 1},
        {"line": 2, "kind": "incompetent", "first": 1, "second": 0},
    ]
    assert len(differences(first, {"2": [5, 0, 1, 0]})) == 4


@pytest.mark.parametrize(
    ("grades", "expected"),
    [
        ([], 0),
        (["incompetent"], 1),
        (["incompetent", "incompetent"], 2),
        (["incompetent", "basic", "incompetent"], 1),
        (["competent", "incompetent"], 0),
    ],
)
def test_failures_in_a_row(grades, expected):
    assert successive_failures(grades) == expected
