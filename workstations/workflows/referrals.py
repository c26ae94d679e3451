"""How a referral goes: the sub-district asks one department, which answers or says it is not its
own within five working days; either way it comes back to the sub-district."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from portal.kernel.workflow import Transition, Workflow, states
from workstations.guards import referrals as guards


class ReferralStatus(TextChoices):
    """Where a referral is."""

    WAITING = "waiting", _("等部门答复")
    ANSWERED = "answered", _("部门已答复")
    DECLINED = "declined", _("部门说明不归它管")
    RECALLED = "recalled", _("街道已收回")
    ENDED = "ended", _("诉求已撤回")


R = ReferralStatus
REFER, REPLY = "workstations.refer_issue", "workstations.answer_referral"

REFERRAL = Workflow(
    "referral",
    ReferralStatus,
    R.WAITING,
    (
        Transition(
            name="answer",
            label=_("答复"),
            sources=states(R.WAITING),
            target=R.ANSWERED,
            permission=REPLY,
            plain=_("部门作了答复，回到街道"),
            hand="execution",
            reason="required",
            style="primary",
            form="answer",
        ),
        Transition(
            name="decline",
            label=_("不属本部门职责"),
            sources=states(R.WAITING),
            target=R.DECLINED,
            permission=REPLY,
            plain=_("部门说明不归它管，回到街道"),
            hand="execution",
            reason="required",
            guards=(guards.within_five_working_days,),
            form="decline",
        ),
        Transition(
            name="recall",
            label=_("收回转办"),
            sources=states(R.WAITING),
            target=R.RECALLED,
            permission=REFER,
            plain=_("街道收回了转办"),
            hand="execution",
            reason="required",
            style="danger",
        ),
        Transition(
            name="end_with_issue",
            label=_("随诉求结束"),
            sources=states(R.WAITING),
            target=R.ENDED,
            permission=None,
            plain=_("反映人撤回了诉求，转办结束"),
            hand="execution",
        ),
    ),
)
