"""How a leave goes: asked for, allowed or not, over."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from portal.kernel.workflow import Workflow, steps_like
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
_step = steps_like(hand="execution", public=False)

LEAVE = Workflow(
    "leave",
    LeaveStatus,
    LeaveStatus.ASKED,
    (
        _step(
            "approve",
            _("准假"),
            S.ASKED,
            S.APPROVED,
            DECIDE,
            _("准了假，定了谁代办"),
            form="approve",
            style="primary",
        ),
        _step("refuse", _("不准"), S.ASKED, S.REFUSED, DECIDE, _("没有准假"), reason="required"),
        _step(
            "withdraw",
            _("撤回申请"),
            S.ASKED,
            S.WITHDRAWN,
            ASK,
            _("本人撤回了请假"),
            guards.is_ones_own,
            hand="calm",
        ),
        _step(
            "replace",
            _("换代办人"),
            S.APPROVED,
            None,
            DECIDE,
            _("换了代办人"),
            guards.is_not_over,
            form="replace",
        ),
        _step(
            "end",
            _("销假"),
            S.APPROVED,
            S.ENDED,
            END,
            _("提前回来，代办到此为止"),
            guards.is_not_over,
            hand="calm",
        ),
    ),
)
