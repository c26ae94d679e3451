"""Reading the figures: from the roll-ups only, never from an affair table."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db.models import CharField, Count, DateField, F, IntegerField, QuerySet, Sum, Value
from django.db.models.functions import Cast

from portal.dashboards.kpis import Sums
from portal.models import ActiveResident, Figure, Gauge, RecordReader


def figures_by_division(
    divisions: list[int], first: date, last: date, category: int = 0
) -> dict[int, Sums]:
    """Division id → its sums over the months ``first`` to ``last`` (first days); one statement."""
    rows = (
        Figure.objects.filter(
            division__in=divisions, category_id=category, month__gte=first, month__lte=last
        )
        .values_list("division_id", "measure", "bucket")
        .annotate(total=Sum("value"))
        .order_by()
    )
    found: dict[int, dict] = {pk: defaultdict(dict) for pk in divisions}
    for division, measure, bucket, total in rows:
        found[division][measure][bucket] = total
    return {pk: Sums(values) for pk, values in found.items()}


def gauges_by_division(divisions: list[int], category: int = 0) -> dict[int, dict[str, int]]:
    """Division id → gauge → height; one statement."""
    found: dict[int, dict[str, int]] = {pk: {} for pk in divisions}
    rows = Gauge.objects.filter(division__in=divisions, category_id=category)
    for division, measure, value in rows.values_list("division_id", "measure", "value"):
        found[division][measure] = value
    return found


def active_residents(divisions: list[int], first: date, last: date) -> dict[int, int]:
    """Division id → distinct residents who acted in the period; one statement."""
    rows = (
        ActiveResident.objects.filter(division__in=divisions, month__gte=first, month__lte=last)
        .values_list("division_id")
        .annotate(people=Count("user_id", distinct=True))
        .order_by()
    )
    return dict(rows)


def figures_as_of() -> datetime | None:
    """Up to when the record has been counted; None before the first run."""
    return RecordReader.objects.filter(name="figures").values_list("as_of", flat=True).first()


@dataclass
class BoardFigures:
    """All figures of one dashboard."""

    now: dict[int, Sums]
    before: Sums
    gauges: dict[int, dict[str, int]]
    trend: dict[str, dict[date, int]]
    categories: dict[int, int] = field(default_factory=dict)
    residents: int = 0


@dataclass(frozen=True)
class BoardQuestion:
    """What a dashboard asks: of ``division`` and what lies ``below`` it, for two periods and a
    longer one for the trend (first and last month each)."""

    division: int
    below: list[int]
    period: tuple[date, date]
    before: tuple[date, date]
    trend: tuple[date, date]
    trend_measures: list[str]
    counted: str  # the measure that is split by category
    category: int = 0


def board_figures(asked: BoardQuestion) -> BoardFigures:
    """The answer in one statement, whatever it holds: a UNION of six small reads."""
    kinds = defaultdict(list)
    for kind, *row in _board_rows(asked):
        kinds[kind].append(row)
    places = [asked.division, *asked.below]
    gauges: dict[int, dict[str, int]] = {pk: {} for pk in places}
    for division, measure, _bucket, _month, value in kinds["gauge"]:
        gauges[division][measure] = value
    trend: dict[str, dict[date, int]] = {measure: {} for measure in asked.trend_measures}
    for _key, measure, _bucket, month, value in sorted(kinds["trend"], key=lambda row: row[3]):
        trend[measure][month] = value
    categories = sorted(kinds["category"], key=lambda row: -row[4])
    return BoardFigures(
        now=_sums(places, kinds["now"]),
        before=_sums([asked.division], kinds["before"])[asked.division],
        gauges=gauges,
        trend=trend,
        categories={row[0]: row[4] for row in categories},
        residents=sum(row[4] for row in kinds["residents"]),
    )


def _sums(places: list[int], rows: Iterable[list]) -> dict[int, Sums]:
    found: dict[int, dict] = {pk: defaultdict(dict) for pk in places}
    for division, measure, bucket, _month, value in rows:
        found[division][measure][bucket] = value
    return {pk: Sums(values) for pk, values in found.items()}


def _board_rows(asked: BoardQuestion) -> QuerySet:
    """(kind, key, measure, bucket, month, value) rows of everything asked."""
    places = [asked.division, *asked.below]
    here = Figure.objects.filter(division=asked.division)
    one = {"category_id": asked.category}
    trend = _within(here.filter(measure__in=asked.trend_measures, **one), asked.trend)
    now = _within(Figure.objects.filter(division__in=places, **one), asked.period)
    before = _within(here.filter(**one), asked.before)
    split = _within(here.filter(measure=asked.counted).exclude(category_id=0), asked.period)
    gauges = Gauge.objects.filter(division__in=places, **one)
    people = _within(ActiveResident.objects.filter(division=asked.division), asked.period)
    nothing, no_month = Value(0, IntegerField()), Cast(Value(None), DateField())
    no_measure = Value("", CharField())
    reads = (
        (trend, "trend", "division_id", "measure", nothing, "month", Sum("value")),
        (now, "now", "division_id", "measure", "bucket", no_month, Sum("value")),
        (before, "before", "division_id", "measure", "bucket", no_month, Sum("value")),
        (split, "category", "category_id", no_measure, nothing, no_month, Sum("value")),
        (gauges, "gauge", "division_id", "measure", nothing, no_month, Sum("value")),
        (
            *(people, "residents", "division_id", no_measure, nothing, no_month),
            Count("user_id", distinct=True),
        ),
    )
    first, *rest = (_columns(*read) for read in reads)
    return first.union(*rest, all=True)


def _within(rows: QuerySet, months: tuple[date, date]) -> QuerySet:
    return rows.filter(month__gte=months[0], month__lte=months[1])


def _columns(rows: QuerySet, kind: str, *columns) -> QuerySet:
    """``rows`` in the shape that all parts of the UNION share."""
    names = ("k", "key", "what", "part", "moment")
    words = (Value(kind, CharField()), *columns[:-1])
    shown = {
        n: F(word) if isinstance(word, str) else word for n, word in zip(names, words, strict=True)
    }
    shaped = rows.annotate(**shown).values_list(*names).annotate(total=columns[-1])
    return shaped.order_by()
