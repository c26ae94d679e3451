"""The guards of meetings: each answers None, or a sentence why not."""

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
