"""The guards of motions: each answers None, or a sentence why not."""

from django.utils.translation import gettext as _

from portal.kernel import clock


def motion_is_major(motion, actor):
    """Only major matters go to the Party organisation first (§30)."""
    if not motion.is_major:
        return _("不是重大事项，可直接列入议程。")
    return None


def motion_major_was_studied(motion, actor):
    """§30: major matters are studied by the Party organisation before the committee decides."""
    if motion.is_major and not motion.party_opinion:
        return _("重大事项要先由社区党组织研究并记录意见（组织法第三十条）。")
    return None


def motion_study_is_over(motion, actor):
    """§30 gives study, not a veto: once its time is over the matter goes on without an opinion."""
    if motion.study_due_on is None or clock.today() <= motion.study_due_on:
        return _("党组织的研究期限还没有到。")
    return None


def motion_belongs_here(motion, actor):
    """§30: what is reserved to the residents is not decided by the committee alone."""
    item = motion.current_agenda_item
    if motion.is_reserved and item and item.meeting.kind == "committee_meeting":
        return _("这件事要由居民会议或居民代表会议决定（组织法第三十条）。")
    return None


def motion_meeting_is_in_session(motion, actor):
    """Debate and vote happen in a meeting, not beside it."""
    item = motion.current_agenda_item
    if item is None or not item.meeting.is_in_session:
        return _("会议还没有开始。")
    return None


def motion_has_amendment(motion, actor):
    """An amendment that is not decided yet."""
    if not motion.amendments.filter(outcome="").exists():
        return _("没有待表决的修正案。")
    return None
