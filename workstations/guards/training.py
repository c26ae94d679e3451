"""The guards of an enrolment: each answers None, or a sentence why not."""

from django.utils.translation import gettext as _

from portal.kernel import clock


def begun(enrolment, actor):
    """Attendance is written down once there was something to attend."""
    if clock.now() < enrolment.course.starts_at:
        return _("培训还没有开始。")
    return None


def not_begun(enrolment, actor):
    """Afterwards it is attendance that counts."""
    return None if begun(enrolment, actor) else _("培训已经开始。")
