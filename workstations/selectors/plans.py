"""Plans, templates and grounds as their pages show them."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, Q
from django.utils import formats
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from portal.access.checker import Access
from portal.kernel import clock
from portal.kernel.errors import NotFound
from portal.models import Duty
from portal.selectors.calendar import is_working_day
from portal.selectors.duties import duties_to_rest_on
from portal.selectors.timelines import records_of_one, timeline_entries
from resident_affairs.models import Category
from workstations.models import CategoryBasis, Task, TaskPlan, TaskTemplate, Workstation
from workstations.recurrence import Rhythm, occurrences
from workstations.selectors.faces import TaskRow, task_row
from workstations.workflows import OPEN_STATES, PlanStatus
from workstations.workflows.plans import ALIVE, PLAN_WORK

VIEW = "workstations.view_task"
PAGE = 20
AHEAD = timedelta(days=400)
NEXT_DAYS = 5


def station_planned(access: Access) -> Workstation:
    """The station for which the person plans; NotFound for everybody else."""
    places = [post.division_id for post in access.posts_with(PLAN_WORK)]
    rows = Workstation.objects.select_related("community__parent")
    station = rows.filter(community__in=places).order_by("id").first()
    if station is None:
        raise NotFound()
    return station


def plans_visible(access: Access):
    """The plans in the person's scope, for paging by whoever asks."""
    rows = TaskPlan.objects.filter(access.scope(VIEW))
    return rows.select_related("community", "assignee", "duty")


def plans_listed(access: Access, group: str = "alive", before: int | None = None) -> list[TaskPlan]:
    """Up to 21, newest first; ``group`` alive or ended."""
    rows = plans_visible(access)
    alive = Q(status__in=sorted(ALIVE))
    rows = rows.filter(alive if group == "alive" else ~alive)
    if before:
        rows = rows.filter(pk__lt=before)
    return list(rows.order_by("-id")[: PAGE + 1])


def plan_for(access: Access, pk: int, permission: str = VIEW) -> TaskPlan:
    """One plan; foreign and missing ones alike are NotFound."""
    rows = TaskPlan.objects.select_related(
        "community", "assignee", "duty", "template", "station__community__parent"
    )
    plan = access.fetch(rows, VIEW, pk=pk)
    if permission != VIEW:
        access.require(permission, plan)
    return plan


@dataclass(frozen=True)
class PlanPage:
    """One plan, the days to come, its newest tasks and its way."""

    plan: TaskPlan
    days: list[date]
    tasks: list[TaskRow]
    timeline: list


def plan_page(access: Access, pk: int) -> PlanPage:
    """Three statements beside the rights."""
    plan = plan_for(access, pk)
    rows = Task.objects.filter(plan=plan).select_related("community", "assignee", "parent")
    tasks = [task_row(task, access) for task in rows.order_by("-occurs_on")[:10]]
    return PlanPage(
        plan,
        days_to_come(plan),
        tasks,
        timeline_entries(records_of_one(plan, public_only=False), names=True),
    )


def days_to_come(plan: TaskPlan) -> list[date]:
    """The next days that have no task yet, at most five; none of a plan that does not run."""
    if plan.status != PlanStatus.ACTIVE:
        return []
    after = max(plan.made_through, clock.today() - timedelta(days=1))
    return occurrences(plan.rule, after, clock.today() + AHEAD, is_working_day)[:NEXT_DAYS]


def rhythm_words(plan: TaskPlan) -> str:
    """When, in words: "每周一、周三，遇休息日顺延到下一个工作日"."""
    words = {
        Rhythm.DAILY: lambda: _("每天"),
        Rhythm.WEEKLY: lambda: _("每%(days)s") % {"days": _weekdays(plan.weekdays)},
        Rhythm.MONTHLY: lambda: _("每月 %(day)s 日") % {"day": plan.month_day},
        Rhythm.YEARLY: lambda: (
            _("每年 %(month)s 月 %(day)s 日") % {"month": plan.month, "day": plan.month_day}
        ),
    }[Rhythm(plan.rhythm)]()
    return _("%(rhythm)s（遇到休息日%(shift)s）") % {
        "rhythm": words,
        "shift": plan.get_shift_display(),
    }


def _weekdays(digits: str) -> str:
    return _("、").join(weekday_label(int(digit)) for digit in digits)


def weekday_label(number: int) -> str:
    """The name of the weekday ``number``, 1 Monday to 7 Sunday."""
    monday = date(2026, 3, 2)
    return formats.date_format(monday + timedelta(days=number - 1), pgettext("weekday", "l"))


@dataclass(frozen=True)
class OpenWhole:
    """A task that was split and is not done, with its open parts."""

    whole: TaskRow
    parts: list[TaskRow]


def parts_open(access: Access) -> list[OpenWhole]:
    """The split tasks of the person's station that are still open, the soonest due first, each with
    its parts; two statements."""
    wholes = Task.objects.open().filter(access.scope(PLAN_WORK), parent__isnull=True)
    wholes = wholes.annotate(n=Count("parts")).filter(n__gt=0)
    rows = list(wholes.select_related("community", "assignee").order_by("due_at", "id")[:50])
    parts: dict[int, list[Task]] = {row.pk: [] for row in rows}
    found = Task.objects.filter(parent__in=rows, status__in=OPEN_STATES)
    for part in found.select_related("community", "assignee", "parent").order_by("due_at", "id"):
        parts[part.parent_id].append(part)
    return [
        OpenWhole(task_row(row, access), [task_row(part, access) for part in parts[row.pk]])
        for row in rows
    ]


def templates_listed(access: Access) -> list[TaskTemplate]:
    """The templates of the person's station, those in use first; two statements."""
    rows = TaskTemplate.objects.filter(access.scope(VIEW)).select_related("category")
    return list(rows.prefetch_related("lines").order_by("-is_active", "title", "id")[:200])


def template_for(access: Access, pk: int, permission: str = PLAN_WORK) -> TaskTemplate:
    """One template with its lines; NotFound for foreign and missing ones."""
    rows = TaskTemplate.objects.select_related("category", "station__community__parent")
    return access.fetch(rows.prefetch_related("lines"), permission, pk=pk)


def templates_to_use(station_id: int) -> list[TaskTemplate]:
    """Those in use at the station, for the choice in a form."""
    rows = TaskTemplate.objects.filter(station=station_id, is_active=True)
    return list(rows.order_by("title", "id"))


def categories_to_name() -> list[Category]:
    """The leaves of the category tree in use; one statement."""
    rows = Category.objects.filter(is_active=True, children__isnull=True)
    return list(rows.select_related("parent").order_by("parent__position", "position", "id"))


@dataclass(frozen=True)
class CategoryGround:
    """A category and the entry its routine tasks rest on; ``duty`` None = the general one,
    ``is_off`` when the entry it names is off its list."""

    category: Category
    duty: Duty | None
    is_off: bool


def category_grounds() -> list[CategoryGround]:
    """Every category with its entry; three statements."""
    named = {row.category_id: (row.list_kind, row.number) for row in CategoryBasis.objects.all()}
    entries = {(row.list_kind, row.number): row for row in duties_to_rest_on()}
    return [
        CategoryGround(
            row,
            entries.get(named.get(row.pk)),
            row.pk in named and named[row.pk] not in entries,
        )
        for row in categories_to_name()
    ]


def category_ground(pk: int) -> CategoryGround:
    """One of them; NotFound."""
    found = next((row for row in category_grounds() if row.category.pk == pk), None)
    if found is None:
        raise NotFound()
    return found


def plans_by_ids(ids) -> dict[int, TaskPlan]:
    """For notices and timelines; one statement."""
    rows = TaskPlan.objects.filter(pk__in=list(ids)).select_related("community")
    return {row.pk: row for row in rows}
