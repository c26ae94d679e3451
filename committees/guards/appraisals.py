"""The guards of appraisals: each answers None, or a sentence why not."""

from django.utils.translation import gettext as _

from portal.kernel import clock


def the_day_has_come(appraisal, actor):
    """Ballots go out at the meeting, not before it."""
    if clock.today() < appraisal.held_on:
        return _("还没到开会的日子。")
    return None


def nothing_is_counted(appraisal, actor):
    """Who knows a count does not call the whole thing off."""
    if appraisal.sheets.exists():
        return _("已经有人录入计票，不能再取消。")
    return None
