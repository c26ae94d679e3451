"""What the side that asked for a task does: verify, send back, cancel."""

from django.db import transaction

from portal.kernel import clock
from portal.services.transitions import transition_apply
from workstations.models import Task
from workstations.services.parts import parts_end, whole_weigh
from workstations.services.settling import source_release, source_settle
from workstations.services.telling import task_told


@transaction.atomic
def task_verify(*, actor, task, remark: str = "", version: int | None = None) -> Task:
    """The committee finds it done: the issue is settled or the resolution comes to its end."""
    moment = clock.now()
    task = transition_apply(
        task,
        "verify",
        actor=actor,
        version=version,
        remark=remark,
        remark_is_public=True,
        changes={"verified_at": moment},
        data=_facts(task, moment),
    ).subject
    whole_weigh(task)
    if task.action_item_id or task.parent_id:
        task_told(actor=actor, task=task, what="task_verified")
    source_settle(actor=actor, task=task, remark=remark)
    return task


def _facts(task, moment) -> dict:
    """For the figures: on time is the executor's doing, so the delivery counts."""
    delivered = task.delivered_at or moment
    return {
        "source": task.source,
        "on_time": delivered <= task.due_at,
        "days": (moment - task.created_at).days,
        "rework": task.rework_count,
    }


@transaction.atomic
def task_send_back(*, actor, task, remark: str, version: int | None = None) -> Task:
    """Not good enough: once more, with the reason."""
    count = task.rework_count + 1
    task = transition_apply(
        task,
        "send_back",
        actor=actor,
        version=version,
        remark=remark,
        changes={"rework_count": count, "delivered_at": None},
        data={"rework": count},
    ).subject
    task_told(actor=actor, task=task, what="task_rework")
    return task


@transaction.atomic
def task_cancel(*, actor, task, remark: str, version: int | None = None) -> Task:
    """The committee no longer wants it; what stood behind it is routed anew."""
    step = transition_apply(
        task,
        "cancel",
        actor=actor,
        version=version,
        remark=remark,
        remark_is_public=True,
        data={"source": task.source},
    )
    parts_end(step.subject, remark)
    whole_weigh(step.subject)
    source_release(actor=actor, task=step.subject, remark=remark)
    return step.subject
