"""How a year's transfers go (转移支付, S52): formula, approval, payment down, use, audit."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from portal.kernel.workflow import Transition, Workflow, states
from workstations.guards import transfers as guards


class TransferStatus(TextChoices):
    """Where the district's plan of a year is."""

    DRAFTED = "drafted", _("测算中")
    PROPOSED = "proposed", _("已提出，待批准")
    APPROVED = "approved", _("已批准，待拨到街道")
    PAID_DOWN = "paid_down", _("已拨到街道")
    AUDITED = "audited", _("已审计")


class ShareStatus(TextChoices):
    """Where one community's money is."""

    PLANNED = "planned", _("测算中")
    AT_STREET = "at_street", _("在街道，待拨到社区")
    IN_USE = "in_use", _("已拨到社区，使用中")
    CLOSED = "closed", _("已结清，待审计")
    AUDITED = "audited", _("已审计")


P, S = TransferStatus, ShareStatus
MAKE, APPROVE = "workstations.plan_transfer", "workstations.approve_transfer"
ALLOT, AUDIT = "workstations.allot_transfer", "workstations.audit_transfer"
HAND = "calm"

TRANSFER_PLAN = Workflow(
    "transfer_plan",
    TransferStatus,
    P.DRAFTED,
    (
        Transition(
            name="propose",
            label=_("提出方案"),
            sources=states(P.DRAFTED),
            target=P.PROPOSED,
            permission=MAKE,
            plain=_("区里提出了今年的转移支付方案"),
            hand=HAND,
            guards=(guards.adds_up,),
            style="primary",
            public=False,
        ),
        Transition(
            name="send_back",
            label=_("退回重算"),
            sources=states(P.PROPOSED),
            target=P.DRAFTED,
            permission=APPROVE,
            plain=_("方案退回重算"),
            hand=HAND,
            guards=(guards.approver_is_another,),
            reason="required",
            public=False,
        ),
        Transition(
            name="approve",
            label=_("批准方案"),
            sources=states(P.PROPOSED),
            target=P.APPROVED,
            permission=APPROVE,
            plain=_("区里批准了今年的转移支付方案"),
            hand=HAND,
            guards=(guards.approver_is_another, guards.adds_up),
            style="primary",
        ),
        Transition(
            name="pay_down",
            label=_("拨到街道"),
            sources=states(P.APPROVED),
            target=P.PAID_DOWN,
            permission=MAKE,
            plain=_("资金拨到了街道"),
            hand=HAND,
            style="primary",
            form="voucher",
        ),
        Transition(
            name="finish_audit",
            label=_("审计完毕"),
            sources=states(P.PAID_DOWN),
            target=P.AUDITED,
            permission=None,
            plain=_("每个社区都审计过了"),
            hand=HAND,
        ),
    ),
)

TRANSFER_SHARE = Workflow(
    "transfer_share",
    ShareStatus,
    S.PLANNED,
    (
        Transition(
            name="arrive",
            label=_("到街道"),
            sources=states(S.PLANNED),
            target=S.AT_STREET,
            permission=None,
            plain=_("资金到了街道"),
            hand=HAND,
        ),
        Transition(
            name="allot",
            label=_("拨到社区"),
            sources=states(S.AT_STREET),
            target=S.IN_USE,
            permission=ALLOT,
            plain=_("街道把资金拨到了社区"),
            hand=HAND,
            style="primary",
            form="voucher",
        ),
        Transition(
            name="close",
            label=_("年终结清"),
            sources=states(S.IN_USE),
            target=S.CLOSED,
            permission=ALLOT,
            plain=_("年终结清，结余退回区财政"),
            hand=HAND,
            guards=(guards.no_use_waits,),
            reason="optional",
        ),
        Transition(
            name="audit",
            label=_("写审计意见"),
            sources=states(S.CLOSED),
            target=S.AUDITED,
            permission=AUDIT,
            plain=_("审计过了"),
            hand=HAND,
            style="primary",
            form="finding",
        ),
    ),
)
