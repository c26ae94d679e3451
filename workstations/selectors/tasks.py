"""Tasks as lists: mine by due date, the station's board, the filtered list, what waits for me."""

from dataclasses import dataclass, field

from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.kernel import clock
from portal.kernel.errors import NotFound
from portal.models.prepared import Prepared
from workstations.models import ExtensionRequest, Leave, Task
from workstations.selectors.faces import task_row
from workstations.workflows import TaskStatus

VIEW = "workstations.view_task"
PAGE = 20
BOARD_LIMIT = 60
S = TaskStatus
COLUMNS = (
    ("open", _("待派"), {S.OPEN}),
    ("assigned", _("待接"), {S.ASSIGNED}),
    ("doing", _("办理中"), {S.IN_PROGRESS, S.REWORK}),
    ("blocked", _("受阻"), {S.BLOCKED}),
    ("delivered", _("待验收"), {S.DELIVERED}),
)


@dataclass
class TaskFilter:
    """What a list is narrowed to; every field may be left out."""

    status: str = ""
    source: str = ""
    assignee: int | None = None
    is_overdue: bool = False

    @property
    def said(self) -> dict:
        """The fields that narrow anything, as an address or a kept filter holds them."""
        return {name: value for name, value in vars(self).items() if value}


@dataclass
class Page:
    """One page of rows; ``next_before`` is the id to go on from, or None at the end."""

    rows: list = field(default_factory=list)
    next_before: int | None = None


@dataclass
class Group:
    """Rows under one heading."""

    key: str
    label: object
    rows: list = field(default_factory=list)


def tasks_visible(access, permission: str = VIEW):
    """The tasks in the person's divisions, with what a row shows."""
    rows = Task.objects.filter(access.scope(permission))
    return rows.select_related("community", "assignee", "parent")


def _in_hand(whose: Q):
    """The open tasks of ``whose``, most urgent first, with what a row shows."""
    rows = Task.objects.open().filter(whose).select_related("community", "assignee", "parent")
    return rows.order_by("due_at", "id")[:BOARD_LIMIT]


# Planned by its values: one has three tasks in hand, another one a thousand.
_MINE = Prepared(lambda user: _in_hand(Q(assignee=user)), on_server=False, user=int)


def tasks_mine(access) -> list[Group]:
    """What I have in hand by due date: overdue, today, this week, later, waiting to be verified."""
    groups = [
        Group("overdue", _("超期")),
        Group("today", _("今天到期")),
        Group("week", _("本周到期")),
        Group("later", _("以后")),
        Group("delivered", _("已交付，等待验收")),
    ]
    by_key = {group.key: group for group in groups}
    absent = stood_in_for(access)
    mine = _MINE.rows(user=access.user.pk)
    if absent:  # whom I stand in for at one station may work at another one too
        whose = Q(assignee__in=[access.user.pk, *absent])
        mine = _in_hand(whose & (Q(assignee=access.user) | in_place_of(absent)))
    for task in mine:
        if task.assignee_id != access.user.pk:
            task.stand_in_ids = {access.user.pk}
        by_key[_due_group(task)].rows.append(task_row(task, access))
    return [group for group in groups if group.rows]


def stood_in_for(access) -> dict[int, int]:
    """{person away: their station} of those for whom the viewer stands in today; one statement,
    and none for people who execute nothing."""
    if not access.posts_with("workstations.execute_task"):
        return {}
    rows = Leave.objects.running().filter(substitute=access.user)
    return dict(rows.values_list("user_id", "station_id"))


def in_place_of(absent: dict[int, int]) -> Q:
    """The tasks of people who are away, at the station where they are missed."""
    found = Q(pk__in=[])
    for person, station in absent.items():
        found |= Q(assignee=person, station=station)
    return found


def _due_group(task) -> str:
    if task.delivered_at:
        return "delivered"
    if task.due_at < clock.now():
        return "overdue"
    left = (timezone.localtime(task.due_at).date() - clock.today()).days
    if left == 0:
        return "today"
    return "week" if left <= 6 - clock.today().weekday() else "later"


def tasks_board(access) -> list[Group]:
    """The open tasks of the person's station in columns, most urgent first."""
    groups = [Group(key, label) for key, label, _states in COLUMNS]
    place = {state: n for n, (_key, _label, states) in enumerate(COLUMNS) for state in states}
    rows = tasks_visible(access).open().order_by("due_at", "id")
    for task in rows[:BOARD_LIMIT]:
        groups[place[task.status]].rows.append(task_row(task, access))
    return groups


def cut_at(groups: list[Group]) -> int:
    """How many tasks are shown if there may be more, else 0: nothing is left out unsaid."""
    shown = sum(len(group.rows) for group in groups)
    return shown if shown >= BOARD_LIMIT else 0


def counts_of(groups: list[Group]) -> dict[str, str]:
    """How many are in each group, by key. Where rows were left out the last group shown may hold
    more ("60+"), and of those after it nothing is known: they are not among the keys."""
    found = {group.key: str(len(group.rows)) for group in groups}
    if not cut_at(groups):
        return found | {key: "0" for key in GROUPS if key not in found}
    last = [key for key in GROUPS if key in found and key != "delivered"][-1:]
    return found | {key: f"{found[key]}+" for key in [*last, "delivered"] if key in found}


GROUPS = ("overdue", "today", "week", "later", "delivered")


def tasks_queryset(access, wanted: TaskFilter):
    """All the tasks a person may see, narrowed to ``wanted``."""
    rows = tasks_visible(access)
    if wanted.status == "all_open":
        rows = rows.open()
    elif wanted.status:
        rows = rows.filter(status=wanted.status)
    if wanted.source:
        rows = rows.filter(**{f"{SOURCES[wanted.source]}__isnull": False})
    if wanted.assignee:
        rows = rows.filter(assignee=wanted.assignee)
    if wanted.is_overdue:
        rows = rows.overdue(clock.now()).filter(delivered_at__isnull=True)
    return rows


SOURCES = {
    "issue": "issue",
    "resolution": "action_item",
    "order": "order",
    "entrusted": "entrusted",
    "plan": "plan",
    "part": "parent",
}


def tasks_listed(access, wanted: TaskFilter, before: int | None = None) -> Page:
    """Newest first, twenty at a time, from below the id ``before``."""
    rows = tasks_queryset(access, wanted)
    if before:
        rows = rows.filter(pk__lt=before)
    found = list(rows.order_by("-id")[: PAGE + 1])
    more = found[PAGE - 1].pk if len(found) > PAGE else None
    return Page([task_row(task, access) for task in found[:PAGE]], more)


def tasks_to_verify(access) -> list:
    """What waits for the committee, oldest delivery first."""
    rows = tasks_visible(access, "workstations.verify_task").filter(status=S.DELIVERED)
    return [task_row(task, access) for task in rows.order_by("delivered_at", "id")[:50]]


def tasks_to_assign(access) -> list:
    """What the head has not given to anybody yet, most urgent first."""
    rows = tasks_visible(access, "workstations.assign_task").filter(status=S.OPEN)
    return [task_row(task, access) for task in rows.order_by("due_at", "id")[:50]]


def extensions_to_decide(access) -> list[ExtensionRequest]:
    """Questions for more time that this person may decide."""
    reach = Task.objects.filter(access.scope("workstations.decide_extension"))
    rows = ExtensionRequest.objects.filter(is_granted__isnull=True, task__in=reach)
    mine = [access.user.pk, *access.stood_in_for]
    rows = rows.exclude(Q(asked_by__in=mine) | Q(in_place_of__isnull=False, in_place_of__in=mine))
    rows = rows.annotate(before=F("task__due_at"))
    return list(rows.select_related("task", "asked_by", "in_place_of").order_by("id")[:20])


def task_for(access, pk: int, permission: str = VIEW) -> Task:
    """One task for a step on it; foreign and missing ones are the same NotFound. The step itself
    asks for its own permission again."""
    rows = Task.objects.select_related(
        "community", "assignee", "station", "issue", "parent__issue", "duty"
    )
    task = rows.filter(pk=pk).first()
    if task is None or not access.can(VIEW, task):
        raise NotFound()
    if permission != VIEW:
        access.require(permission, task)
    return task
