"""The guards of consultations: each answers None, or a sentence why not."""

from django.utils.translation import gettext as _

from portal.kernel import clock


def support_is_reached(consultation, actor):
    """A topic that residents bring needs its share of supporters."""
    missing = consultation.support_needed - consultation.supports.count()
    if consultation.origin == "resident" and missing > 0:
        return _("还差 %(n)s 人附议。") % {"n": missing}
    return None


def opinions_are_closed(consultation, actor):
    """Nobody concludes while people still write."""
    if clock.now() < consultation.closes_at:
        return _("还在收意见，截止后才能写结论。")
    return None


def polls_are_counted(consultation, actor):
    """Every poll of it is closed and counted."""
    if consultation.polls.filter(closed_at__isnull=True).exists():
        return _("还有问卷没有结束计票。")
    return None


def paper_is_checked(consultation, actor):
    """No paper opinion waits for its second person: it counts like any other."""
    waiting = consultation.voices.filter(kind="opinion", checked_by__isnull=True).count()
    if waiting:
        return _("还有 %(n)s 份纸质意见没有复核。") % {"n": waiting}
    return None


def sitting_is_recorded(consultation, actor):
    """Who was called together sees what came of it before anybody concludes."""
    if consultation.sits_at and not consultation.sittings.exists():
        return _("公告了开会，请先记下会议到场人数和纪要。")
    return None
