"""How a recurring plan goes: running, paused with a reason, ended."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from portal.kernel.workflow import Transition, Workflow, states


class PlanStatus(TextChoices):
    """Where a plan is."""

    ACTIVE = "active", _("执行中")
    PAUSED = "paused", _("已暂停")
    ENDED = "ended", _("已结束")


S = PlanStatus
ALIVE = states(S.ACTIVE, S.PAUSED)
PLAN_WORK = "workstations.plan_work"

PLAN = Workflow(
    "task_plan",
    PlanStatus,
    PlanStatus.ACTIVE,
    (
        Transition(
            name="resume",
            label=_("恢复"),
            sources=states(S.PAUSED),
            target=S.ACTIVE,
            permission=PLAN_WORK,
            plain=_("计划恢复执行，暂停期间的不补"),
            hand="execution",
            style="primary",
        ),
        Transition(
            name="change",
            label=_("修改"),
            sources=ALIVE,
            target=None,
            permission=PLAN_WORK,
            plain=_("计划有修改，以后的任务照新的来"),
            hand="execution",
            form="change",
        ),
        Transition(
            name="pause",
            label=_("暂停"),
            sources=states(S.ACTIVE),
            target=S.PAUSED,
            permission=PLAN_WORK,
            plain=_("计划暂停"),
            hand="execution",
            reason="required",
        ),
        Transition(
            name="end",
            label=_("结束计划"),
            sources=ALIVE,
            target=S.ENDED,
            permission=PLAN_WORK,
            plain=_("计划结束，已立的任务照常办完"),
            hand="execution",
            reason="required",
            style="danger",
        ),
        Transition(
            name="lapse",
            label=_("依据已撤下，自动暂停"),
            sources=states(S.ACTIVE),
            target=S.PAUSED,
            permission=None,
            plain=_("依据的清单条目不再有效，计划自动暂停"),
            hand="calm",
        ),
        Transition(
            name="run_out",
            label=_("到期结束"),
            sources=states(S.ACTIVE),
            target=S.ENDED,
            permission=None,
            plain=_("计划到期结束"),
            hand="calm",
        ),
    ),
)
