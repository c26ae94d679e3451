"""How a sealed vote goes (RELIABILITY 3): never an election, never a recall (X7)."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from committees.guards import sealed as guards
from portal.kernel.workflow import Workflow, states, steps_like


class SealedStatus(TextChoices):
    """Where a sealed vote is."""

    DRAFTED = "drafted", _("筹备")
    ROLL_FROZEN = "roll_frozen", _("名册已锁定")
    KEYED = "keyed", _("密钥已就位")
    OPEN = "open", _("投票中")
    CLOSED = "closed", _("已截止，等待开箱")
    OPENED = "opened", _("已开箱")
    PUBLISHED = "published", _("结果已公布")
    DESTROYED = "destroyed", _("票箱已销毁")
    CANCELLED = "cancelled", _("已停止")


S = SealedStatus
RUN = "committees.run_sealed"
VOID = "committees.void_sealed"
_step = steps_like(hand="deliberation", style="primary", guards=(guards.is_not_appraised,))

SEALED = Workflow(
    "sealed_vote",
    SealedStatus,
    S.DRAFTED,
    (
        _step(
            "freeze_roll",
            _("锁定名册"),
            S.DRAFTED,
            S.ROLL_FROZEN,
            RUN,
            _("锁定了投票名册"),
            guards.roll_is_not_empty,
        ),
        _step("set_key", _("登记公钥"), S.ROLL_FROZEN, S.KEYED, RUN, _("登记了公钥"), form="key"),
        _step(
            "open",
            _("开始投票"),
            S.KEYED,
            S.OPEN,
            RUN,
            _("开始投票"),
            guards.stands_by_itself,
            guards.has_begun,
        ),
        _step(
            "begin",
            _("会上开始投票"),
            S.KEYED,
            S.OPEN,
            None,
            _("居民代表会议开始用密封选票表决"),
            guards.has_begun,
        ),
        _step("close", _("截止投票"), S.OPEN, S.CLOSED, RUN, _("截止投票"), guards.is_over),
        _step(
            "run_out",
            _("到时截止"),
            S.OPEN,
            S.CLOSED,
            None,
            _("到了截止时间，票箱自动封存"),
            guards.is_over,
        ),
        _step(
            "import_opened",
            _("录入开箱结果"),
            S.CLOSED,
            S.OPENED,
            None,
            _("两个人录入的开箱结果一致"),
        ),
        _step(
            "publish",
            _("公布结果"),
            S.OPENED,
            S.PUBLISHED,
            RUN,
            _("公布了结果"),
            guards.stands_by_itself,
        ),
        _step(
            "announce",
            _("随表决公布"),
            S.OPENED,
            S.PUBLISHED,
            None,
            _("会议结束了表决，结果同时公布"),
        ),
        _step(
            "give_up",
            _("打不开，作废"),
            S.CLOSED,
            S.CANCELLED,
            VOID,
            _("居务监督委员会宣布票箱打不开，这次表决不算"),
            guards.is_of_a_motion,
            guards.nothing_was_brought,
            reason="required",
            style="danger",
        ),
        _step(
            "destroy",
            _("销毁票箱"),
            S.PUBLISHED,
            S.DESTROYED,
            None,
            _("异议期满，由两个人销毁了密封选票"),
        ),
        _step(
            "cancel",
            _("停止"),
            states(S.DRAFTED, S.ROLL_FROZEN, S.KEYED),
            S.CANCELLED,
            RUN,
            _("停止了这次投票"),
            reason="required",
            style="danger",
        ),
    ),
)
