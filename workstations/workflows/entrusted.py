"""How an entrusted affair goes (委托事项, 费随事转, §43): no ground, no fee, no task."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from portal.kernel.workflow import Workflow, states, steps_like
from workstations.guards import entrusted as guards


class EntrustStatus(TextChoices):
    """Where an entrusted affair is."""

    APPLIED = "applied", _("已申请，待街道审核")
    ADMITTED = "admitted", _("已准入，待居委会意见")
    OPINED = "opined", _("待社工站报价")
    QUOTED = "quoted", _("已报价，待委托单位签字")
    UNIT_SIGNED = "unit_signed", _("待街道签字")
    SIGNED = "signed", _("已签约，待费用到账")
    FUNDED = "funded", _("费用已到账，可以开工")
    RUNNING = "running", _("办理中")
    DELIVERED = "delivered", _("已交付，待验收")
    ACCEPTED = "accepted", _("已验收，待结算")
    SETTLED = "settled", _("已结算")
    EXITED = "exited", _("已退出")
    REFUSED = "refused", _("未准入")
    WITHDRAWN = "withdrawn", _("已撤回")


E = EntrustStatus
APPLY, ADMIT = "workstations.apply_entrusted", "workstations.admit_entrusted"
OPINE, QUOTE = "workstations.opine_entrusted", "workstations.quote_entrusted"
KEEP = "workstations.keep_ledger"
HAND = "execution"


_step = steps_like(hand=HAND, style="primary")

ENTRUST = Workflow(
    "entrusted_affair",
    EntrustStatus,
    E.APPLIED,
    (
        _step("admit", _("准入"), states(E.APPLIED), E.ADMITTED, ADMIT, _("街道同意准入")),
        _step(
            "refuse",
            _("不予准入"),
            states(E.APPLIED),
            E.REFUSED,
            ADMIT,
            _("街道没有同意准入"),
            reason="required",
            style="danger",
        ),
        _step(
            "refuse_by_list",
            _("按清单退回"),
            states(E.APPLIED),
            E.REFUSED,
            None,
            _("按权责清单自动退回"),
        ),
        _step(
            "withdraw",
            _("撤回申请"),
            states(E.APPLIED, E.ADMITTED, E.OPINED, E.QUOTED),
            E.WITHDRAWN,
            APPLY,
            _("委托单位撤回了申请"),
            reason="required",
            style="secondary",
        ),
        _step(
            "give_opinion",
            _("写居委会意见"),
            states(E.ADMITTED),
            E.OPINED,
            OPINE,
            _("居委会提出了意见"),
            hand="deliberation",
            form="opinion",
        ),
        _step(
            "quote",
            _("报价"),
            states(E.OPINED),
            E.QUOTED,
            QUOTE,
            _("社工站报了工时和费用"),
            form="quote",
        ),
        _step(
            "ask_requote",
            _("请重新报价"),
            states(E.QUOTED),
            E.OPINED,
            APPLY,
            _("委托单位请社工站重新报价"),
            reason="required",
            style="secondary",
        ),
        _step(
            "sign_unit",
            _("签订协议"),
            states(E.QUOTED),
            E.UNIT_SIGNED,
            APPLY,
            _("委托单位签了协议"),
        ),
        _step(
            "sign_street",
            _("签订协议"),
            states(E.UNIT_SIGNED),
            E.SIGNED,
            ADMIT,
            _("街道签了协议，文本不再改变"),
        ),
        _step(
            "record_fee",
            _("登记费用到账"),
            states(E.SIGNED),
            E.FUNDED,
            KEEP,
            _("费用已到账（或收到保函），可以开工"),
            form="fee",
        ),
        _step(
            "start",
            _("开工"),
            states(E.FUNDED),
            E.RUNNING,
            QUOTE,
            _("社工站开工了"),
            form="task",
        ),
        _step(
            "deliver",
            _("交付"),
            states(E.RUNNING),
            E.DELIVERED,
            QUOTE,
            _("社工站交付，请委托单位验收"),
            guards.no_open_task_of_it,
        ),
        _step(
            "send_back",
            _("退回再办"),
            states(E.DELIVERED),
            E.RUNNING,
            APPLY,
            _("委托单位退回再办"),
            reason="required",
            style="secondary",
        ),
        _step("accept", _("验收"), states(E.DELIVERED), E.ACCEPTED, APPLY, _("委托单位验收通过")),
        _step(
            "terminate",
            _("提前终止"),
            states(E.SIGNED, E.FUNDED, E.RUNNING),
            E.ACCEPTED,
            ADMIT,
            _("街道提前终止，转入结算"),
            guards.no_open_task_of_it,
            reason="required",
            style="danger",
        ),
        _step(
            "settle",
            _("结算"),
            states(E.ACCEPTED),
            E.SETTLED,
            KEEP,
            _("已结算，余款退回委托单位"),
            guards.no_payout_waits,
        ),
        _step("exit", _("退出"), states(E.SETTLED), E.EXITED, ADMIT, _("委托事项退出社区")),
    ),
)
