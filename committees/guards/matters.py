"""The guards of major matters: each answers None, or a sentence why not."""

from django.utils.translation import gettext as _

from portal.kernel import clock


def matter_review_is_late(matter, actor):
    """§30 gives the Party organisation study, not a veto: silence does not stop a matter."""
    due_on = matter.review_due_on
    if due_on is None or clock.today() <= due_on:
        words = _("党员大会的审议意见要在 %(day)s 前提出，到期没有才能继续。")
        return words % {"day": due_on or ""}
    return None


def matter_was_voted_on(matter, actor):
    """The fourth step is a vote, not a sentence."""
    if not matter.votes_wider("adopted").exists():
        return _("居民会议或居民代表会议还没有通过这件事的表决。")
    return None


def matter_was_refused(matter, actor):
    """So is the refusal."""
    if not matter.votes_wider("rejected").exists():
        return _("居民会议或居民代表会议没有否决过这件事。")
    return None
