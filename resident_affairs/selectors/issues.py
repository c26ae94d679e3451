"""Lists of issues: what the viewer may see, newest first, keyset-paged, filtered by the URL."""

from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import Any

from django.db.models import Q

from portal.kernel import clock
from portal.models.prepared import Prepared
from portal.selectors.search import match_newest
from resident_affairs.models import Issue
from resident_affairs.selectors.issue_shapes import (
    VIEW,
    Shape,
    midnight,
    reach_of,
    shape_of,
    visible_q,
)
from resident_affairs.workflows import OPEN_STATES, UNDECIDED, IssueStatus

PAGE, PAGE_SIZES = 20, (20, 50, 100)
TRIAGE = "resident_affairs.triage_issue"
STREET = "resident_affairs.handle_escalated_issue"
DISTRICT = "resident_affairs.handle_district_issue"
SEARCHED = ("title", "text", "place", "building")


@dataclass
class IssueFilter:
    """What a list is narrowed to; every field may be left out."""

    text: str = ""
    state: str = ""
    category: int | None = None
    community: int | None = None
    subdistrict: int | None = None
    is_overdue: bool = False
    since: date | None = None
    until: date | None = None
    rows: int = PAGE


@dataclass
class Page:
    """One page of rows; ``next_before`` is the id to go on from, or None at the end."""

    rows: list = field(default_factory=list)
    next_before: int | None = None


# Names for groups of states that people look for.
STATE_GROUPS = {
    "open": OPEN_STATES,
    "undecided": UNDECIDED,
    "running": frozenset(
        {
            IssueStatus.ASSIGNED,
            IssueStatus.REFERRED,
            IssueStatus.ESCALATED,
            IssueStatus.AT_DISTRICT,
            IssueStatus.IN_PROGRESS,
        }
    ),
    "waiting": frozenset({IssueStatus.SETTLED, IssueStatus.ANSWERED}),
}


def visible_to(access) -> Q:
    """The issues that this person may read: public ones, their own, those of their posts."""
    if not access.user.is_authenticated:
        return visible_q(None, ())
    return visible_q(access.user.pk, reach_of(access))


# What a row of a list shows or asks; the rest of an issue is long.
_SHOWN = (
    *("id", "status", "title", "created_at", "due_at", "clock_paused_at", "clock_from"),
    *(
        "support_count",
        "reporter_id",
        "version",
        "visibility",
        "community__name",
        "subdistrict__name",
    ),
    *("category__name", "category__name_en", "district_id", "group_id"),
)


def _listed():
    return Issue.objects.select_related("category", "community", "subdistrict").only(*_SHOWN)


def _narrowed(rows, wanted: IssueFilter, below: int | None = None, *, moment=None):
    """``rows`` under the filter at ``moment`` (default now); a search is for the newest ones below
    the id ``below``."""
    plain: dict[str, Any] = {
        "category": wanted.category,
        "community": wanted.community,
        "subdistrict": wanted.subdistrict,
    }
    rows = rows.filter(**{name: value for name, value in plain.items() if value})
    if wanted.state:
        rows = rows.filter(status__in=STATE_GROUPS.get(wanted.state, {wanted.state}))
    if wanted.is_overdue:
        rows = rows.overdue(moment or clock.now()).exclude(status__in=STATE_GROUPS["waiting"])
    if wanted.since:
        rows = rows.filter(created_at__gte=midnight(wanted.since))
    if wanted.until:
        rows = rows.filter(created_at__lt=midnight(wanted.until))
    if wanted.text:
        most = PAGE_SIZES[-1] + 1
        rows = match_newest(rows, wanted.text, SEARCHED, below=below, wanted=most)
    return rows


def _page(rows, before: int | None, size: int = PAGE) -> Page:
    """One page, newest first, below the id ``before``."""
    if before:
        rows = rows.filter(pk__lt=before)
    return _cut(list(rows.order_by("-id")[: size + 1]), size)


def _cut(found: list, size: int) -> Page:
    more = found[size - 1].pk if len(found) > size else None
    return Page(found[:size], more)


def issues_visible(access, wanted: IssueFilter | None = None, before: int | None = None) -> Page:
    """The list for everybody: a visitor sees the public ones, a post sees its own as well."""
    wanted = wanted or IssueFilter()
    if wanted.text:
        rows = _narrowed(_listed().filter(visible_to(access)), wanted, before)
        return _page(rows, before, wanted.rows)
    shape, values = shape_of(access, wanted, before)
    return _cut(_prepared(shape).rows(**values), wanted.rows)


@lru_cache(512)
def _prepared(shape: Shape) -> Prepared:
    """The list of one shape, put into SQL once: that costs more than answering it. The server
    plans it by its values: a community's list and a street's want different indexes."""

    def make(**marks):
        reach = [(column, marks[f"post{n}"]) for n, column in enumerate(shape.posts)]
        narrow = {name: marks[name] for name in shape.given if name != "before"}
        wanted = IssueFilter(state=shape.state, is_overdue=shape.is_overdue, **narrow)
        rows = _listed().filter(visible_q(marks.get("reporter"), reach))
        rows = _narrowed(rows, wanted, moment=marks.get("moment"))
        rows = rows.filter(pk__lt=marks["before"]) if "before" in marks else rows
        return rows.order_by("-id")[: shape.size + 1]

    return Prepared(make, on_server=False, **shape.places)


def issues_queryset(access, wanted: IssueFilter, below: int | None = None):
    """The same as a queryset, for the API's own paging."""
    return _narrowed(_listed().filter(visible_to(access)), wanted, below)


def issues_of_reporter(access, before: int | None = None, size: int = PAGE) -> Page:
    """One's own issues."""
    return _page(_listed().filter(reporter=access.user), before, size)


def issues_followed(access, before: int | None = None) -> Page:
    """What one follows beside one's own."""
    rows = _listed().filter(followers__user=access.user).exclude(reporter=access.user)
    return _page(rows.filter(visible_to(access)), before)


def triage_scope(access) -> Q:
    """What waits in this person's triage: their communities', and what was handed up to them."""
    street = access.scope(STREET) & Q(status=IssueStatus.ESCALATED)
    district = access.scope(DISTRICT) & Q(status=IssueStatus.AT_DISTRICT)
    return access.scope(TRIAGE) | street | district


def issues_for_triage(access, wanted: IssueFilter, before: int | None = None) -> Page:
    """The triage desk's list."""
    rows = _narrowed(_listed().filter(triage_scope(access)), wanted, before)
    return _page(rows, before, wanted.rows)


def issues_awaiting_deliberation(access) -> list[Issue]:
    """The committee's intake: issues referred to the committees of this person's posts, oldest
    first (at most 100)."""
    rows = _listed().filter(access.scope(VIEW), status=IssueStatus.REFERRED)
    return list(rows.order_by("id")[:100])


def issues_by_ids(ids) -> dict[int, Issue]:
    """{id: issue}, one statement."""
    return {row.pk: row for row in _listed().filter(pk__in=list(ids))}


def issues_for_board(community_id: int, size: int = 5) -> dict[str, list[Issue]]:
    """What the public board shows: running and lately closed public issues."""
    public = _listed().public().filter(community=community_id)
    running = public.filter(status__in=OPEN_STATES).order_by("-id")[:size]
    closed = public.filter(status=IssueStatus.CLOSED).order_by("-id")[:size]
    return {"running": list(running), "closed": list(closed)}
