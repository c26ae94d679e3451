"""Whistles as their pages show them: to the inside in full, to a called department its own call."""

from dataclasses import dataclass, field

from django.db.models import Count, Exists, Prefetch, Q

from portal.access.checker import Access
from portal.kernel.errors import NotFound
from portal.kernel.references import reference_parse
from portal.selectors.papers import papers_of, papers_told_of
from portal.selectors.timelines import records_of_one, timeline_entries
from resident_affairs.models import Issue
from resident_affairs.workflows import CLOCKED_STATES, IssueStatus
from workstations.models import Task, Unit, UnitKind, Whistle, WhistleCall, WhistleRequest
from workstations.policies.units import unit_ids_of
from workstations.workflows import OPEN_STATES, WHISTLE_OVER
from workstations.workflows.whistles import ANSWER, BLOW

VIEW, ASK = "workstations.view_whistle", "workstations.ask_whistle"
PAGE = 20


def _rows():
    calls = WhistleCall.objects.select_related("unit").order_by("id")
    rows = Whistle.objects.select_related("community", "issue", "task__issue")
    return rows.prefetch_related(Prefetch("calls", calls))


def whistles_by_ids(ids) -> dict[int, Whistle]:
    """For notices and timelines, with the departments called; two statements."""
    return {row.pk: row for row in _rows().filter(pk__in=list(ids))}


def requests_by_ids(ids) -> dict[int, WhistleRequest]:
    """For notices; one statement."""
    rows = WhistleRequest.objects.select_related("community", "issue", "task__issue")
    return {row.pk: row for row in rows.filter(pk__in=list(ids))}


def may_see_whistle(access: Access, whistle: Whistle) -> bool:
    """The inside, and the people of a called department."""
    return access.can(VIEW, whistle) or access.can(ANSWER, whistle)


def whistles_visible(access: Access):
    """Those the person may list, with ``called`` and ``here`` (how many departments, how many of
    them have come): the inside's, and those that call one's own departments."""
    mine = access.scope(VIEW)
    if access.is_granted(ANSWER, None):
        own = WhistleCall.objects.filter(unit__in=unit_ids_of(access))
        mine |= Q(pk__in=own.values("whistle"))
    rows = Whistle.objects.filter(mine).select_related("community")
    return rows.annotate(called=Count("calls"), here=Count("calls__arrived_at"))


def whistles_listed(
    access: Access, group: str = "open", before: int | None = None
) -> list[Whistle]:
    """Up to 21, newest first; ``group`` open or over. Each with ``called`` and ``here``: how many
    departments, and how many of them have come."""
    over = Q(status__in=sorted(WHISTLE_OVER))
    rows = whistles_visible(access).filter(over if group == "over" else ~over)
    if before:
        rows = rows.filter(pk__lt=before)
    return list(rows.order_by("-id")[: PAGE + 1])


def whistle_for(access: Access, pk: int, permission: str = "", rows=None) -> Whistle:
    """One (of ``rows``) that the person may read (and on which ``permission`` holds); NotFound."""
    whistle = (_rows() if rows is None else rows).filter(pk=pk).first()
    if whistle is None:
        raise NotFound()
    if not (access.can(permission, whistle) if permission else may_see_whistle(access, whistle)):
        raise NotFound()
    return whistle


@dataclass(frozen=True)
class WhistlePage:
    """One whistle as one reader may see it: outside the inside there is no affair, no way, and of
    the calls only one's own."""

    whistle: Whistle
    is_insider: bool
    calls: list[WhistleCall]
    others: list[str]
    timeline: list
    request: WhistleRequest | None = None
    papers: list = field(default_factory=list)


def whistle_page(access: Access, pk: int) -> WhistlePage:
    """One whistle; four statements inside, three for a department."""
    calls = WhistleCall.objects.select_related("unit", "arrived_by").order_by("id")
    rows = Whistle.objects.select_related(
        "community", "issue", "task__issue", "request__in_place_of", "request__asked_by"
    )
    whistle = whistle_for(access, pk, rows=rows.prefetch_related(Prefetch("calls", calls)))
    inside = access.can(VIEW, whistle)
    calls = list(whistle.calls.all())
    for call in calls:
        call.whistle = whistle
    if inside:
        records = records_of_one(whistle, public_only=False)
        entries = timeline_entries(records, names=True)
        asked, papers = getattr(whistle, "request", None), papers_told_of(whistle, records)
        return WhistlePage(whistle, True, calls, [], entries, asked, papers)
    mine = unit_ids_of(access)
    own = [call for call in calls if call.unit_id in mine]
    others = [call.unit.name for call in calls if call.unit_id not in mine]
    return WhistlePage(whistle, False, own, others, [], papers=papers_of(whistle))


def call_for(access: Access, pk: int) -> WhistleCall:
    """One call that the person may write about: any of the inside's, else their own; NotFound."""
    rows = WhistleCall.objects.select_related("whistle__community", "unit")
    call = rows.filter(pk=pk).first()
    if call is None:
        raise NotFound()
    if access.can(VIEW, call.whistle):
        return call
    if access.can(ANSWER, call.whistle) and call.unit_id in unit_ids_of(access):
        return call
    raise NotFound()


def requests_visible(access: Access):
    """Every request in the person's sight, for paging by whoever asks."""
    return WhistleRequest.objects.filter(access.scope(VIEW)).select_related("whistle")


def requests_waiting(access: Access) -> list[WhistleRequest]:
    """Requests the person may decide, or has in sight, oldest first."""
    rows = WhistleRequest.objects.filter(access.scope(VIEW), decided_at__isnull=True)
    rows = rows.select_related("community", "asked_by", "in_place_of", "issue", "task")
    return list(rows.order_by("id")[:20])


def requests_to_decide(access: Access) -> list[WhistleRequest]:
    """Those that wait for this person."""
    if not access.posts_with(BLOW):
        return []
    rows = WhistleRequest.objects.filter(access.scope(BLOW), decided_at__isnull=True)
    return list(
        rows.select_related("community", "asked_by", "in_place_of", "issue", "task").order_by("id")[
            :20
        ]
    )


def request_for(access: Access, pk: int) -> WhistleRequest:
    """One of them; NotFound."""
    rows = WhistleRequest.objects.select_related(
        "community", "asked_by", "in_place_of", "refused_by", "issue", "task", "whistle"
    )
    return access.fetch(rows, VIEW, pk=pk)


def whistles_waiting(access: Access) -> list[Whistle]:
    """What the person has to go on with at the sub-district."""
    if not access.posts_with(BLOW):
        return []
    rows = _rows().filter(access.scope(BLOW)).exclude(status__in=sorted(WHISTLE_OVER))
    return list(rows.order_by("due_at", "id")[:20])


def departments_of(district_id: int) -> list[Unit]:
    """The departments of the district, by name."""
    rows = Unit.objects.filter(district=district_id, kind=UnitKind.DEPARTMENT)
    return list(rows.order_by("name")[:300])


def source_for(access: Access, permission: str, *, issue: int | None, task: int | None):
    """The issue or the task that ``permission`` holds on; NotFound for none, both or foreign."""
    if (issue is None) == (task is None):
        raise NotFound()
    model, pk = (Issue, issue) if issue else (Task, task)
    return access.fetch(model.objects.select_related("community"), permission, pk=pk)


def source_named(access: Access, permission: str, reference: str) -> dict | None:
    """``{"issue": pk}`` or ``{"task": pk}`` for a number as people write it, within reach of
    ``permission``; None else."""
    parsed = reference_parse(reference)
    if parsed is None or parsed[0] not in {"ISS", "TSK"} or parsed[2] >= 2**63:
        return None
    model, name = (Issue, "issue") if parsed[0] == "ISS" else (Task, "task")
    found = model.objects.filter(access.scope(permission), pk=parsed[2]).first()
    if found is None or found.created_at.year != parsed[1]:
        return None
    return {name: found.pk}


def doors_of(access: Access, source) -> dict:
    """From an affair on: what was whistled and referred for it, and whether the person may
    whistle, ask for it, or refer. For those inside; a task knows whether it has whistles, an
    issue is asked in one statement whether it has either."""
    if not access.can(VIEW, source):
        return {}
    is_issue = isinstance(source, Issue)
    name = "issue" if is_issue else "task"
    found = _called_for(source) if is_issue else {"whistles": _whistles_of_task(source)}
    if source.status not in (CLOCKED_STATES if is_issue else OPEN_STATES):
        return found
    return found | _ways(access, source, name, found)


def _whistles_of_task(task) -> list[Whistle]:
    return list(Whistle.objects.filter(task=task).order_by("-id")[:5]) if task.has_whistles else []


def _called_for(issue) -> dict:
    """The whistles for an issue and its tasks, and its referrals."""
    whistles = Whistle.objects.filter(Q(issue=issue) | Q(task__issue=issue))
    referrals = issue.referrals.select_related("unit")
    has = Issue.objects.filter(pk=issue.pk).values_list(Exists(whistles), Exists(referrals)).get()
    return {
        "whistles": list(whistles.order_by("-id")[:5]) if has[0] else [],
        "referrals": list(referrals.order_by("-id")[:5]) if has[1] else [],
    }


def _ways(access: Access, source, name: str, found: dict) -> dict:
    """What may be begun now: nothing twice."""
    ways: dict = {}
    runs = any(row.is_open for row in found["whistles"] if getattr(row, f"{name}_id"))
    asks = any(row.is_waiting for row in found.get("referrals", ()))
    if access.can(BLOW, source):
        if not runs:
            ways["blow"] = f"{name}={source.pk}"
        if source.status == IssueStatus.ESCALATED and not asks:
            ways["refer"] = source.pk
    elif access.can(ASK, source) and not runs:
        ways["ask"] = f"{name}={source.pk}"
    return ways
