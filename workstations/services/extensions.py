"""More time for a task: asked by its assignee, decided by another person, told to the resident."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.access.checker import access_of
from portal.kernel import clock
from portal.kernel.deadlines import clock_fact
from portal.kernel.errors import NotFound, RuleViolated, TransitionRefused
from portal.selectors.calendar import DAY_ENDS
from portal.services.records import record_append
from portal.services.transitions import subject_lock, transition_apply
from resident_affairs.services.extending import issue_extend
from workstations.models import ExtensionRequest
from workstations.services.evidence import EXECUTE
from workstations.services.telling import place_of, task_told
from workstations.workflows import OPEN_STATES

DECIDE = "workstations.decide_extension"


@transaction.atomic
def extension_ask(*, actor, task, new_due_on, reason: str) -> ExtensionRequest:
    """Ask to be given until the end of the day ``new_due_on``; one question at a time, and for an
    issue one extension in all (DOMAIN d)."""
    access = access_of(actor)
    task = subject_lock(task)
    access.require(EXECUTE, task)
    if task.status not in OPEN_STATES or task.delivered_at:
        raise TransitionRefused(_("现在不需要延期。"), extra={"status": task.status})
    if task.issue_id and task.extensions.filter(is_granted=True).exists():
        words = _("这件事已经延期过一次，不能再延（一件诉求只延一次）。")
        raise TransitionRefused(words, code="once")
    if not reason.strip():
        raise RuleViolated(_("请写明理由。"), field="reason", code="required")
    new_due_at = timezone.make_aware(datetime.combine(new_due_on, DAY_ENDS))
    if new_due_at <= max(task.due_at, clock.now()):
        raise RuleViolated(_("新的期限要晚于原来的期限。"), field="new_due_on", code="earlier")
    if task.parent_id and new_due_at > task.parent.due_at:
        raise RuleViolated(_("分项不能晚于整项任务的期限。"), field="new_due_on", code="whole")
    post = access.post_for(EXECUTE, task)
    words = {"in_place_of_id": post.in_place_of, "new_due_at": new_due_at, "reason": reason}
    try:
        with transaction.atomic():
            asked = ExtensionRequest.objects.create(task=task, asked_by=actor, **words)
    except IntegrityError as error:
        raise TransitionRefused(_("已经有一份延期申请在等决定。"), code="pending") from error
    record_append(
        subject=task,
        verb="ask_extension",
        actor=actor,
        post=post,
        remark=reason,
        data={"extension": asked.pk, "until": new_due_on.isoformat()},
    )
    return asked


@transaction.atomic
def extension_decide(
    *, actor, extension_id: int, is_granted: bool, remark: str = ""
) -> ExtensionRequest:
    """Grant or refuse, by somebody else than who asked (I4). A granted one moves the deadline."""
    asked = ExtensionRequest.objects.select_for_update().filter(pk=extension_id).first()
    if asked is None:
        raise NotFound()
    access = access_of(actor)
    task = asked.task
    if not access.can("workstations.view_task", task):
        raise NotFound()
    access.require(DECIDE, task)
    post = access.post_for(DECIDE, task)
    if asked.concerns({actor.pk, post.in_place_of}):
        raise TransitionRefused(_("自己申请的延期要由别人决定。"), code="own")
    if asked.is_granted is not None:
        raise TransitionRefused(_("这份延期申请已经有了决定。"), code="decided")
    asked.is_granted, asked.decided_by, asked.decided_at = is_granted, actor, clock.now()
    asked.save(update_fields=["is_granted", "decided_by", "decided_at"])
    until = timezone.localtime(asked.new_due_at).date().isoformat()
    data = {"extension": asked.pk, "until": until}
    if is_granted:
        _grant(actor, asked, remark, data)
    else:
        _refuse(actor, access, task, remark, data)
    return asked


def _grant(actor, asked, remark, data) -> None:
    changes = {"due_at": asked.new_due_at}
    given = data | clock_fact("extended", asked.task.due_at, asked.new_due_at)
    step = transition_apply(
        asked.task, "extend", actor=actor, remark=remark, changes=changes, data=given
    )
    task, place = step.subject, place_of(step.record)
    if task.issue_id:
        facts = {"task": task.reference, "until": data["until"]} | place
        issue_extend(actor=actor, issue=task.issue, due_at=task.due_at, data=facts)
    else:
        facts = {"until": data["until"]} | place
        task_told(actor=actor, task=task, what="extension_granted", **facts)


def _refuse(actor, access, task, remark, data) -> None:
    if not remark.strip():
        raise RuleViolated(_("请写明理由。"), field="remark", code="required")
    record_append(
        subject=task,
        verb="refuse_extension",
        actor=actor,
        post=access.post_for(DECIDE, task),
        remark=remark,
        data=data,
    )
