"""How a station's contract of employment goes (一年一聘, S34), from the draft to its end."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from portal.kernel.workflow import Workflow, states, steps_like
from workstations.guards import contracts as guards


class ContractStatus(TextChoices):
    """Where a contract is."""

    DRAFTED = "drafted", _("已拟定，待居委会意见")
    OPINED = "opined", _("待本人签字")
    PERSON_SIGNED = "person_signed", _("本人已签，待街道签字")
    SIGNED = "signed", _("已签订，到日生效")
    PROBATION = "probation", _("试用期")
    IN_FORCE = "in_force", _("履行中")
    EXPIRING = "expiring", _("快到期，待决定续签")
    RENEWED = "renewed", _("已续签")
    OPEN_ENDED = "open_ended", _("已转为无固定期限")
    ENDED = "ended", _("已终止")
    CANCELLED = "cancelled", _("未签订")


C = ContractStatus
UNSIGNED = frozenset({C.DRAFTED, C.OPINED, C.PERSON_SIGNED})
LIVE = frozenset({C.PROBATION, C.IN_FORCE, C.EXPIRING})
BINDING = LIVE | {C.SIGNED}
OVER = frozenset({C.RENEWED, C.OPEN_ENDED, C.ENDED, C.CANCELLED})
DECIDE, OPINE = "workstations.decide_contract", "workstations.opine_contract"
SIGN = "workstations.sign_own_contract"


_step = steps_like(hand="execution", style="primary", public=False)

_HIRING = (
    _step(
        "give_opinion",
        _("写居委会意见"),
        states(C.DRAFTED),
        C.OPINED,
        OPINE,
        _("居委会对聘用提出了意见"),
        hand="deliberation",
        form="opinion",
    ),
    _step(
        "proceed",
        _("不等意见，继续签订"),
        states(C.DRAFTED),
        C.OPINED,
        DECIDE,
        _("居委会逾期没有提意见，街道继续办理"),
        guards.opinion_is_late,
        reason="required",
        style="secondary",
    ),
    _step(
        "carry_opinion",
        _("沿用续签意见"),
        states(C.DRAFTED),
        C.OPINED,
        None,
        _("沿用居委会的续签意见"),
    ),
    _step(
        "sign_person",
        _("签字"),
        states(C.OPINED),
        C.PERSON_SIGNED,
        SIGN,
        _("本人签了合同"),
        guards.term_not_over,
    ),
    _step(
        "decline",
        _("不签"),
        states(C.OPINED),
        C.CANCELLED,
        SIGN,
        _("本人没有签合同"),
        reason="required",
        style="danger",
    ),
    _step(
        "sign_street",
        _("签字"),
        states(C.PERSON_SIGNED),
        C.SIGNED,
        DECIDE,
        _("街道签了合同，条款不再改变"),
        guards.term_not_over,
    ),
    _step(
        "withdraw",
        _("不再签订"),
        states(*UNSIGNED),
        C.CANCELLED,
        DECIDE,
        _("街道不再签订"),
        reason="required",
        style="danger",
    ),
)
_RUNNING = (
    _step(
        "begin_probation",
        _("进入试用期"),
        states(C.SIGNED),
        C.PROBATION,
        None,
        _("合同生效，进入试用期"),
    ),
    _step("begin", _("生效"), states(C.SIGNED), C.IN_FORCE, None, _("合同生效")),
    _step(
        "pass_probation",
        _("试用期满"),
        states(C.PROBATION),
        C.IN_FORCE,
        None,
        _("试用期满，继续履行"),
    ),
    _step(
        "enter_expiry",
        _("进入续签"),
        states(C.IN_FORCE),
        C.EXPIRING,
        None,
        _("合同快到期，请居委会提意见、街道决定"),
    ),
    _step(
        "give_renewal_opinion",
        _("写续签意见"),
        states(C.EXPIRING),
        None,
        OPINE,
        _("居委会对续签提出了意见"),
        guards.not_renewed_yet,
        hand="deliberation",
        form="opinion",
    ),
    _step(
        "renew",
        _("决定续签"),
        states(C.EXPIRING),
        None,
        DECIDE,
        _("街道决定续签"),
        guards.not_renewed_yet,
        guards.renewal_heard,
        form="renew",
    ),
)
_ENDING = (
    _step(
        "close_renewed",
        _("续签生效"),
        states(C.EXPIRING),
        C.RENEWED,
        None,
        _("续签的合同生效"),
    ),
    _step(
        "close_open_ended",
        _("转为无固定期限"),
        states(C.EXPIRING),
        C.OPEN_ENDED,
        None,
        _("转为无固定期限合同"),
    ),
    _step(
        "end",
        _("终止合同"),
        states(*BINDING),
        C.ENDED,
        DECIDE,
        _("街道终止了合同"),
        guards.no_signed_successor,
        form="end",
        style="danger",
    ),
    _step(
        "lapse",
        _("到期终止"),
        states(*LIVE),
        C.ENDED,
        None,
        _("合同到期，没有续签"),
    ),
)
CONTRACT = Workflow("contract", ContractStatus, C.DRAFTED, (*_HIRING, *_RUNNING, *_ENDING))
