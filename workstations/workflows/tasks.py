"""How a task goes: its states and the table of its steps (DOMAIN d)."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from portal.kernel.workflow import Transition, Workflow, states
from workstations.guards import tasks as guards


class TaskStatus(TextChoices):
    """Where a task is."""

    OPEN = "open", _("待派")
    ASSIGNED = "assigned", _("已派，待接")
    IN_PROGRESS = "in_progress", _("办理中")
    BLOCKED = "blocked", _("受阻")
    DELIVERED = "delivered", _("待验收")
    REWORK = "rework", _("返工")
    VERIFIED = "verified", _("已验收")
    CANCELLED = "cancelled", _("已取消")


S = TaskStatus
WORKING = states(S.IN_PROGRESS, S.BLOCKED, S.REWORK)
OPEN_STATES = states(S.OPEN, S.ASSIGNED, S.DELIVERED) | WORKING
EXECUTE = "workstations.execute_task"

TASK = Workflow(
    "task",
    TaskStatus,
    TaskStatus.OPEN,
    (
        Transition(
            name="assign",
            label=_("派给"),
            sources=states(S.OPEN, S.ASSIGNED) | WORKING,
            target=S.ASSIGNED,
            permission="workstations.assign_task",
            plain=_("站长派了人"),
            hand="execution",
            form="assign",
            style="primary",
        ),
        Transition(
            name="give_by_plan",
            label=_("照计划派出"),
            sources=states(S.OPEN),
            target=S.ASSIGNED,
            permission=None,
            plain=_("照计划派给了平常办这件事的人"),
            hand="execution",
        ),
        Transition(
            name="accept",
            label=_("接下"),
            sources=states(S.ASSIGNED),
            target=S.IN_PROGRESS,
            permission=EXECUTE,
            plain=_("社工接下了，开始办"),
            hand="execution",
            guards=(guards.executor_has_not_voted,),
            style="primary",
        ),
        Transition(
            name="return",
            label=_("退回站长"),
            sources=states(S.ASSIGNED, S.IN_PROGRESS),
            target=S.OPEN,
            permission=EXECUTE,
            plain=_("退回站长另派"),
            hand="execution",
            reason="required",
            guards=(guards.return_is_in_time,),
        ),
        Transition(
            name="note_progress",
            label=_("记进展"),
            sources=WORKING,
            target=None,
            permission=EXECUTE,
            plain=_("有了新进展"),
            hand="execution",
            guards=(guards.executor_has_not_voted,),
            form="progress",
        ),
        Transition(
            name="block",
            label=_("标记受阻"),
            sources=states(S.IN_PROGRESS, S.REWORK),
            target=S.BLOCKED,
            permission=EXECUTE,
            plain=_("遇到困难，暂时停下"),
            hand="execution",
            reason="required",
        ),
        Transition(
            name="unblock",
            label=_("继续办理"),
            sources=states(S.BLOCKED),
            target=S.IN_PROGRESS,
            permission=EXECUTE,
            plain=_("困难解决，继续办"),
            hand="execution",
            style="primary",
        ),
        Transition(
            name="hand_over",
            label=_("转交同事"),
            sources=states(S.ASSIGNED) | WORKING,
            target=S.ASSIGNED,
            permission=EXECUTE,
            plain=_("转给同事接着办"),
            hand="execution",
            reason="required",
            form="hand_over",
        ),
        Transition(
            name="deliver",
            label=_("交付验收"),
            sources=states(S.IN_PROGRESS, S.REWORK),
            target=S.DELIVERED,
            permission=EXECUTE,
            plain=_("办完了，等待验收"),
            hand="execution",
            guards=(
                guards.executor_has_not_voted,
                guards.checklist_is_done,
                guards.parts_are_verified,
                guards.task_has_evidence,
            ),
            form="deliver",
            style="primary",
        ),
        Transition(
            name="verify",
            label=_("验收通过"),
            sources=states(S.DELIVERED),
            target=S.VERIFIED,
            permission="workstations.verify_task",
            plain=_("验收通过"),
            hand="deliberation",
            reason="optional",
            guards=(guards.verifier_is_not_executor,),
            style="primary",
        ),
        Transition(
            name="send_back",
            label=_("退回返工"),
            sources=states(S.DELIVERED),
            target=S.REWORK,
            permission="workstations.verify_task",
            plain=_("验收没通过，返工"),
            hand="deliberation",
            reason="required",
            guards=(guards.verifier_is_not_executor,),
        ),
        Transition(
            name="extend",
            label=_("准予延期"),
            sources=OPEN_STATES,
            target=None,
            permission="workstations.decide_extension",
            plain=_("办理期限作了调整"),
            hand="execution",
        ),
        Transition(
            name="cancel",
            label=_("取消任务"),
            sources=states(S.OPEN, S.ASSIGNED) | WORKING,
            target=S.CANCELLED,
            permission="workstations.cancel_task",
            plain=_("任务取消"),
            hand="deliberation",
            reason="required",
            style="danger",
        ),
        Transition(
            name="cancel_with_source",
            label=_("随来源取消"),
            sources=OPEN_STATES,
            target=S.CANCELLED,
            permission=None,
            plain=_("来源撤销，任务随之取消"),
            hand="calm",
        ),
    ),
)
