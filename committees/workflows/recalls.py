"""How a demand for a recall goes (§20): signed, reached, voted on."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from portal.kernel.workflow import Transition, Workflow, states


class PetitionStatus(TextChoices):
    """Where it is."""

    COLLECTING = "collecting", _("正在联名")
    REACHED = "reached", _("人数已到，等待组织表决")
    CALLED = "called", _("已组织表决")
    LAPSED = "lapsed", _("期满未到人数")
    WITHDRAWN = "withdrawn", _("已撤回")
    ENDED = "ended", _("此人已不在任")


P = PetitionStatus
CALL_RECALL = "committees.call_recall"
WITHDRAW = "committees.withdraw_recall"

RECALL_PETITION = Workflow(
    "recall_petition",
    PetitionStatus,
    P.COLLECTING,
    (
        Transition(
            name="reach",
            label=_("联名人数已到"),
            sources=states(P.COLLECTING),
            target=P.REACHED,
            permission=None,
            plain=_("联名人数达到法定比例"),
            hand="deliberation",
        ),
        Transition(
            name="lapse",
            label=_("联名期满"),
            sources=states(P.COLLECTING),
            target=P.LAPSED,
            permission=None,
            plain=_("联名期满，人数未到"),
            hand="calm",
        ),
        Transition(
            name="call_vote",
            label=_("组织表决"),
            sources=states(P.REACHED),
            target=P.CALLED,
            permission=CALL_RECALL,
            plain=_("组织罢免表决"),
            hand="deliberation",
            form="call",
            style="primary",
        ),
        Transition(
            name="reopen",
            label=_("表决停止，重新应当组织"),
            sources=states(P.CALLED),
            target=P.REACHED,
            permission=None,
            plain=_("表决停止了，仍应组织"),
            hand="deliberation",
        ),
        Transition(
            name="end",
            label=_("此人已离任"),
            sources=states(P.COLLECTING, P.REACHED),
            target=P.ENDED,
            permission=None,
            plain=_("此人已不在任，罢免要求随之结束"),
            hand="calm",
        ),
        Transition(
            name="withdraw",
            label=_("撤回"),
            sources=states(P.COLLECTING),
            target=P.WITHDRAWN,
            permission=WITHDRAW,
            plain=_("发起人撤回了罢免要求"),
            hand="calm",
            reason="required",
            style="danger",
        ),
    ),
)
