"""What a KPI is: a name, a formula in words, the measures it is made of, and its value with n."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


class Sums:
    """Figures of one division, period and category: measure → bucket → value. Of the period that
    a dashboard shows, the heights of now stand among them under their gauges' names."""

    def __init__(self, values: dict[str, dict[int, int]]):
        self.values = values

    def total(self, measure: str) -> int:
        """The sum over all buckets."""
        return sum(self.values.get(measure, {}).values())

    def buckets(self, measure: str) -> dict[int, int]:
        """Bucket → count."""
        return self.values.get(measure, {})

    def from_bucket(self, measure: str, lowest: int) -> int:
        """The sum of the buckets from ``lowest`` on."""
        return sum(value for bucket, value in self.buckets(measure).items() if bucket >= lowest)


@dataclass(frozen=True)
class Value:
    """One KPI's outcome. ``number`` None = unknown (nothing to measure); ``n`` = its basis."""

    number: float | None
    n: int


def share(part: int, whole: int) -> Value:
    """Per cent of ``whole``, to one decimal."""
    return Value(round(100 * part / whole, 1) if whole else None, whole)


def quantile(buckets: dict[int, int], fraction: float) -> Value:
    """The smallest bucket that at least ``fraction`` of the cases do not exceed."""
    n = sum(buckets.values())
    reached = 0
    for bucket in sorted(buckets):
        reached += buckets[bucket]
        if n and reached >= fraction * n:
            return Value(float(bucket), n)
    return Value(None, n)


@dataclass(frozen=True, kw_only=True)
class Kpi:
    """One KPI.

    formula     in words: what the tooltip, the export and the page of its rows say
    part, whole  the measures that it is made of: the numerator and the denominator, or ``whole``
                alone for what is simply counted. The rows of the record behind them prove it
    heights     the gauges it is made of instead, for how things stand now: numerator, denominator.
                No rows of the record are behind it
    counts      (record) -> whether it is in the numerator, where no measure of ``part`` says so
    permission  who may see it, where not everybody who sees figures may
    """

    name: str
    label: Any
    unit: str
    formula: Any
    value: Callable[[Sums], Value]
    good_is_high: bool | None = None
    part: tuple[str, ...] = ()
    whole: tuple[str, ...] = ()
    heights: tuple[str, ...] = ()
    counts: Callable | None = None
    permission: str | None = None


def rate(part: str, whole: str, *more: str) -> dict:
    """The value, numerator and denominator of ``part`` ÷ (``whole`` and ``more``), in per cent."""
    names = (whole, *more)
    return {
        "part": (part,),
        "whole": names,
        "unit": "%",
        "value": lambda s: share(s.total(part), sum(s.total(name) for name in names)),
    }


def counted(measure: str) -> dict:
    """The value of what is simply counted."""
    return {
        "whole": (measure,),
        "value": lambda s: Value(float(s.total(measure)), s.total(measure)),
    }
