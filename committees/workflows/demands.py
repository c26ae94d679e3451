"""How a demand for a meeting goes (§26, §29): signatures, then a duty with a clock."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from portal.kernel.workflow import Transition, Workflow, states


class DemandStatus(TextChoices):
    """Where a demand is."""

    COLLECTING = "collecting", _("征集联名")
    REACHED = "reached", _("人数已到，应当召集")
    CONVENED = "convened", _("已召集会议")
    LAPSED = "lapsed", _("到期未够人数")
    WITHDRAWN = "withdrawn", _("已撤回")


D = DemandStatus
HAND = "residents"

DEMAND = Workflow(
    "demand",
    DemandStatus,
    DemandStatus.COLLECTING,
    (
        Transition(
            name="reach",
            label=_("联名人数达到"),
            sources=states(D.COLLECTING),
            target=D.REACHED,
            permission=None,
            plain=_("联名人数够了，居委会应当召集会议"),
            hand=HAND,
        ),
        Transition(
            name="convene",
            label=_("召集会议"),
            sources=states(D.REACHED),
            target=D.CONVENED,
            permission="committees.convene_meeting",
            plain=_("居委会召集了会议"),
            hand="deliberation",
            style="primary",
        ),
        Transition(
            name="reopen",
            label=_("会议取消，重新应当召集"),
            sources=states(D.CONVENED),
            target=D.REACHED,
            permission=None,
            plain=_("会议取消了，仍应召集"),
            hand="deliberation",
        ),
        Transition(
            name="lapse",
            label=_("到期"),
            sources=states(D.COLLECTING),
            target=D.LAPSED,
            permission=None,
            plain=_("到期时联名人数不够"),
            hand="calm",
        ),
        Transition(
            name="withdraw",
            label=_("撤回"),
            sources=states(D.COLLECTING),
            target=D.WITHDRAWN,
            permission="committees.withdraw_demand",
            plain=_("发起人撤回了"),
            hand=HAND,
            reason="required",
            style="danger",
        ),
    ),
)
