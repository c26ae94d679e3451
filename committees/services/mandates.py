"""How a mandate ends: the ground, what it needs, the article of the day (§20, §21, §23, §37)."""

from datetime import date

from django.utils.translation import gettext as _

from committees.models import Committee, Ground, Membership
from committees.services.seat_grounds import decision_check
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


BY_PAPER = frozenset({Ground.INCAPACITY, Ground.SENTENCE})


def end_check(
    *, actor, membership: Membership, ground: str, on: date, resolution=None, reference: str = ""
) -> None:
    """RuleViolated on ``ground``, ``resolution``, ``reference`` or ``on`` when this end has no
    basis."""
    if ground not in Ground.values:
        raise RuleViolated(_("请选择终止的原因。"), field="ground", code="required")
    if ground in BY_RESULT and actor is not None:
        words = _("罢免和评议的结果由投票或评议本身产生，不能由人登记。")
        raise RuleViolated(words, field="ground", code="by_result")
    if ground == Ground.TERM_OVER and on < membership.committee.term_to:
        raise RuleViolated(_("本届任期还没有届满。"), field="ground", code="term")
    if on > clock.today() and ground != Ground.VOID:
        raise RuleViolated(_("还没有发生的事不能登记。"), field="on", code="future")
    if membership.valid_to and on > membership.valid_to:
        raise RuleViolated(_("此人的任期在这之前已经结束。"), field="on", code="over")
    if ground == Ground.RESIGNATION:
        _resignation_check(membership, on, resolution)
    if ground in BY_PAPER and actor is not None and not reference.strip():
        words = _("请写明裁判文书或证明的文号和出具单位（不写病情和案情）。")
        raise RuleViolated(words, field="reference", code="required")


def _resignation_check(membership: Membership, on: date, resolution) -> None:
    """§21: a resignation takes effect when a meeting has approved it."""
    if resolution is None:
        words = _("辞职要经会议同意才生效，请选定是哪项决议。")
        raise RuleViolated(words, field="resolution", code="required")
    decision_check(membership.committee.community_id, resolution, on, "resolution")
