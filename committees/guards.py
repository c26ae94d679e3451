"""The guards of deliberation: each answers None, or a sentence why not."""

from django.utils.translation import gettext as _


def meeting_has_agenda(meeting, actor):
    """A notice names what will be discussed."""
    if not meeting.has_agenda:
        return _("议程还是空的：请先列入至少一项议题。")
    return None


def meeting_has_no_open_vote(meeting, actor):
    """A meeting does not end in the middle of a vote."""
    if meeting.has_open_vote:
        return _("还有一项表决没有结束。")
    return None


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


def motion_meeting_is_in_session(motion, actor):
    """Debate and vote happen in a meeting, not beside it."""
    item = motion.current_agenda_item
    if item is None or not item.meeting.is_in_session:
        return _("会议还没有开始。")
    return None


def resolution_is_not_public_yet(resolution, actor):
    """What hangs on the board already is not hung twice."""
    if resolution.published_at:
        return _("决议已经公布过了。")
    return None
