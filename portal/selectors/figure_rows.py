"""The very rows of the record that a figure was counted from, each as far as one may read it."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.access.checker import Access
from portal.dashboards.kpi import Kpi
from portal.dashboards.measures import Measure, measures_named
from portal.models import Division, Record, RecordBatch, Role
from portal.services.kinds import kind_of

PAGE = 20


@dataclass(frozen=True)
class FigureRow:
    """One counted row.

    title, url   of the affair, "" where the reader may not see it: it is counted, not shown
    kind         what it is, in a word
    what         what happened
    part, value  how much it counted for in the numerator and in the denominator (or what is simply
                 counted): 1, or minutes, fen, hours; None where it does not count there
    is_in        whether it is in the numerator; None for what is simply counted or added up
    """

    when: datetime
    kind: str
    what: str
    place: str
    title: str = ""
    url: str = ""
    part: int | None = None
    value: int | None = None
    is_in: bool | None = None


@dataclass(frozen=True)
class FigureRows:
    """A page; ``next_before`` is the row to go on from, or None at the end."""

    rows: list[FigureRow]
    next_before: int | None


def figure_rows(
    access: Access,
    kpi: Kpi,
    division: Division,
    months: tuple[date, date],
    category: int = 0,
    before: int | None = None,
) -> FigureRows:
    """The rows behind ``kpi`` of ``division`` and all below it, from the first day ``months[0]`` to
    the last day ``months[1]``, newest first; twenty at a time. One statement for the rows, and
    one or two for each kind of affair among them."""
    rows = records_behind(kpi, division, months, category)
    if before:
        rows = rows.filter(pk__lt=before)
    found = list(rows.select_related("division").order_by("-id")[: PAGE + 1])
    more = found[PAGE - 1].pk if len(found) > PAGE else None
    part, whole = measures_named(kpi.part), measures_named(kpi.whole)
    counted = [(row, _sum(part, row), _sum(whole, row)) for row in found[:PAGE]]
    if not kpi.people:
        counted = [entry for entry in counted if entry[1:] != (None, None)]
    seen = _seen(access, [row for row, _up, _down in counted])
    return FigureRows([_row(kpi, row, up, down, seen) for row, up, down in counted], more)


def records_behind(
    kpi: Kpi, division: Division, months: tuple[date, date], category: int = 0
) -> QuerySet:
    """The rows of the record that ``kpi`` looks at; of one that counts people, all that residents
    did."""
    first, until = months[0], months[1] + timedelta(days=1)
    start, end = (timezone.make_aware(datetime.combine(day, time.min)) for day in (first, until))
    happened = Q(happened_at__gte=start, happened_at__lt=end)
    kinds = Q(pk__in=[])
    for measure in measures_named((*kpi.part, *kpi.whole)):
        mine = Q(subject_type=measure.subject_type, verb__in=sorted(measure.verbs))
        kinds |= mine & (_in_month_of(measure.month_in, first, until) or happened)
    if kpi.people:
        kinds = Q(actor_role=Role.RESIDENT, actor__isnull=False) & happened
    below = Division.objects.filter(path__contains=f"/{division.pk}/").values("pk")
    rows = Record.objects.filter(kinds, division__in=below)
    # What happened since then was sealed since then: the rest of the record is not looked at.
    sealed = RecordBatch.objects.filter(sealed_at__gte=start).order_by("number")
    rows = rows.filter(pk__gte=sealed.values("first_id")[:1])
    return rows.filter(data__category=category) if category else rows


def _in_month_of(key: str, first: date, until: date) -> Q:
    """Counted for the month of the day under ``key``, whenever it happened; nothing without one."""
    if not key:
        return Q()
    days = {f"data__{key}__gte": first.isoformat(), f"data__{key}__lt": until.isoformat()}
    return Q(**days)


def _mine(measures: list[Measure], row: Record) -> list[Measure]:
    return [m for m in measures if m.subject_type == row.subject_type and row.verb in m.verbs]


def _sum(measures: list[Measure], row: Record) -> int | None:
    """How much the row counts for; None where it does not count at all."""
    values = [value for m in _mine(measures, row) for _bucket, value in m.count(row)]
    return sum(values) if values else None


def _seen(access: Access, rows: list[Record]) -> dict:
    """{(kind, id): affair} of those the reader may see."""
    wanted = defaultdict(set)
    for row in rows:
        wanted[row.subject_type].add(row.subject_id)
    found = {}
    for name, ids in wanted.items():
        kind = kind_of(name)
        if kind is not None:
            affairs = kind.load(sorted(ids))
            found |= {(name, pk): row for pk, row in affairs.items() if kind.can_see(access, row)}
    return found


def _row(kpi: Kpi, row: Record, up: int | None, down: int | None, seen: dict) -> FigureRow:
    counts = {"part": up, "value": down, "is_in": _is_in(kpi, row, up)}
    place = row.division.short_name if row.division else ""
    told = _told(kpi, row, seen.get((row.subject_type, row.subject_id)), place)
    return FigureRow(when=row.happened_at, place=place, **told, **counts)


def _is_in(kpi: Kpi, row: Record, up: int | None) -> bool | None:
    if kpi.counts:
        return bool(kpi.counts(row))
    return up is not None if kpi.part and not kpi.sums else None


def _told(kpi: Kpi, row: Record, affair: Any, place: str) -> dict:
    """Kind, what happened, title and page. Where people are counted, nothing is said of an affair
    that the reader may not see: whoever turned to an office is nobody's business."""
    kind = kind_of(row.subject_type)
    if kind is None:
        mine = _mine(measures_named((*kpi.part, *kpi.whole)), row)
        plain = next((m.plain(row) for m in mine if m.plain), "")
        return {"kind": "", "what": plain or _("办了一件事"), "title": place if plain else ""}
    if affair is None and kpi.people:
        return {"kind": "", "what": _("办了一件事")}
    told = {"kind": str(kind.label), "what": str(kind.verb(row.verb).plain)}
    if affair is None:
        return told
    return told | {"title": kind.title(affair), "url": kind.url(affair)}
