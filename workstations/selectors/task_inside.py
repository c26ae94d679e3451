"""What lies inside one task: its checklist, its parts, the time and money that went into it."""

from dataclasses import dataclass

from django.db.models import Q, Sum

from portal.access.checker import Access
from workstations.models import ChecklistItem, EntrustedAffair, Task, WorkEntry
from workstations.selectors.faces import TaskRow, task_row
from workstations.workflows import OPEN_STATES, WORKING, TaskStatus
from workstations.workflows.plans import PLAN_WORK

EXECUTE = "workstations.execute_task"
SHOWN_ENTRIES = 50


@dataclass(frozen=True)
class TaskInside:
    """Three reads. ``minutes`` and ``fen`` are the sums of every standing entry of the task and of
    its parts; ``entries`` the newest of them, those struck among them."""

    checklist: list[ChecklistItem]
    parts: list[TaskRow]
    entries: list[WorkEntry]
    minutes: int = 0
    fen: int = 0
    ticks: bool = False
    logs: bool = False
    splits: bool = False
    rebases: bool = False
    done: int = 0


def task_inside(task: Task, access: Access) -> TaskInside:
    """Read it, and set on ``task`` what its guards would else ask for. ``task.has_parts``: whether
    there are any, as the page knows."""
    checklist = list(task.checklist.select_related("ticked_by", "in_place_of"))
    task.open_lines = sum(line.is_required and line.ticked_at is None for line in checklist)
    parts = []
    if task.parent_id is None and task.has_parts:
        rows = task.parts.select_related("community", "assignee", "parent")
        parts = list(rows.order_by("id"))
    task.open_parts = sum(part.status in OPEN_STATES for part in parts)
    of_it = Q(task=task) | Q(task__parent=task)
    rows = WorkEntry.objects.filter(of_it).select_related("author", "in_place_of")
    entries = list(rows.order_by("-on", "-id"))
    standing = [entry for entry in entries if entry.struck_at is None]
    plans, acts = access.can(PLAN_WORK, task), access.can(EXECUTE, task)
    splittable = task.status in WORKING | {TaskStatus.OPEN, TaskStatus.ASSIGNED}
    return TaskInside(
        checklist=checklist,
        parts=[task_row(part, access) for part in parts],
        entries=entries[:SHOWN_ENTRIES],
        minutes=sum(entry.minutes for entry in standing),
        fen=sum(entry.fen for entry in standing),
        ticks=task.status in WORKING and acts,
        logs=acts,
        splits=plans and task.parent_id is None and splittable,
        rebases=plans and task.is_open and bool(task.issue_id and task.duty_id),
        done=sum(line.ticked_at is not None for line in checklist),
    )


def minutes_of_affair(affair: EntrustedAffair) -> int:
    """The minutes that went into the tasks of an entrusted affair and into their parts."""
    of_it = Q(task__entrusted=affair) | Q(task__parent__entrusted=affair)
    rows = WorkEntry.objects.standing().filter(of_it)
    return rows.aggregate(n=Sum("minutes"))["n"] or 0
