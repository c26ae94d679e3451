"""Reading the figures: from the roll-ups only, never from an affair table."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db.models import CharField, Count, DateField, F, IntegerField, Q, QuerySet, Sum, Value
from django.db.models.functions import Cast

from portal.dashboards.kpi import ACTIVE, Kpi, Sums
from portal.models import ActiveResident, Division, Figure, Gauge, RecordReader
from portal.models.prepared import Prepared


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


def kpi_sums(kpi: Kpi, division: int, first: date, last: date, category: int = 0) -> Sums:
    """What ``kpi`` is computed from, of one division: one statement; three where people stand
    against a height of now."""
    found = figures_by_division([division], first, last, category)[division]
    if kpi.heights:
        heights = gauges_by_division([division], category)[division]
        found.values |= {name: {0: heights.get(name, 0)} for name in kpi.heights}
    if kpi.people:
        people = active_residents([division], first, last).get(division, 0)
        found.values |= {ACTIVE: {0: people}}
    return found


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


# What a dashboard draws as lines over the year, and what it splits by category.
TREND_MEASURES = ("issues_in", "issues_settled")
COUNTED_MEASURE = "issues_in"


def board_figures(
    division: int,
    below: list[int],
    *,
    category: int,
    period: tuple[date, date],
    before: tuple[date, date],
    trend: tuple[date, date],
) -> BoardFigures:
    """All figures of a dashboard in one statement, whatever it holds: a UNION of six small reads.

    Of ``division`` and what lies ``below`` it; ``period``, ``before`` and the longer ``trend``
    are first and last months.
    """
    kinds = defaultdict(list)
    for kind, *row in _BOARD.rows(
        division=division,
        category=category,
        first=period[0],
        last=period[1],
        before_first=before[0],
        before_last=before[1],
        trend_first=trend[0],
        trend_last=trend[1],
    ):
        kinds[kind].append(row)
    return _board(division, [division, *below], kinds)


def _board(division: int, places: list[int], kinds: dict[str, list]) -> BoardFigures:
    gauges: dict[int, dict[str, int]] = {pk: {} for pk in places}
    for place, measure, _bucket, _month, value in kinds["gauge"]:
        if place in gauges:
            gauges[place][measure] = value
    trend: dict[str, dict[date, int]] = {measure: {} for measure in TREND_MEASURES}
    for _key, measure, _bucket, month, value in sorted(kinds["trend"], key=lambda row: row[3]):
        trend[measure][month] = value
    categories = sorted(kinds["category"], key=lambda row: -row[4])
    return BoardFigures(
        # Heights stand beside the sums of the period: a KPI of how things are now reads them.
        now=_sums(places, [*kinds["now"], *kinds["gauge"], *kinds["residents"]]),
        before=_sums([division], kinds["before"])[division],
        gauges=gauges,
        trend=trend,
        categories={row[0]: row[4] for row in categories},
        residents=sum(row[4] for row in kinds["residents"] if row[0] == division),
    )


def _sums(places: list[int], rows: Iterable[list]) -> dict[int, Sums]:
    """Sums of each of ``places``; closed divisions among the rows are left out."""
    found: dict[int, dict] = {pk: defaultdict(dict) for pk in places}
    for division, measure, bucket, _month, value in rows:
        if division in found:
            found[division][measure][bucket] = value
    return {pk: Sums(values) for pk, values in found.items()}


def _board_rows(
    division, category, first, last, before_first, before_last, trend_first, trend_last
) -> QuerySet:
    """(kind, key, measure, bucket, month, value) rows of everything asked."""
    places = Division.objects.filter(Q(pk=division) | Q(parent=division)).values("pk")
    here = Figure.objects.filter(division=division)
    one = {"category_id": category}
    period = (first, last)
    trend = here.filter(measure__in=TREND_MEASURES, **one)
    now = _within(Figure.objects.filter(division__in=places, **one), period)
    before = _within(here.filter(**one), (before_first, before_last))
    split = _within(here.filter(measure=COUNTED_MEASURE).exclude(category_id=0), period)
    gauges = Gauge.objects.filter(division__in=places, **one)
    people = _within(ActiveResident.objects.filter(division__in=places), period)
    nothing, no_month = Value(0, IntegerField()), Cast(Value(None), DateField())
    no_measure, distinct = Value("", CharField()), Count("user_id", distinct=True)
    active = Value(ACTIVE, CharField())
    total = Sum("value")
    first_part, *parts = (
        _columns(
            *(_within(trend, (trend_first, trend_last)), "trend"),
            *("division_id", "measure", nothing, "month", total),
        ),
        _columns(now, "now", "division_id", "measure", "bucket", no_month, total),
        _columns(before, "before", "division_id", "measure", "bucket", no_month, total),
        _columns(split, "category", "category_id", no_measure, nothing, no_month, total),
        _columns(gauges, "gauge", "division_id", "measure", nothing, no_month, total),
        _columns(people, "residents", "division_id", active, nothing, no_month, distinct),
    )
    return first_part.union(*parts, all=True)


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


_BOARD = Prepared(
    _board_rows,
    division=int,
    category=int,
    first=date,
    last=date,
    before_first=date,
    before_last=date,
    trend_first=date,
    trend_last=date,
)
