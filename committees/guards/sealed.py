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
