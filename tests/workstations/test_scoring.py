"""The arithmetic of scores: exact fractions, thresholds that include their number, quarters."""

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workstations import indicators, scoring


def test_a_sheet_is_whole_hundredths():
    assert scoring.sheet_total([(60, 90), (40, 71)]) == 8240
    assert scoring.sheet_total([(100, 100)]) == 10000 and scoring.sheet_total([]) == 0


def test_bodies_weigh_as_stored_and_residents_only_with_enough_ratings():
    both = [(40, Fraction(90)), (40, Fraction(70))]
    assert scoring.rating_points(4, 20) is None and scoring.rating_points(0, 0) is None
    assert scoring.rating_points(5, 25) == 100 and scoring.rating_points(5, 5) == 0
    assert scoring.quarter_points([*both, (20, Fraction(100))]) == 84
    assert scoring.quarter_points([*both, (20, None)]) == 80
    with pytest.raises(ValueError):
        scoring.quarter_points([(20, None)])
    with pytest.raises(ValueError):
        scoring.year_points([])


def test_a_third_of_a_point_decides_exactly():
    points = scoring.year_points([Fraction(90), Fraction(90), Fraction(269, 3)])
    assert points == Fraction(809, 9) and float(points) < 90
    assert scoring.grade_of(points, 90, 75, 60) == "qualified"
    assert scoring.shown(points) == "89.89"
    assert scoring.grade_of(Fraction(90), 90, 75, 60) == "excellent"
    just_under = Fraction(90) - Fraction(1, 10**18)
    assert scoring.grade_of(just_under, 90, 75, 60) == "qualified"
    assert scoring.grade_of(Fraction(60), 90, 75, 60) == "basic"
    assert scoring.grade_of(Fraction(5999, 100), 90, 75, 60) == "failed"


@pytest.mark.parametrize(
    ("points", "text"), [(Fraction(80), "80"), (Fraction(165, 2), "82.5"), (Fraction(2, 3), "0.67")]
)
def test_points_are_rounded_for_reading_only(points, text):
    assert scoring.shown(points) == text


@given(st.dates(date(2020, 1, 1), date(2040, 12, 31)))
def test_every_day_lies_in_one_quarter(day):
    first = scoring.quarter_first(day)
    assert first <= day <= scoring.quarter_last(first)
    assert scoring.quarter_before(day) < first
    assert scoring.next_quarter(scoring.quarter_before(day)) == first


@given(st.integers(2001, 2099), st.integers(1, 4))
def test_every_quarter_lies_in_one_year_of_assessment(year, closing):
    quarters = scoring.quarters_of_year(year, closing)
    assert len(set(quarters)) == 4
    assert {scoring.year_of(one, closing) for one in quarters} == {year}
    assert quarters[-1].year == year and (quarters[-1].month + 2) // 3 == closing


@given(st.lists(st.tuples(st.integers(1, 100), st.integers(0, 100)), min_size=1, max_size=5))
def test_a_mean_lies_between_its_parts(pairs):
    points = scoring.quarter_points([(weight, Fraction(n)) for weight, n in pairs])
    assert min(n for _w, n in pairs) <= points <= max(n for _w, n in pairs)


def test_the_proposed_weights_add_up():
    for rows in (indicators.WORKER, indicators.STATION):
        assert sum(row.weight for row in rows) == 100
        assert len({row.code for row in rows}) == len(rows)
