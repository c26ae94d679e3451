"""Leaves as their pages show them: mine, those I decide about, those I stand in for."""

from dataclasses import dataclass

from django.db.models import Q

from portal.access.checker import Access
from portal.kernel import clock
from portal.kernel.errors import NotFound
from portal.models import Level, Role
from portal.selectors.timelines import records_of_one, timeline_entries
from workstations.models import Leave, Workstation
from workstations.selectors.looks import looked_today
from workstations.selectors.stations import staff_with_load
from workstations.workflows import LeaveStatus
from workstations.workflows.leaves import ASK, DECIDE, VIEW

PAGE = 20


def _rows():
    return Leave.objects.select_related(
        "user", "substitute", "station__community__parent", "community"
    )


def leave_for(access: Access, pk: int, permission: str = VIEW) -> Leave:
    """One leave; foreign and missing ones alike are NotFound."""
    leave = access.fetch(_rows(), VIEW, pk=pk)
    if permission != VIEW:
        access.require(permission, leave)
    return leave


def _reach(access: Access) -> Q:
    """Mine, those I stand in for, and by post: the station's for its head, the heads' (and what is
    over them) for the sub-district."""
    found = Q(user=access.user) | Q(substitute=access.user)
    for post in access.posts_with(DECIDE):
        if post.role == Role.STATION_HEAD:
            found |= Q(community=post.division_id)
        elif post.level == Level.SUBDISTRICT:
            found |= Q(subdistrict=post.division_id, is_heads=True)
    return found


def leaves_visible(access: Access):
    """Mine, those I stand in for and those I decide about, for paging by whoever asks."""
    return _rows().filter(_reach(access))


def leaves_listed(access: Access, group: str = "open", before: int | None = None) -> list[Leave]:
    """Up to 21, newest first; ``group`` open (to be decided, to come, running) or over; one
    statement."""
    ahead = Q(status=LeaveStatus.ASKED)
    ahead |= Q(status=LeaveStatus.APPROVED, ends_on__gte=clock.today())
    rows = _rows().filter(_reach(access)).filter(ahead if group == "open" else ~ahead)
    rows = rows.annotate(is_looked_at=looked_today("leave", access.user))
    if before:
        rows = rows.filter(pk__lt=before)
    return list(rows.order_by("-id")[: PAGE + 1])


def leaves_to_decide(access: Access) -> list[Leave]:
    """What waits for this person's decision, the soonest first; one statement."""
    rows = _rows().filter(_reach(access), status=LeaveStatus.ASKED).exclude(user=access.user)
    found = list(rows.order_by("starts_on", "id")[:20])
    return [leave for leave in found if access.can(DECIDE, leave)]


@dataclass(frozen=True)
class LeavePage:
    """One leave and its way."""

    leave: Leave
    timeline: list


def leave_page(access: Access, pk: int) -> LeavePage:
    """Two statements beside the rights."""
    leave = leave_for(access, pk)
    records = records_of_one(leave, public_only=False)
    return LeavePage(leave, timeline_entries(records, names=True))


def station_of_worker(access: Access) -> Workstation:
    """The station at which the person works; NotFound for everybody else."""
    places = [post.division_id for post in access.posts_with(ASK)]
    rows = Workstation.objects.select_related("community__parent")
    station = rows.filter(community__in=places).order_by("id").first()
    if station is None:
        raise NotFound()
    return station


def colleagues_of(community_id: int, besides: int | None = None) -> list:
    """The station's people by load, without one of them; two statements."""
    return [row for row in staff_with_load(community_id) if row.pk != besides]
