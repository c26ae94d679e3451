"""The guards of a supervision case: each answers None, or a sentence why not."""

from django.utils.translation import gettext as _

from portal.kernel import clock


def is_taken(case, actor):
    """One officer answers for every step."""
    if case.handler_id is None:
        return _("请先接手办理。")
    return None


def nobody_has_it(case, actor):
    """Only a case without an officer is taken over."""
    if case.handler_id is not None:
        return _("这件案子已经有人在办。")
    return None


def somebody_has_it(case, actor):
    """There is somebody to be replaced."""
    if case.handler_id is None:
        return _("这件案子正等人接手。")
    return None


def heard_or_time_is_up(case, actor):
    """Nobody is judged unheard: the other side has answered, or let its time pass."""
    if case.status == "notified" and (case.due_at is None or clock.now() <= case.due_at):
        return _("对方的说明期限还没有到，请先听对方怎么说。")
    return None


def was_upheld(case, actor):
    """Only what was found wrong is put right."""
    if not case.is_upheld:
        return _("认定不属实，不需要整改，可以结案。")
    return None


def not_reported_yet(case, actor):
    """One report waits for one look."""
    if case.rectification.reported_at is not None:
        return _("已经报告，等复查。")
    return None


def was_reported(case, actor):
    """It is checked when the other side says that it is done."""
    if case.rectification.reported_at is None:
        return _("对方还没有报告整改结果。")
    return None


def nothing_left_to_put_right(case, actor):
    """What was found wrong is ordered, put right and checked before the case is closed."""
    if case.status == "findings" and case.is_upheld:
        return _("认定属实，要先责令整改并复查。")
    return None
