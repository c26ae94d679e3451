"""How much each person of a station has in hand, and whose tasks have to be handed over."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from django.db.models import Count, Exists, F, OuterRef, Q, Subquery, Sum, Value
from django.db.models.functions import Coalesce
from django.utils import timezone

from portal.access.checker import Access
from portal.kernel import clock
from portal.models import Role, RoleAssignment, User
from portal.selectors.calendar import DAY_ENDS
from workstations.models import Leave, Secondment, Task, WorkEntry
from workstations.selectors.faces import TaskRow, task_row
from workstations.selectors.looks import looked_today
from workstations.selectors.stations import STATION, colleague_named
from workstations.selectors.team import station_of_team
from workstations.workflows import TaskStatus

ASSIGN = "workstations.assign_task"
MOST = 100
SOON = timedelta(days=14)
NEVER = date(9999, 12, 31)


@dataclass(frozen=True)
class Load:
    """What one person has in hand at a station, delivered tasks apart.

    open, week, overdue   tasks: all, due by the end of this week, past their day
    expected, logged      minutes: what the open ones should take; what was written down this month
    away                  the leave that runs, or begins within a fortnight
    """

    user: User
    open: int = 0
    week: int = 0
    overdue: int = 0
    expected: int = 0
    logged: int = 0
    away: Leave | None = None

    @property
    def pk(self) -> int:
        """The person's."""
        return self.user.pk


def week_end() -> datetime:
    """The last moment of this Sunday."""
    today = clock.today()
    sunday = today + timedelta(days=6 - today.weekday())
    return timezone.make_aware(datetime.combine(sunday, DAY_ENDS))


def loads_of(community_id: int) -> list[Load]:
    """The station's people, the least loaded first and the head last; four statements, however
    many tasks there are."""
    return _loads(community_id, _counted(community_id))


def _loads(community_id: int, tasks: dict, viewer=None) -> list[Load]:
    people = _people(community_id)
    logged = _logged(community_id)
    away = _away(community_id, viewer)
    found = [
        Load(user, **tasks.get(user.pk, {}), logged=logged.get(user.pk, 0), away=away.get(user.pk))
        for user in people
    ]
    return sorted(found, key=lambda load: (load.user.is_head, load.open, load.user.name))


def _people(community_id: int) -> list[User]:
    """Each with ``station_role`` and ``is_head``, whichever post is the higher."""
    rows = RoleAssignment.objects.active().own()
    rows = rows.filter(division_id=community_id, role__in=STATION)
    found: dict[int, User] = {}
    for row in rows.select_related("user"):
        user = found.setdefault(row.user_id, row.user)
        user.is_head = getattr(user, "is_head", False) or row.role == Role.STATION_HEAD
        role = Role.STATION_HEAD if user.is_head else Role.STATION_STAFF
        user.station_role = role.label
    return list(found.values())


def _counted(community_id: int) -> dict[int | None, dict]:
    """By person; under None those that nobody has yet."""
    late = Q(due_at__lt=clock.now(), clock_paused_at__isnull=True)
    rows = Task.objects.open().filter(community=community_id)
    rows = rows.exclude(status=TaskStatus.DELIVERED).order_by().values("assignee")
    rows = rows.annotate(
        open=Count("id"),
        week=Count("id", filter=Q(due_at__lte=week_end())),
        overdue=Count("id", filter=late),
        expected=Coalesce(Sum("expected_minutes"), 0),
    )
    return {row.pop("assignee"): row for row in rows}


def _logged(community_id: int) -> dict[int, int]:
    first = clock.today().replace(day=1)
    rows = WorkEntry.objects.standing().filter(on__gte=first, task__community=community_id)
    rows = rows.order_by().values_list("author").annotate(n=Sum("minutes"))
    return dict(rows)


def _away(community_id: int, viewer=None) -> dict[int, Leave]:
    """By person; for a page that notes the looks of ``viewer``, with whether they did today."""
    today = clock.today()
    rows = Leave.objects.filter(
        community=community_id, status="approved", ends_on__gte=today, starts_on__lte=today + SOON
    )
    if viewer is not None:
        rows = rows.annotate(is_looked_at=looked_today("leave", viewer))
    rows = rows.select_related("substitute").order_by("-starts_on")
    return {row.user_id: row for row in rows}


@dataclass(frozen=True)
class Leaver:
    """Somebody whose open tasks have to be handed over. ``last``: the last day at the station;
    ``elsewhere``: seconded to another one."""

    user_id: int
    name: str
    community_id: int
    tasks: int
    last: date
    elsewhere: bool

    @property
    def is_gone(self) -> bool:
        """Whether the last day has passed."""
        return self.last < clock.today()


def leavers(access: Access) -> list[Leaver]:
    """Who has left the person's station, leaves it within a fortnight (contract, secondment or
    role at an end), or is seconded elsewhere, with tasks still open; one statement over the
    station's posts, not over its tasks."""
    places = [post.division_id for post in access.posts_with(ASSIGN)]
    if not places:
        return []
    elsewhere = Secondment.objects.running().filter(user=OuterRef("user"))
    elsewhere = elsewhere.exclude(station__community=OuterRef("division"))
    left = Task.objects.open().exclude(status=TaskStatus.DELIVERED).order_by()
    left = left.filter(assignee=OuterRef("user"), community=OuterRef("division"))
    left = left.values("assignee").annotate(n=Count("id")).values("n")
    rows = RoleAssignment.objects.own().filter(division__in=places, role__in=STATION)
    rows = rows.filter(valid_from__lte=clock.today()).annotate(
        until=Coalesce(F("valid_to"), Value(NEVER)),
        tasks=Coalesce(Subquery(left), 0),
        elsewhere=Exists(elsewhere),
    )
    rows = rows.filter(tasks__gt=0).select_related("user").order_by("until")
    found = {
        (row.user_id, row.division_id): Leaver(
            row.user_id,
            row.user.name,
            row.division_id,
            row.tasks,
            row.until - timedelta(days=1),
            row.elsewhere,
        )
        for row in rows
    }  # of several posts the one that lasts longest counts
    horizon = clock.today() + SOON
    return [one for one in found.values() if one.elsewhere or one.last <= horizon]


@dataclass(frozen=True)
class People:
    """The page of a station's people: their loads, who leaves, how many tasks wait for anybody."""

    loads: list[Load]
    leavers: list[Leaver]
    waiting: int = 0


def people_page(access: Access) -> People:
    """NotFound for whoever heads no station."""
    station = station_of_team(access, ASSIGN)
    tasks = _counted(station.community_id)
    loads = _loads(station.community_id, tasks, access.user)
    return People(loads, leavers(access), tasks.get(None, {}).get("open", 0))


@dataclass(frozen=True)
class Pile:
    """Tasks of the head's station that may be given to somebody, the most urgent first; ``whose``
    the person who has them now, None = nobody's; ``more`` whether some were left out."""

    community_id: int
    whose: User | None
    rows: list[TaskRow] = field(default_factory=list)
    more: bool = False


def colleague_headed(access: Access, user_id: int) -> User | None:
    """Somebody of the station that the person heads, or None; NotFound for whoever heads none."""
    station = station_of_team(access, ASSIGN)
    return colleague_named(user_id, station.community_id)


def pile_for(access: Access, whose: int | None) -> Pile:
    """Up to a hundred tasks of ``whose`` (None: nobody's yet); NotFound."""
    station = station_of_team(access, ASSIGN)
    rows = Task.objects.open().exclude(status=TaskStatus.DELIVERED)
    rows = rows.filter(community=station.community_id)
    rows = rows.filter(assignee=whose) if whose else rows.filter(status=TaskStatus.OPEN)
    rows = rows.select_related("community", "assignee", "parent").order_by("due_at", "id")
    found = list(rows[: MOST + 1])
    person = None
    if whose:
        person = found[0].assignee if found else User.objects.filter(pk=whose).first()
    shown = [task_row(task, access) for task in found[:MOST]]
    return Pile(station.community_id, person, shown, len(found) > MOST)
