"""What a KPI is: a name, a formula in words, the measures it is made of, and its value with n."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _


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


# The headings under which a dashboard lays the KPIs out, in order.
GROUPS = (
    ("issues", _("居民的事")),
    ("deliberation", _("商量、决定和公开")),
    ("work", _("任务和花费")),
    ("departments", _("部门和委托")),
    ("people", _("社工队伍")),
    ("watch", _("信访和监督")),
)
ACTIVE = "residents_active"


@dataclass(frozen=True, kw_only=True)
class Kpi:
    """One KPI.

    group       key of ``GROUPS``

    formula     in words: what the tooltip, the export and the page of its rows say
    part, whole  the measures that it is made of: the numerator and the denominator, or ``whole``
                alone for what is simply counted. The rows of the record behind them prove it
    heights     the gauges it is made of instead, for how things stand now: numerator, denominator.
                No rows of the record are behind it, unless people are counted
    people      the numerator is distinct residents who acted (``ACTIVE``); behind it stands every
                act of theirs
    sums        the unit of what rows count for ("fen", "minutes", …) where they are added up, and
                not counted: their page says how much of how much
    counts      (record) -> whether it is in the numerator, where no measure of ``part`` says so
    permission  who may see it, where not everybody who sees figures may
    """

    name: str
    group: str
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
    people: bool = False
    sums: str = ""

    @property
    def has_rows(self) -> bool:
        """Whether rows of the record are behind it."""
        return bool(self.whole) or self.people


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
