"""The guards of scores, results and assessments: each answers None, or a sentence why not."""

from django.utils.translation import gettext as _

from portal.kernel import clock


def own_sheet(score, actor):
    """Only whoever gave the points changes them."""
    if any(sheet.scorer_id == actor.pk for sheet in score.sheets.all()):
        return None
    return _("只有打分的人自己能改。")


def not_the_other_scorer(score, actor):
    """Two bodies, two people."""
    if any(sheet.scorer_id == actor.pk for sheet in score.sheets.all()):
        return _("两方要由两个人打分，您已经打过了。")
    return None


def in_time_to_appeal(result, actor):
    """Five working days from the day it was told."""
    if result.appeal_until is not None and clock.now() > result.appeal_until:
        return _("五个工作日的申诉期已过。")
    return None


def not_replied_yet(result, actor):
    """One statement; what is more goes into the appeal."""
    return _("说明已经写过。") if result.reply else None


def nothing_stated_yet(review, actor):
    """One statement of its own."""
    return _("自评已经写过。") if review.self_words else None


def not_answered_yet(review, actor):
    """One answer."""
    return _("已经回应过。") if review.answer else None
