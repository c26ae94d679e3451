"""The guards of a leave's steps: each answers None, or a sentence why not."""

from django.utils.translation import gettext as _

from portal.kernel import clock


def is_ones_own(leave, actor):
    """What somebody asked for is taken back by the same person."""
    if actor is not None and leave.user_id == actor.pk:
        return None
    return _("只有本人能撤回自己的请假。")


def is_not_over(leave, actor):
    """A leave whose last day has passed changes no more."""
    if leave.ends_on >= clock.today():
        return None
    return _("这次假已经过完了。")
