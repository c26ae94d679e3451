"""Overdue and why: what an official's divisions let run out, the longest first."""

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from django.db.models import F, Q

from portal.access.checker import Access
from portal.kernel import clock
from portal.kernel.deadlines import ESCALATED, RED, Reading
from portal.models import Clock
from portal.services.kinds import kind_of
from resident_affairs.selectors.faces import Deadline, deadline_shown

VIEW, URGE = "workstations.view_dashboard", "workstations.urge"
LEVELS = {"escalated": (ESCALATED,), "red": (RED,), "": (RED, ESCALATED)}
PAGE = 20


@dataclass(frozen=True)
class OverdueRow:
    """One overdue affair, by whatever noun: what it is, where, since when, and why."""

    clock: Clock
    kind: Any
    title: str
    url: str
    place: str
    deadline: Deadline
    why: str
    can_be_urged: bool


@dataclass(frozen=True)
class OverduePage:
    """A page of rows; ``next_after`` is the clock to go on from, or None at the end."""

    rows: list[OverdueRow]
    next_after: int | None


def overdue_listed(
    access: Access, level: str = "", after: int | None = None, kind: str = ""
) -> OverduePage:
    """The affairs whose clock ran out (``level`` red or escalated alone, of one ``kind`` of subject
    or of all), longest overdue first, twenty at a time; a task of an issue is spoken for by the
    issue. One statement, and one or two for each noun on the page."""
    rows = Clock.objects.filter(access.scope(VIEW), level__in=LEVELS[level], is_inner=False)
    if kind:
        rows = rows.filter(subject_type=kind)
    last = Clock.objects.filter(pk=after).first() if after else None
    if last is not None:
        rows = rows.filter(Q(due_at__gt=last.due_at) | Q(due_at=last.due_at, pk__gt=last.pk))
    found = list(rows.annotate(place=F("community__name")).order_by("due_at", "id")[: PAGE + 1])
    more = found[PAGE - 1].pk if len(found) > PAGE else None
    return OverduePage(_rows(found[:PAGE], access), more)


def overdue_top(access: Access, limit: int = 5) -> list[OverdueRow]:
    """What was handed up to the official because half the time given had passed once more; more
    is asked for than shown, since of a case or a petition not everybody may read."""
    rows = Clock.objects.filter(access.scope(VIEW), level=ESCALATED, is_inner=False)
    found = rows.annotate(place=F("community__name")).order_by("due_at", "id")[: limit * 4]
    return _rows(list(found), access)[:limit]


def _rows(clocks: list[Clock], access: Access) -> list[OverdueRow]:
    by_type = defaultdict(dict)
    for row in clocks:
        by_type[row.subject_type][row.subject_id] = row
    shown = {}
    for name, mine in by_type.items():
        kind = kind_of(name)
        subjects = {
            pk: row for pk, row in kind.load(list(mine)).items() if kind.can_see(access, row)
        }
        why = kind.clock.why(list(subjects.values()))
        for pk, subject in subjects.items():
            shown[mine[pk].pk] = _row(mine[pk], kind, subject, why.get(pk, ""))
    return [shown[row.pk] for row in clocks if row.pk in shown]


def _row(row: Clock, kind, subject, why: str) -> OverdueRow:
    return OverdueRow(
        clock=row,
        kind=kind.label,
        title=kind.title(subject),
        url=kind.url(subject),
        place=row.place,
        deadline=deadline_shown(Reading(row.from_at, row.due_at), clock.now()),
        why=why,
        can_be_urged=row.subject_type in {"issue", "task"},
    )
