"""What comes onto an agenda after the notice: only with a reason, for people were told less."""

from django.utils.translation import gettext as _

from committees.models import Meeting
from committees.workflows import MeetingStatus
from portal.kernel.errors import RuleViolated, TransitionRefused


def late_reason_for(meeting: Meeting, given: str) -> str:
    """Why something is added now: "" before the notice, afterwards the special reason, which the
    notice of a special meeting does not spare. RuleViolated on ``late_reason``; TransitionRefused
    when the meeting has begun."""
    if meeting.status == MeetingStatus.PLANNED:
        return ""
    if meeting.status != MeetingStatus.NOTICED:
        words = _("这次会议已经开始或结束，请另选一次会议。")
        raise TransitionRefused(words, code="meeting")
    if not given.strip():
        words = _("会议通知已经发出：再列入要写明特别的原因，否则请排到下一次会议。")
        raise RuleViolated(words, field="late_reason", code="required")
    if len(given.strip()) > 200:
        raise RuleViolated(_("最多 200 字。"), field="late_reason", code="max_length")
    return given.strip()
