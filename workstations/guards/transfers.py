"""The guards of transfers: each answers None, or a sentence why not."""

from django.db.models import Sum
from django.utils.translation import gettext as _


def adds_up(plan, actor):
    """What is given out is the pool, to the fen."""
    given = plan.shares.aggregate(fen=Sum("fen"))["fen"]
    if given is None:
        return _("还没有测算。")
    if given != plan.pool_fen:
        off = abs(given - plan.pool_fen)
        words = _("各社区合计与资金总额相差 %(yuan)s 元。")
        return words % {"yuan": f"{off // 100:,}.{off % 100:02d}"}
    return None


def approver_is_another(plan, actor):
    """I4: nobody approves what he proposed."""
    if actor is not None and plan.proposed_by_id == actor.pk:
        return _("方案要由另一个人批准。")
    return None


def no_use_waits(share, actor):
    """What was asked for is paid or refused before the year is closed."""
    if share.uses.waiting().exists():
        return _("还有用款申请没有批完。")
    return None
