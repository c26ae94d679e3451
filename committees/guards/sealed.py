"""The guards of a sealed vote: each answers None, or a sentence why not."""

from django.utils.translation import gettext as _

from portal.kernel import clock
from portal.kernel.errors import TransitionRefused


def roll_is_not_empty(vote, actor):
    """Nobody decides nothing."""
    if not vote.entries.filter(removed_at__isnull=True).exists():
        return _("名册上还没有人。")
    return None


def has_begun(vote, actor):
    """Not before the hour that was told, nor after the end."""
    now = clock.now()
    if now < vote.opens_at:
        return _("还没有到开始的时间。")
    return _("已经过了截止的时间。") if now >= vote.closes_at else None


def is_over(vote, actor):
    """V5: the box is open until the hour that was told, not a moment less."""
    return _("还没有到截止的时间。") if clock.now() < vote.closes_at else None


def stands_by_itself(vote, actor):
    """A motion's box is opened and told with the vote on it, so that there is one result."""
    if vote.motion_id is not None:
        return _("这是议案的表决：由会议主持人在会上开始、结束，结果同时公布。")
    return None


def is_of_a_motion(vote, actor):
    """Only a vote that keeps a motion waiting is declared void; another is simply held again."""
    return None if vote.motion_id else _("只有议案的表决才这样作废。")


def nothing_was_brought(vote, actor):
    """Once somebody knows what is in the box, nobody decides any more whether it counts."""
    if vote.imports.exists():
        return _("已经有人录入了开箱结果，不能再作废。")
    return None


def is_not_appraised(vote, actor):
    """Nobody runs the vote on themselves (§37)."""
    if vote.appraisal_id is None or actor is None:
        return None
    seats = vote.appraisal.committee.memberships.active()
    if seats.filter(user=actor).exists():
        return _("被评议的人不能组织这次投票。")
    return None


def require_not_appraised(vote, actor) -> None:
    """TransitionRefused for whoever is appraised; for services beside the steps."""
    words = is_not_appraised(vote, actor)
    if words:
        raise TransitionRefused(words, code="appraised")
