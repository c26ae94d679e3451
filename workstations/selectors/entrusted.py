"""Entrusted affairs as their pages show them: the list, one with its money, what waits."""

from dataclasses import dataclass

from django.db.models import Q

from portal.access.checker import Access
from portal.kernel import clock
from portal.kernel.errors import NotFound
from portal.models import Division, Duty, Level
from portal.selectors.papers import papers_of
from portal.selectors.timelines import records_of_one, timeline_entries
from workstations.models import EntrustedAffair, LedgerEntry, Payout, Task, Unit
from workstations.models.entrusted import OVER, SIGNED_STATES
from workstations.selectors.task_inside import minutes_of_affair
from workstations.services.ledger import APPROVE
from workstations.workflows import EntrustStatus
from workstations.workflows.entrusted import ADMIT, APPLY, KEEP, OPINE, QUOTE

VIEW = "workstations.view_entrusted"
S = EntrustStatus
TURNS = (
    (ADMIT, (S.APPLIED, S.UNIT_SIGNED, S.SETTLED)),
    (KEEP, (S.SIGNED, S.ACCEPTED)),
    (OPINE, (S.ADMITTED,)),
    (QUOTE, (S.OPINED, S.FUNDED)),
)
FOR_THE_UNIT = (S.QUOTED, S.DELIVERED)
MOVED = SIGNED_STATES - {S.SIGNED}
PAGE = 20


def _rows():
    return EntrustedAffair.objects.select_related("unit", "community__parent", "duty")


def entrusted_by_ids(ids) -> dict[int, EntrustedAffair]:
    """For notices and timelines; one statement."""
    return {row.pk: row for row in _rows().filter(pk__in=list(ids))}


def units_of(access: Access) -> list[Unit]:
    """The units the person acts for; one statement."""
    if not access.user.is_authenticated:
        return []
    today = clock.today()
    mine = Q(members__user=access.user, members__valid_from__lte=today)
    open_ended = Q(members__valid_to__isnull=True) | Q(members__valid_to__gt=today)
    return list(Unit.objects.filter(mine & open_ended).distinct().order_by("name"))


def may_see_entrusted(access: Access, affair: EntrustedAffair) -> bool:
    """Its own people, those who work there and watch; everybody once it is signed."""
    if affair.status in SIGNED_STATES or access.can(VIEW, affair):
        return True
    return access.can(APPLY, affair)


def entrusted_scope(access: Access) -> Q:
    """What the person may list beside the public ones."""
    scope = access.scope(VIEW)
    if access.is_granted(APPLY, None):
        scope |= Q(unit__in=units_of(access))
    return scope | Q(status__in=sorted(SIGNED_STATES))


def entrusted_visible(access: Access):
    """What the person may list, the public ones among them, for paging by whoever asks."""
    return _rows().filter(entrusted_scope(access))


def entrusted_listed(
    access: Access,
    group: str = "open",
    community: int | None = None,
    before: int | None = None,
    unit: int | None = None,
) -> list[EntrustedAffair]:
    """Up to 21, newest first; ``group`` open, over, or all."""
    over = Q(status__in=sorted(OVER))
    rows = entrusted_visible(access)
    if group != "all":
        rows = rows.filter(over if group == "over" else ~over)
    if unit:
        rows = rows.filter(unit=unit)
    if community:
        rows = rows.filter(community=community)
    if before:
        rows = rows.filter(pk__lt=before)
    return list(rows.order_by("-id")[: PAGE + 1])


def entrusted_for(access: Access, pk: int, permission: str = "") -> EntrustedAffair:
    """One that the person may read (and on which ``permission`` holds); NotFound."""
    if permission:
        return access.fetch(_rows(), permission, pk=pk)
    affair = _rows().filter(pk=pk).first()
    if affair is None or not may_see_entrusted(access, affair):
        raise NotFound()
    return affair


@dataclass(frozen=True)
class EntrustedPage:
    """One affair; money and way in full only for those who take part or watch."""

    affair: EntrustedAffair
    is_insider: bool
    entries: list[LedgerEntry]
    payouts: list[Payout]
    tasks: list[Task]
    papers: list
    timeline: list
    minutes: int


def entrusted_page(access: Access, pk: int) -> EntrustedPage:
    """One affair with its money, tasks and way; seven statements, five before money has moved."""
    affair = entrusted_for(access, pk)
    inside = access.can(VIEW, affair) or access.can(APPLY, affair)
    has_money = inside and affair.status in MOVED
    payouts = affair.payouts.select_related("asked_by", "first_by", "second_by")
    tasks = list(affair.tasks.select_related("community", "assignee", "parent").order_by("id"))
    affair.has_open_task = any(task.is_open for task in tasks)
    return EntrustedPage(
        affair,
        inside,
        list(affair.entries.all()) if has_money else [],
        list(payouts) if has_money else [],
        tasks,
        papers_of(affair) if inside else [],
        timeline_entries(records_of_one(affair, public_only=not inside), names=inside),
        minutes_of_affair(affair) if tasks else 0,
    )


def payout_waiting(access: Access) -> list[Payout]:
    """Payouts the person may approve: not their own, not approved by them before."""
    affairs = EntrustedAffair.objects.filter(access.scope(APPROVE))
    rows = Payout.objects.waiting().filter(affair__in=affairs).exclude(asked_by=access.user)
    rows = rows.exclude(first_by=access.user).select_related("affair__unit", "affair__community")
    return list(rows.order_by("id")[:20])


def entrusted_waiting(access: Access) -> list[EntrustedAffair]:
    """What waits for a step of the person, the most urgent review first."""
    mine = Q(pk__in=[])
    for permission, waiting in TURNS:
        mine |= access.scope(permission) & Q(status__in=waiting)
    if access.is_granted(APPLY, None):
        mine |= Q(unit__in=units_of(access), status__in=FOR_THE_UNIT)
    return list(_rows().filter(mine).order_by("review_due_on", "id")[:20])


def places_for(units: list[Unit]):
    """Where these units may entrust: the open communities of their districts with a station."""
    rows = Division.objects.open_on().at_level(Level.COMMUNITY).select_related("parent__parent")
    districts = [unit.district_id for unit in units]
    rows = rows.filter(parent__parent__in=districts, workstation__isnull=False)
    return rows.order_by("parent__name", "name")


def duties_to_name() -> list[Duty]:
    """The entries that an application may name, the forbidden ones among them: whoever names one
    is told so by the list itself."""
    return list(Duty.objects.in_force().order_by("list_kind", "number"))
