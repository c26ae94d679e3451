"""The guards of a referral: each answers None, or a sentence why not."""

from django.utils.translation import gettext as _

from portal.kernel import clock


def within_five_working_days(referral, actor):
    """Whose competence it is must be disputed within five working days (信访, DOMAIN c)."""
    if clock.now() > referral.decline_due_at:
        return _("收到转办超过 5 个工作日，不能再以“不归本部门管”退回，请答复。")
    return None
