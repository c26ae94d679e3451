"""The guards of a petition: each answers None, or a sentence why not."""

from django.utils.translation import gettext as _

from portal.kernel import clock


def competence_may_be_disputed(petition, actor):
    """XF: whoever is not competent says so within five working days."""
    if petition.dispute_until is not None and clock.now() > petition.dispute_until:
        return _("超过五个工作日，不能再提出管辖异议，请受理。")
    return None


def not_extended_yet(petition, actor):
    """XF §34: one extension."""
    if petition.is_extended:
        return _("只能延长一次，已经延过了。")
    if petition.extension_asked_by_id is not None:
        return _("已经申请延期，等批准。")
    return None


def extension_waits(petition, actor):
    """There is a question to be decided."""
    if petition.extension_asked_by_id is None:
        return _("没有延期申请。")
    return None


def decider_is_another(petition, actor):
    """I4: nobody approves what they asked for."""
    if actor is not None and petition.extension_asked_by_id == actor.pk:
        return _("自己申请的不能自己批。")
    return None


def no_extension_waits(petition, actor):
    """A question for more time is decided before the answer goes out."""
    if petition.extension_asked_by_id is not None:
        return _("延期申请还没有批。")
    return None


def may_still_ask(petition, actor):
    """XF §35, §36: within thirty days of the answer."""
    if petition.ask_until is not None and clock.now() > petition.ask_until:
        return _("超过三十日，不能再申请。")
    return None


def time_to_ask_is_over(petition, actor):
    """It ends only when nobody can ask for another look any more."""
    if petition.status == "re_reviewed" or petition.ask_until is None:
        return None
    if clock.now() <= petition.ask_until:
        return _("信访人三十日内还可以申请复查或者复核。")
    return None


def reviewer_is_another(petition, actor):
    """Nobody looks again at their own answer."""
    if actor is not None and actor.pk in {petition.answered_by_id, petition.reviewed_by_id}:
        return _("原来答复的人不能复查、复核。")
    return None
