"""Photos that prove the work: taken before, during and after."""

from django.db import transaction
from django.utils.translation import gettext as _

from portal.access.checker import access_of
from portal.kernel.errors import RuleViolated, TransitionRefused
from portal.services.files import pictures_take
from portal.services.records import record_append
from portal.services.transitions import subject_lock
from workstations.models import EvidenceStage, TaskEvidence
from workstations.workflows import WORKING

EXECUTE = "workstations.execute_task"
MAX_PHOTOS = 24


@transaction.atomic
def evidence_add(
    *, actor, task, uploads, stage: str = EvidenceStage.AFTER, caption: str = ""
) -> list[TaskEvidence]:
    """Add photos to a task at work, by its assignee."""
    uploads = [upload for upload in uploads if upload]
    if not uploads:
        raise RuleViolated(_("请选择照片。"), field="photos", code="required")
    if stage not in EvidenceStage.values:
        raise RuleViolated(_("请选择照片是什么时候拍的。"), field="stage", code="stage")
    task = subject_lock(task)
    access = access_of(actor)
    access.require(EXECUTE, task)
    if task.status not in WORKING:
        raise TransitionRefused(_("现在不能补充照片。"), extra={"status": task.status})
    if task.evidence.count() + len(uploads) > MAX_PHOTOS:
        raise RuleViolated(_("一项任务最多 24 张照片。"), field="photos", code="too_many")
    rows = TaskEvidence.objects.bulk_create(
        TaskEvidence(
            task=task,
            picture=picture,
            stage=stage,
            caption=caption[:120],
            round=task.rework_count,
        )
        for picture in pictures_take(actor=actor, uploads=uploads)
    )
    record_append(
        subject=task,
        verb="add_evidence",
        actor=actor,
        post=access.post_for(EXECUTE, task),
        data={"stage": str(stage), "photos": len(rows)},
    )
    return rows
