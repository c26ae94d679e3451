"""How a leave goes: asked for, allowed or not, over."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from portal.kernel.workflow import Transition, Workflow, states
from workstations.guards import leaves as guards


class LeaveStatus(TextChoices):
    """Where a leave is."""

    ASKED = "asked", _("待批")
    APPROVED = "approved", _("已准假")
    REFUSED = "refused", _("未准")
    WITHDRAWN = "withdrawn", _("已撤回")
    ENDED = "ended", _("已销假")


S = LeaveStatus
ASK, DECIDE = "workstations.ask_leave", "workstations.decide_leave"
VIEW, END = "workstations.view_leave", "workstations.end_leave"

LEAVE = Workflow(
    "leave",
    LeaveStatus,
    LeaveStatus.ASKED,
    (
        Transition(
            name="approve",
            label=_("准假"),
            sources=states(S.ASKED),
            target=S.APPROVED,
            permission=DECIDE,
            plain=_("准了假，定了谁代办"),
            hand="execution",
            form="approve",
            style="primary",
            public=False,
        ),
        Transition(
            name="refuse",
            label=_("不准"),
            sources=states(S.ASKED),
            target=S.REFUSED,
            permission=DECIDE,
            plain=_("没有准假"),
            hand="execution",
            reason="required",
            public=False,
        ),
        Transition(
            name="withdraw",
            label=_("撤回申请"),
            sources=states(S.ASKED),
            target=S.WITHDRAWN,
            permission=ASK,
            plain=_("本人撤回了请假"),
            hand="calm",
            guards=(guards.is_ones_own,),
            public=False,
        ),
        Transition(
            name="replace",
            label=_("换代办人"),
            sources=states(S.APPROVED),
            target=None,
            permission=DECIDE,
            plain=_("换了代办人"),
            hand="execution",
            guards=(guards.is_not_over,),
            form="replace",
            public=False,
        ),
        Transition(
            name="end",
            label=_("销假"),
            sources=states(S.APPROVED),
            target=S.ENDED,
            permission=END,
            plain=_("提前回来，代办到此为止"),
            hand="calm",
            guards=(guards.is_not_over,),
            public=False,
        ),
    ),
)
