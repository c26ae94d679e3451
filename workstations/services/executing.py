"""What the assignee does: accept, note progress, block, go on, deliver."""

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from committees.services.resolutions import resolution_start_execution
from portal.access.checker import access_of
from portal.kernel import clock
from portal.kernel.errors import RuleViolated
from portal.services.transitions import subject_lock, transition_apply
from resident_affairs.services.issues import issue_start_work
from workstations.models import EvidenceStage, Task, TaskNote
from workstations.services.evidence import EXECUTE, evidence_add, executor_add
from workstations.services.parts import percent_weighed, whole_weigh
from workstations.services.telling import place_of, task_told


@transaction.atomic
def task_accept(*, actor, task, version: int | None = None) -> Task:
    """Take it on: its issue is being worked on, its resolution carried out."""
    step = transition_apply(task, "accept", actor=actor, version=version)
    task = step.subject
    executor_add(task, actor)
    root = task.root
    if root.issue_id:
        issue = root.issue
        if issue.workflow["progress"].allows_from(issue.status):
            data = {"what": "task_accepted", "task": task.reference} | place_of(step.record)
            issue_start_work(actor=actor, issue=issue, data=data)
    elif task.resolution is not None:
        resolution_start_execution(actor=actor, resolution=task.resolution)
    return task


@transaction.atomic
def task_note_progress(
    *,
    actor,
    task,
    text: str,
    submit_key,
    percent: int | None = None,
    uploads=(),
    stage: str = EvidenceStage.DURING,
    is_public: bool = False,
    version: int | None = None,
) -> TaskNote:
    """Write down how far it has come, with photos if there are any. One note a ``submit_key``."""
    task = subject_lock(task)
    known = TaskNote.objects.filter(submit_key=submit_key, task=task, author=actor).first()
    if known is not None:
        return known
    percent = _percent_checked(task, percent)
    if not text.strip():
        raise RuleViolated(_("请写一句进展。"), field="text", code="required")
    access_of(actor).require(EXECUTE, task)
    step = transition_apply(
        task,
        "note_progress",
        actor=actor,
        version=version,
        changes={"percent": percent},
        remark=text,
        remark_is_public=is_public,
        data={"percent": percent},
    )
    task, place = step.subject, place_of(step.record)
    executor_add(task, actor)
    whole_weigh(task)
    note = _note_stored(task, actor, text, percent, submit_key, place)
    if any(uploads):
        evidence_add(actor=actor, task=task, uploads=uploads, stage=stage, caption=text)
    task_told(
        actor=actor,
        task=task,
        what="task_progress",
        percent=percent,
        remark=text,
        is_public=is_public,
        **place,
    )
    return note


def _percent_checked(task, percent: int | None) -> int:
    weighed = percent_weighed(task.pk)
    if weighed is not None:  # the whole has come as far as its parts, whatever is typed
        return weighed
    percent = task.percent if percent is None else percent
    if not 0 <= percent <= 100:
        raise RuleViolated(_("进度是 0 到 100 的数。"), field="percent", code="range")
    return percent


def _note_stored(task, actor, text, percent, submit_key, place) -> TaskNote:
    words = {"text": text, "percent": percent, "submit_key": submit_key}
    whose = place.get("in_place_of")
    try:
        with transaction.atomic():
            return TaskNote.objects.create(task=task, author=actor, in_place_of_id=whose, **words)
    except IntegrityError as error:
        raise RuleViolated(
            _("这份表单已经用过，请重新填写。"), field="submit_key", code="used"
        ) from error


@transaction.atomic
def task_block(*, actor, task, remark: str, version: int | None = None) -> Task:
    """Stop for a difficulty that the executor cannot remove; the clock runs on."""
    step = transition_apply(task, "block", actor=actor, version=version, remark=remark)
    executor_add(step.subject, actor)
    task_told(actor=actor, task=step.subject, what="task_blocked", **place_of(step.record))
    return step.subject


@transaction.atomic
def task_unblock(*, actor, task, version: int | None = None) -> Task:
    """The difficulty is gone: work goes on."""
    step = transition_apply(task, "unblock", actor=actor, version=version)
    executor_add(step.subject, actor)
    task_told(actor=actor, task=step.subject, what="task_unblocked", **place_of(step.record))
    return step.subject


@transaction.atomic
def task_deliver(*, actor, task, remark: str = "", uploads=(), version: int | None = None) -> Task:
    """Hand it in to be verified; photos given now count as taken after the work."""
    access_of(actor).require(EXECUTE, task)
    if any(uploads):
        evidence_add(actor=actor, task=task, uploads=uploads, stage=EvidenceStage.AFTER)
        task.__dict__.pop("has_evidence", None)
    moment = clock.now()
    step = transition_apply(
        task,
        "deliver",
        actor=actor,
        version=version,
        remark=remark,
        remark_is_public=True,
        changes={"delivered_at": moment, "percent": 100},
        data={"on_time": moment <= task.due_at},
    )
    task = step.subject
    executor_add(task, actor)
    whole_weigh(task)
    task_told(actor=actor, task=task, what="task_delivered", **place_of(step.record))
    return task
