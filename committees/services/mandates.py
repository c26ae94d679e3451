"""How a mandate ends: the ground, what it needs, the article of the day (§20, §21, §23, §37)."""

from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from committees.models import Committee, Ground, Membership
from committees.workflows import MeetingStatus
from portal.kernel import clock
from portal.kernel.errors import RuleViolated
from portal.selectors.rules import rule_set_for

BY_RESULT = frozenset({Ground.RECALL, Ground.APPRAISAL, Ground.VOID})


def article_of_end(committee: Committee, ground: str, on: date) -> str:
    """The article under which a mandate ends on the date ``on``, or "" where the law is silent."""
    if not ground:
        return ""
    rules = rule_set_for(on, committee.community).rules
    return rules.get("mandate_ends", {}).get(ground, "")


def end_check(*, actor, membership: Membership, ground: str, on: date, meeting) -> None:
    """RuleViolated on ``ground``, ``meeting`` or ``on`` when this end has no basis."""
    if not ground:
        return
    if ground in BY_RESULT and actor is not None:
        words = _("罢免和评议的结果由投票或评议本身产生，不能由人登记。")
        raise RuleViolated(words, field="ground", code="by_result")
    if ground == Ground.TERM_OVER and on < membership.committee.term_to:
        raise RuleViolated(_("本届任期还没有届满。"), field="ground", code="term")
    if on > clock.today():
        raise RuleViolated(_("还没有发生的事不能登记。"), field="on", code="future")
    if membership.valid_to and on > membership.valid_to:
        raise RuleViolated(_("此人的任期在这之前已经结束。"), field="on", code="over")
    if ground == Ground.RESIGNATION:
        _resignation_check(membership, on, meeting)


def _resignation_check(membership: Membership, on: date, meeting) -> None:
    """§21: a resignation takes effect when a meeting has approved it."""
    if meeting is None:
        words = _("辞职要经会议同意才生效，请选定是哪次会议。")
        raise RuleViolated(words, field="meeting", code="required")
    if meeting.community_id != membership.committee.community_id:
        raise RuleViolated(_("这次会议不是本社区的。"), field="meeting", code="foreign")
    if meeting.status != MeetingStatus.ENDED or meeting.ended_at is None:
        raise RuleViolated(_("这次会议还没有开完。"), field="meeting", code="state")
    if on < timezone.localdate(meeting.ended_at):
        raise RuleViolated(_("不能早于会议同意的那一天。"), field="on", code="early")
