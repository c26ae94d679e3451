"""One task as its page shows it, in eight statements and one each for its parts, its whistles and
the wordings for its reply, where there are any."""

from dataclasses import dataclass, field
from typing import Any

from django.db.models import Exists, F, FilteredRelation, OuterRef, Q
from django.urls import reverse

from committees.models import Vote
from portal.kernel.errors import NotFound
from portal.selectors.timelines import records_of, timeline_entries
from resident_affairs.selectors.masking import text_masked
from workstations.models import Leave, ReplyTemplate, Task, TaskEvidence, TaskExecutor, Whistle
from workstations.selectors.faces import TaskRow, task_row
from workstations.selectors.task_inside import TaskInside, task_inside

VIEW, DECIDE = "workstations.view_task", "workstations.decide_extension"
RELATED = (
    "community",
    "assignee",
    "station",
    "issue",
    "order",
    "basis",
    "duty",
    "plan",
    "entrusted",
    "action_item__resolution__motion__issue",
    "parent__issue",
    "parent__basis",
    "parent__duty",
    "parent__plan",
    "parent__entrusted",
    "parent__action_item__resolution__motion__issue",
)


@dataclass(frozen=True)
class TaskDetail:
    """What somebody who may see the task sees."""

    task: Task
    face: TaskRow
    entries: list
    photos: list
    waiting_photos: int
    extension: dict | None
    issue: Any = None
    sees_issue: bool = True
    resolution: Any = None
    duty: str = ""
    inside: TaskInside | None = None
    steps: list = field(default_factory=list)


def _loaded(user):
    voted = Vote.objects.filter(
        Q(vote_event__resolution=OuterRef("action_item__resolution"))
        | Q(vote_event__resolution=OuterRef("basis"))
        | Q(vote_event__resolution=OuterRef("parent__action_item__resolution"))
        | Q(vote_event__resolution=OuterRef("parent__basis")),
        participant__user=user,
    )
    pending = FilteredRelation("extensions", condition=Q(extensions__is_granted__isnull=True))
    return Task.objects.select_related(*RELATED).annotate(
        viewer_executed=Exists(TaskExecutor.objects.filter(task=OuterRef("pk"), user=user)),
        viewer_voted=Exists(voted),
        viewer_stands_in=Exists(
            Leave.objects.running().filter(
                user=OuterRef("assignee"), station=OuterRef("station"), substitute=user
            )
        ),
        has_parts=Exists(Task.objects.filter(parent=OuterRef("pk"))),
        has_whistles=Exists(Whistle.objects.filter(task=OuterRef("pk"))),
        has_replies=Exists(
            ReplyTemplate.objects.filter(
                Q(community=OuterRef("community"))
                | Q(community__isnull=True, subdistrict=OuterRef("subdistrict")),
                is_active=True,
            )
        ),
        pending=pending,
        asked_pk=F("pending__id"),
        asked_until=F("pending__new_due_at"),
        asked_reason=F("pending__reason"),
        asked_by_pk=F("pending__asked_by_id"),
        asked_by_name=F("pending__asked_by__name"),
        asked_for_pk=F("pending__in_place_of_id"),
        asked_for_name=F("pending__in_place_of__name"),
    )


def task_detail(access, pk: int) -> TaskDetail:
    """The task with its way, its photos and the question for more time, if there is one."""
    task = _loaded(access.user).filter(pk=pk).first()
    if task is None or not access.can(VIEW, task):
        raise NotFound()
    root, resolution = task.root, task.resolution
    issue = root.issue or (resolution.motion.issue if root.action_item_id else None)
    sees_issue = issue is None or access.can("resident_affairs.view_issue", issue)
    if not sees_issue:
        # Whoever supervises reads tasks without what residents wrote of themselves.
        task.title, task.description = text_masked(task.title), text_masked(task.description)
        root.title, issue.title = text_masked(root.title), text_masked(issue.title)
    evidence = list(TaskEvidence.objects.filter(task=task).select_related("picture"))
    task.has_evidence = any(row.round == task.rework_count for row in evidence)
    task.executor_ids = {access.user.pk} if task.viewer_executed else set()
    task.stand_in_ids = {access.user.pk} if task.viewer_stands_in else set()
    task.voter_ids = {access.user.pk} if task.viewer_voted else set()
    inside = task_inside(task, access)
    records = records_of([("task", [task.pk])], public_only=False)
    return TaskDetail(
        task=task,
        face=task_row(task, access),
        entries=timeline_entries(records, names=True),
        photos=photos_of(evidence, task.title),
        waiting_photos=sum(not row.picture.is_ready for row in evidence),
        extension=_extension_of(task, access),
        issue=issue,
        sees_issue=sees_issue,
        resolution=resolution,
        duty=str(root.duty) if root.duty_id else "",
        inside=inside,
    )


def _extension_of(task, access) -> dict | None:
    if task.asked_pk is None:
        return None
    may = access.can(DECIDE, task) and _is_anothers(task, access)
    return {
        "pk": task.asked_pk,
        "until": task.asked_until,
        "reason": task.asked_reason,
        "by": task.asked_by_name,
        "whose": task.asked_for_name,
        "may_decide": may,
    }


def _is_anothers(task, access) -> bool:
    """Nobody decides what they asked for, nor what was asked by or for whom they stand in."""
    sides = {access.user.pk, access.post_for(DECIDE, task).in_place_of} - {None}
    return not sides & {task.asked_by_pk, task.asked_for_pk}


def photos_of(evidence, title: str) -> list[dict]:
    """The gallery's entries, before → during → after; photos still being prepared are left out."""
    order = {"before": 0, "during": 1, "after": 2}
    rows = sorted(evidence, key=lambda row: (order[row.stage], row.pk))
    return [
        photo_of(row.picture_id, row.stage, row.get_stage_display(), row.caption, title)
        for row in rows
        if row.picture.is_ready
    ]


def photo_of(picture_id: int, stage: str, stage_label, caption: str, title: str) -> dict:
    """One entry of the gallery."""
    return {
        "url": reverse("portal:picture", args=[picture_id, "full"]),
        "thumb_url": reverse("portal:picture", args=[picture_id, "thumb"]),
        "alt": f"{title}，{stage_label}",
        "stage": stage_label,
        "stage_key": stage,
        "caption": caption,
    }


def may_open_evidence(access, picture) -> bool:
    """Whether ``picture`` proves a task that this person may see, or one of a public affair."""
    of_root = ("issue", "action_item__resolution__motion__issue")
    rows = Task.objects.filter(evidence__picture=picture)
    task = rows.select_related(*of_root, *(f"parent__{name}" for name in of_root)).first()
    if task is None:
        return False
    if access.can(VIEW, task):
        return True
    root = task.root
    item = root.action_item
    issue = root.issue or (item.resolution.motion.issue if item else None)
    if issue is None:
        return item is not None and item.resolution.published_at is not None
    names = ("resident_affairs.view_issue", "resident_affairs.view_public_issue")
    return any(access.can(name, issue) for name in names)
