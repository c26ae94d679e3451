"""The arithmetic of scores: whole points and whole weights in, exact fractions out; no Django."""

from collections.abc import Iterable
from datetime import date, timedelta
from fractions import Fraction

WHOLE = 100
ENOUGH = 5  # ratings below this number say nothing about anybody (DOMAIN e: n is always shown)
LEAST_QUARTERS = 2  # who was there for less than half a year is scored, not graded
GRADES = ("excellent", "qualified", "basic", "failed")


def sheet_total(lines: Iterable[tuple[int, int]]) -> int:
    """Hundredths of points, 0 to 10000: Σ weight × points, where the weights sum to 100."""
    return sum(weight * points for weight, points in lines)


def rating_points(rated: int, score_sum: int) -> Fraction | None:
    """Residents' stars (1 to 5) as points of 0 to 100; None below :data:`ENOUGH` ratings."""
    if rated < ENOUGH:
        return None
    return (Fraction(score_sum, rated) - 1) * WHOLE / 4


def quarter_points(parts: Iterable[tuple[int, Fraction | None]]) -> Fraction:
    """The weighted mean of the bodies, each ``(weight, points)``. Who said nothing (None) counts
    as nothing: their weight falls to the others in proportion. ValueError with nobody left."""
    given = [(weight, points) for weight, points in parts if points is not None]
    weights = sum(weight for weight, _points in given)
    if not weights:
        raise ValueError("nobody scored")
    return sum((weight * points for weight, points in given), Fraction(0)) / weights


def year_points(quarters: Iterable[Fraction]) -> Fraction:
    """The plain mean of the quarters. ValueError without any."""
    given = list(quarters)
    if not given:
        raise ValueError("no quarter was scored")
    return sum(given, Fraction(0)) / len(given)


def grade_of(points: Fraction, excellent: int, qualified: int, basic: int) -> str:
    """The grade that ``points`` reach: each threshold includes its own number (以上含本数)."""
    for grade, least in zip(GRADES, (excellent, qualified, basic), strict=False):
        if points >= least:
            return grade
    return GRADES[-1]


def shown(points: Fraction) -> str:
    """``86.67``: rounded for reading only, never for deciding; no trailing zeros."""
    hundredths = round(points * 100)
    text = f"{hundredths // 100}.{hundredths % 100:02d}"
    return text.rstrip("0").rstrip(".")


def whole_points(points: Fraction) -> int:
    """To the nearest whole point, halves up: for the spread of many scores, never for deciding."""
    return (points.numerator * 2 + points.denominator) // (points.denominator * 2)


def quarter_first(day: date) -> date:
    """The first day of the quarter that ``day`` lies in."""
    return day.replace(month=day.month - (day.month - 1) % 3, day=1)


def quarter_last(first: date) -> date:
    """The last day of the quarter that begins with ``first``."""
    return next_quarter(first) - timedelta(days=1)


def next_quarter(first: date) -> date:
    """The first day of the quarter after."""
    month = first.month + 3
    return date(first.year + (month > 12), (month - 1) % 12 + 1, 1)


def quarter_before(day: date) -> date:
    """The first day of the last quarter that had ended before ``day``."""
    return quarter_first(quarter_first(day) - timedelta(days=1))


def year_of(first: date, closing: int) -> int:
    """The year of assessment that a quarter belongs to, when years close with quarter
    ``closing`` (1 to 4): it is called after the calendar year in which it closes."""
    return first.year + ((first.month + 2) // 3 > closing)


def quarters_of_year(year: int, closing: int) -> list[date]:
    """The first days of its four quarters."""
    first = date(year - (closing < 4), closing * 3 % 12 + 1, 1)
    found = [first]
    while len(found) < 4:
        found.append(next_quarter(found[-1]))
    return found
