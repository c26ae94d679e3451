"""How guidance notes and orders to correct go (§6, §31, §40)."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from portal.kernel.workflow import Transition, Workflow, states


class GuidanceStatus(TextChoices):
    """Where a note is; it obliges nobody."""

    GIVEN = "given", _("已发出")
    ANSWERED = "answered", _("居委会已答复")


class CorrectionStatus(TextChoices):
    """Where an order is."""

    GIVEN = "given", _("待居委会答复")
    DISPUTED = "disputed", _("居委会有异议，待区里裁定")
    UPHELD = "upheld", _("区里维持，待改正")
    AMENDED = "amended", _("已由会议改正")
    WITHDRAWN = "withdrawn", _("已撤回")


C = CorrectionStatus
GIVE, ANSWER_GUIDANCE = "committees.give_guidance", "committees.answer_guidance"
ORDER, ANSWER = "committees.order_correction", "committees.answer_correction"
RULE = "committees.rule_correction"
OPEN = (C.GIVEN, C.DISPUTED, C.UPHELD)
HAND = "deliberation"

GUIDANCE = Workflow(
    "guidance",
    GuidanceStatus,
    GuidanceStatus.GIVEN,
    (
        Transition(
            name="answer",
            label=_("答复"),
            sources=states(GuidanceStatus.GIVEN),
            target=GuidanceStatus.ANSWERED,
            permission=ANSWER_GUIDANCE,
            plain=_("居委会答复了指导意见"),
            hand=HAND,
            form="answer",
            style="primary",
        ),
    ),
)
CORRECTION = Workflow(
    "correction",
    CorrectionStatus,
    CorrectionStatus.GIVEN,
    (
        Transition(
            name="amend",
            label=_("登记会议的改正"),
            sources=states(C.GIVEN, C.UPHELD),
            target=C.AMENDED,
            permission=ANSWER,
            plain=_("居委会经自己的会议改正"),
            hand=HAND,
            form="amendment",
            style="primary",
        ),
        Transition(
            name="dispute",
            label=_("提出异议"),
            sources=states(C.GIVEN),
            target=C.DISPUTED,
            permission=ANSWER,
            plain=_("居委会提出异议，请区里裁定"),
            hand=HAND,
            reason="required",
        ),
        Transition(
            name="withdraw",
            label=_("撤回责令"),
            sources=states(*OPEN),
            target=C.WITHDRAWN,
            permission=ORDER,
            plain=_("街道撤回了责令改正"),
            hand="calm",
            reason="required",
        ),
        Transition(
            name="uphold",
            label=_("维持"),
            sources=states(C.DISPUTED),
            target=C.UPHELD,
            permission=RULE,
            plain=_("区里维持责令改正，改正仍由居委会的会议决定"),
            hand=HAND,
            reason="required",
        ),
        Transition(
            name="overturn",
            label=_("撤销责令"),
            sources=states(C.DISPUTED),
            target=C.WITHDRAWN,
            permission=RULE,
            plain=_("区里撤销了责令改正"),
            hand="calm",
            reason="required",
        ),
    ),
)
