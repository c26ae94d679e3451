"""How a supervision case goes (DOMAIN d): heard before judged, checked before closed."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from portal.kernel.workflow import Workflow, states, steps_like
from workstations.guards import cases as guards


class CaseStatus(TextChoices):
    """Where a case is."""

    OPENED = "opened", _("已立线索，待受理")
    ACCEPTED = "accepted", _("已受理，待告知对方")
    NOTIFIED = "notified", _("已告知，等对方说明")
    EXPLAINED = "explained", _("对方已说明，待认定")
    FINDINGS = "findings", _("已认定")
    RECTIFYING = "rectifying", _("整改中")
    CHECKED = "checked", _("整改已复查")
    CLOSED = "closed", _("已结案")
    ESCALATED = "escalated", _("已移交上级")
    REFUSED = "refused", _("不予受理")


S = CaseStatus
HANDLE, ANSWER = "workstations.handle_case", "workstations.answer_case"
DIRECT = "workstations.direct_case"
HAND = "calm"
WORKING = (S.ACCEPTED, S.NOTIFIED, S.EXPLAINED, S.FINDINGS, S.RECTIFYING, S.CHECKED)
OPEN_CASES = frozenset({S.OPENED, *WORKING})
# The other side learns of it when it is told, and of what follows.
TOLD_STATES = frozenset(
    {S.NOTIFIED, S.EXPLAINED, S.FINDINGS, S.RECTIFYING, S.CHECKED, S.CLOSED, S.ESCALATED}
)


_step = steps_like(hand=HAND, style="primary", public=False)

_TAKING = (
    _step("accept", _("受理"), states(S.OPENED), S.ACCEPTED, HANDLE, _("已受理，由专人办理")),
    _step(
        "refuse",
        _("不予受理"),
        states(S.OPENED),
        S.REFUSED,
        HANDLE,
        _("没有受理，已说明理由和去处"),
        reason="required",
        style="danger",
    ),
    _step(
        "take",
        _("接手办理"),
        states(*WORKING),
        None,
        HANDLE,
        _("换了办案人"),
        guards.nobody_has_it,
    ),
    _step(
        "recuse",
        _("我要回避"),
        states(S.OPENED, *WORKING),
        None,
        HANDLE,
        _("办案人回避"),
        reason="required",
        style="secondary",
    ),
    _step(
        "reassign",
        _("另派办案人"),
        states(*WORKING),
        None,
        DIRECT,
        _("要求另派办案人"),
        guards.somebody_has_it,
        reason="required",
        style="secondary",
    ),
)
_HEARING = (
    _step(
        "notify",
        _("告知对方"),
        states(S.ACCEPTED),
        S.NOTIFIED,
        HANDLE,
        _("告知了被反映的一方，请其说明"),
        guards.is_taken,
        form="notify",
    ),
    _step(
        "explain",
        _("作出说明"),
        states(S.NOTIFIED),
        S.EXPLAINED,
        ANSWER,
        _("被反映的一方作了说明"),
        form="explain",
    ),
    _step(
        "find",
        _("写认定意见"),
        states(S.NOTIFIED, S.EXPLAINED),
        S.FINDINGS,
        HANDLE,
        _("作出了认定"),
        guards.is_taken,
        guards.heard_or_time_is_up,
        form="finding",
    ),
)
_PUTTING_RIGHT = (
    _step(
        "order",
        _("责令整改"),
        states(S.FINDINGS),
        S.RECTIFYING,
        HANDLE,
        _("责令限期整改"),
        guards.is_taken,
        guards.was_upheld,
        form="order",
    ),
    _step(
        "report",
        _("报告整改结果"),
        states(S.RECTIFYING),
        None,
        ANSWER,
        _("报告了整改结果"),
        guards.not_reported_yet,
        form="report",
    ),
    _step(
        "check",
        _("复查通过"),
        states(S.RECTIFYING),
        S.CHECKED,
        HANDLE,
        _("复查：已改好"),
        guards.is_taken,
        guards.was_reported,
        reason="required",
    ),
    _step(
        "send_back",
        _("没改好，再改"),
        states(S.RECTIFYING),
        None,
        HANDLE,
        _("复查：还没改好，限期再改"),
        guards.is_taken,
        guards.was_reported,
        form="again",
        style="secondary",
    ),
    _step(
        "close",
        _("结案"),
        states(S.FINDINGS, S.CHECKED),
        S.CLOSED,
        HANDLE,
        _("已结案"),
        guards.is_taken,
        guards.nothing_left_to_put_right,
        reason="required",
    ),
    _step(
        "escalate",
        _("移交上级"),
        states(*WORKING),
        S.ESCALATED,
        HANDLE,
        _("已移交上级办理"),
        guards.is_taken,
        reason="required",
        style="danger",
    ),
)
CASE = Workflow("supervision_case", CaseStatus, S.OPENED, (*_TAKING, *_HEARING, *_PUTTING_RIGHT))
