"""One person's tasks of one day in the order of a walk: by residents' group, lane, building."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db.models import Q
from django.utils import timezone

from portal.access.checker import Access
from portal.kernel.errors import NotFound
from portal.models import User
from portal.selectors.calendar import DAY_ENDS
from resident_affairs.models import Issue
from resident_affairs.selectors.masking import text_masked
from workstations.addresses import joined, plain, stop_of, walking_key
from workstations.models import Task
from workstations.selectors.faces import Deadline, source_words, task_deadline
from workstations.selectors.stations import is_station_staff
from workstations.selectors.tasks import in_place_of, stood_in_for
from workstations.selectors.workload import ASSIGN
from workstations.workflows import TaskStatus

MOST = 100
SEE_ISSUE = "resident_affairs.view_issue"
SEE_REPORTER = "resident_affairs.view_reporter"


@dataclass
class Call:
    """One task on the way. ``issue`` where one stands behind it that the viewer may see;
    ``reporter`` with name and phone only once somebody has asked for it (services/day_phones)."""

    task: Task
    title: str
    text: str
    address: str
    deadline: Deadline
    source: str
    issue: Issue | None
    reporter: Any = None

    @property
    def is_all_said(self) -> bool:
        """Whether its stop's name says the whole address."""
        return plain(self.address) == stop_of(self.address)


@dataclass
class Stop:
    """One building or yard, with what there is to do; ``name`` is its address as
    ``addresses.stop_of`` writes it."""

    name: str
    group: str
    calls: list[Call] = field(default_factory=list)


@dataclass(frozen=True)
class Day:
    """The walk of ``person`` on ``on``. ``more``: some were left out; ``phones``: whether telephone
    numbers may be asked for at all."""

    on: date
    person: User
    station: str
    stops: list[Stop]
    more: bool
    phones: bool

    @property
    def calls(self) -> list[Call]:
        """All of them in their order."""
        return [call for stop in self.stops for call in stop.calls]


def day_for(access: Access, on: date, whose: int | None = None) -> Day:
    """The viewer's own day with those for whom they stand in, or, for the head of their station,
    somebody's: what falls due by ``on``, what is late, what a plan set for it. Three statements;
    NotFound for a person of another station."""
    person = _person(access, whose)
    ends = timezone.make_aware(datetime.combine(on, DAY_ENDS))
    rows = Task.objects.open().exclude(status=TaskStatus.DELIVERED)
    rows = rows.filter(_hands(access, person)).filter(Q(due_at__lte=ends) | Q(occurs_on=on))
    rows = rows.select_related(
        "station", "assignee", "community", "issue__group", "parent__issue__group"
    )
    found = list(rows.order_by("due_at", "id")[: MOST + 1])
    calls = [_call(access, task) for task in found[:MOST]]
    sees = any(c.issue is not None and access.can(SEE_REPORTER, c.issue) for c in calls)
    station = found[0].station.name if found else ""
    return Day(on, person, station, _stops(calls), len(found) > MOST, sees)


def _person(access: Access, whose: int | None) -> User:
    if whose is None or whose == access.user.pk:
        return access.user
    places = [post.division_id for post in access.posts_with(ASSIGN)]
    if not any(is_station_staff(whose, place) for place in places):
        raise NotFound()
    return User.objects.get(pk=whose)


def _hands(access: Access, person: User) -> Q:
    if person.pk == access.user.pk:
        return Q(assignee=person) | in_place_of(stood_in_for(access))
    return Q(access.scope(ASSIGN), assignee=person)


def _call(access: Access, task: Task) -> Call:
    issue = task.root.issue
    sees = issue is not None and access.can(SEE_ISSUE, issue)
    said = (lambda text: text) if sees or issue is None else text_masked
    return Call(
        task=task,
        title=said(task.title),
        text=said(task.description),
        address=joined(issue.building, issue.place) if sees else "",
        deadline=task_deadline(task),
        source=source_words(task),
        issue=issue if sees else None,
    )


def _stops(calls: list[Call]) -> list[Stop]:
    """By group, then as one walks, all of one building or yard together; without a group after
    those with one, without address last."""

    def key(call: Call):
        address = call.address
        walked = (walking_key(stop_of(address)), walking_key(address))
        return (not address, walking_key(_group(call)), *walked)

    stops: list[Stop] = []
    for call in sorted(calls, key=key):
        name, group = stop_of(call.address), _group(call)
        if not stops or (stops[-1].name, stops[-1].group) != (name, group):
            stops.append(Stop(name, group))
        stops[-1].calls.append(call)
    return stops


def _group(call: Call) -> str:
    return call.issue.group.name if call.issue is not None and call.issue.group else ""
