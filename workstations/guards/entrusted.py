"""The guards of an entrusted affair: each answers None, or a sentence why not."""

from django.utils.translation import gettext as _


def no_open_task_of_it(affair, actor):
    """Nothing is handed over while something of it is still being done."""
    if affair.has_open_task:
        return _("还有任务没有办完。")
    return None


def no_payout_waits(affair, actor):
    """What was asked for is paid or refused before the account is closed."""
    if affair.payouts.waiting().exists():
        return _("还有付款申请没有批完。")
    return None
