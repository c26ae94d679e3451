"""How a year's result goes: computed, confirmed by another person, told, appealed, final."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from portal.kernel.workflow import Workflow, states, steps_like
from workstations.guards import scores as guards


class YearStatus(TextChoices):
    """Where a year's result is."""

    DRAFTED = "drafted", _("已算出，待另一人确认")
    CONFIRMED = "confirmed", _("已确认，待告知本人")
    PUBLISHED = "published", _("已告知本人，可以申诉")
    APPEALED = "appealed", _("申诉中，待区里决定")
    FINAL = "final", _("已定")
    DISCARDED = "discarded", _("退回重算")


Y = YearStatus
TOLD = frozenset({Y.PUBLISHED, Y.APPEALED, Y.FINAL})
DRAFT, CONFIRM = "workstations.draft_year_result", "workstations.confirm_year_result"
OWN, DECIDE = "workstations.answer_own_result", "workstations.decide_score_appeal"


_step = steps_like(hand="execution", style="primary", public=False)

_BEFORE = (
    _step(
        "confirm",
        _("确认结果"),
        states(Y.DRAFTED),
        Y.CONFIRMED,
        CONFIRM,
        _("另一人确认了结果"),
        form="confirm",
    ),
    _step(
        "send_back",
        _("退回重算"),
        states(Y.DRAFTED),
        Y.DISCARDED,
        CONFIRM,
        _("退回重算"),
        reason="required",
        style="danger",
    ),
    _step(
        "publish",
        _("告知本人"),
        states(Y.CONFIRMED),
        Y.PUBLISHED,
        DRAFT,
        _("结果告知了本人，五个工作日内可以申诉"),
    ),
)
_AFTER = (
    _step(
        "reply",
        _("写说明"),
        states(*TOLD),
        None,
        OWN,
        _("本人写了说明"),
        guards.not_replied_yet,
        form="reply",
        style="secondary",
    ),
    _step(
        "appeal",
        _("申诉"),
        states(Y.PUBLISHED),
        Y.APPEALED,
        OWN,
        _("本人提出申诉，由区里决定"),
        guards.in_time_to_appeal,
        form="appeal",
        style="secondary",
    ),
    _step(
        "withdraw_appeal",
        _("撤回申诉"),
        states(Y.APPEALED),
        Y.FINAL,
        OWN,
        _("本人撤回了申诉，结果不变"),
        reason="optional",
        style="secondary",
    ),
    _step(
        "uphold",
        _("维持原结果"),
        states(Y.APPEALED),
        Y.FINAL,
        DECIDE,
        _("区里决定维持原结果"),
        form="decide",
    ),
    _step(
        "change",
        _("改变结果"),
        states(Y.APPEALED),
        Y.FINAL,
        DECIDE,
        _("区里决定改变结果"),
        form="decide",
        style="secondary",
    ),
    _step(
        "lapse",
        _("申诉期满"),
        states(Y.PUBLISHED),
        Y.FINAL,
        None,
        _("申诉期满，结果已定"),
    ),
)
YEAR_RESULT = Workflow("year_result", YearStatus, Y.DRAFTED, (*_BEFORE, *_AFTER))
