"""Photos that prove the work: taken before, during and after."""

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from portal.access.checker import access_of
from portal.kernel.errors import RuleViolated, TransitionRefused
from portal.services.files import pictures_take
from portal.services.records import record_append
from portal.services.transitions import subject_lock
from workstations.models import EvidenceStage, TaskEvidence, TaskExecutor
from workstations.workflows import WORKING

EXECUTE = "workstations.execute_task"
MAX_PHOTOS = 24


def executor_add(task, user) -> None:
    """Whoever acts in somebody's place can never verify it either (I4); the assignee was entered
    when it was assigned."""
    if task.assignee_id == user.pk:
        return
    TaskExecutor.objects.bulk_create([TaskExecutor(task=task, user=user)], ignore_conflicts=True)


@transaction.atomic
def evidence_add(
    *,
    actor,
    task,
    uploads,
    stage: str = EvidenceStage.AFTER,
    caption: str = "",
    submit_key=None,
) -> list[TaskEvidence]:
    """Add photos to a task at work, by whoever has it in hand. With a ``submit_key`` the same
    sending is taken once: a second one finds the photos of the first."""
    uploads = [upload for upload in uploads if upload]
    if not uploads:
        raise RuleViolated(_("请选择照片。"), field="photos", code="required")
    if stage not in EvidenceStage.values:
        raise RuleViolated(_("请选择照片是什么时候拍的。"), field="stage", code="stage")
    task = subject_lock(task)
    known = list(task.evidence.filter(submit_key=submit_key)) if submit_key else []
    if known:
        return known
    access = access_of(actor)
    access.require(EXECUTE, task)
    if task.status not in WORKING:
        raise TransitionRefused(_("现在不能补充照片。"), extra={"status": task.status})
    if task.evidence.count() + len(uploads) > MAX_PHOTOS:
        raise RuleViolated(_("一项任务最多 24 张照片。"), field="photos", code="too_many")
    pictures = pictures_take(actor=actor, uploads=uploads)
    words = {"stage": stage, "caption": caption[:120], "submit_key": submit_key}
    rows = _stored(task, pictures, words)
    executor_add(task, actor)
    record_append(
        subject=task,
        verb="add_evidence",
        actor=actor,
        post=access.post_for(EXECUTE, task),
        data={"stage": str(stage), "photos": len(rows)},
    )
    return rows


def _stored(task, pictures, words: dict) -> list[TaskEvidence]:
    rows = [
        TaskEvidence(task=task, picture=picture, position=n, round=task.rework_count, **words)
        for n, picture in enumerate(pictures)
    ]
    try:
        with transaction.atomic():
            return TaskEvidence.objects.bulk_create(rows)
    except IntegrityError as error:
        words = _("这份表单已经用过，请重新填写。")
        raise RuleViolated(words, field="submit_key", code="used") from error
