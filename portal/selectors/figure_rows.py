"""The very rows of the record that a figure was counted from, each as far as one may read it."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Q
from django.utils import timezone

from portal.access.checker import Access
from portal.dashboards.kpi import Kpi
from portal.dashboards.measures import Measure, measures_named
from portal.models import Division, Record, RecordBatch
from portal.services.kinds import kind_of

PAGE = 20


@dataclass(frozen=True)
class FigureRow:
    """One counted row.

    title, url  of the affair, "" where the reader may not see it: it is counted, not shown
    kind        what it is, in a word
    what        what happened
    value       how much it counted for in the denominator: 1, or minutes, fen, hours
    is_in       whether it is in the numerator; None for what is simply counted
    """

    when: datetime
    kind: str
    what: str
    place: str
    title: str = ""
    url: str = ""
    value: int = 0
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
    rows = _found(kpi, division, months, category)
    if before:
        rows = rows.filter(pk__lt=before)
    found = list(rows.select_related("division").order_by("-id")[: PAGE + 1])
    more = found[PAGE - 1].pk if len(found) > PAGE else None
    part, whole = measures_named(kpi.part), measures_named(kpi.whole)
    counted = [(row, _sum(part, row), _sum(whole, row)) for row in found[:PAGE]]
    counted = [(row, up, down) for row, up, down in counted if up is not None or down is not None]
    seen = _seen(access, [row for row, _up, _down in counted])
    return FigureRows([_row(kpi, row, up, down, seen) for row, up, down in counted], more)


def _found(kpi: Kpi, division: Division, months: tuple[date, date], category: int):
    kinds = Q(pk__in=[])
    for measure in measures_named((*kpi.part, *kpi.whole)):
        kinds |= Q(subject_type=measure.subject_type, verb__in=sorted(measure.verbs))
    below = Division.objects.filter(path__contains=f"/{division.pk}/").values("pk")
    first = timezone.make_aware(datetime.combine(months[0], time.min))
    until = timezone.make_aware(datetime.combine(months[1] + timedelta(days=1), time.min))
    rows = Record.objects.filter(kinds, division__in=below)
    rows = rows.filter(happened_at__gte=first, happened_at__lt=until)
    # What happened since then was sealed since then: the rest of the record is not looked at.
    sealed = RecordBatch.objects.filter(sealed_at__gte=first).order_by("number")
    rows = rows.filter(pk__gte=sealed.values("first_id")[:1])
    return rows.filter(data__category=category) if category else rows


def _sum(measures: list[Measure], row: Record) -> int | None:
    """How much the row counts for; None where it does not count at all."""
    mine = [m for m in measures if m.subject_type == row.subject_type and row.verb in m.verbs]
    values = [value for measure in mine for _bucket, value in measure.count(row)]
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
    kind = kind_of(row.subject_type)
    affair = seen.get((row.subject_type, row.subject_id))
    is_in = bool(kpi.counts(row)) if kpi.counts else (up is not None if kpi.part else None)
    return FigureRow(
        when=row.happened_at,
        kind=str(kind.label) if kind else row.subject_type,
        what=str(kind.verb(row.verb).plain) if kind else row.verb,
        place=row.division.short_name if row.division else "",
        title=kind.title(affair) if affair is not None else "",
        url=kind.url(affair) if affair is not None else "",
        value=down if down is not None else (up or 0),
        is_in=is_in,
    )
