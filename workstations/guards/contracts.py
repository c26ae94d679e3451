"""The guards of a contract: each answers None, or a sentence why not."""

from django.utils.translation import gettext as _

from portal.kernel import clock

SIGNED = "signed"


def _is_late(contract) -> bool:
    return contract.opinion_due_on is not None and clock.today() > contract.opinion_due_on


def opinion_is_late(contract, actor):
    """The committee has its days; only then does the sub-district go on without it."""
    if _is_late(contract):
        return None
    return _("居委会提意见的期限还没有过。")


def term_not_over(contract, actor):
    """Nobody signs for a term that has passed."""
    if contract.ends_on is not None and contract.ends_on < clock.today():
        return _("合同期限已经过去，请重新拟定。")
    return None


def not_renewed_yet(contract, actor):
    """One renewal at a time."""
    if any(row.is_open for row in contract.successors.all()):
        return _("续签的合同已经拟定。")
    return None


def renewal_heard(contract, actor):
    """The committee was heard, or let its days pass (S35–36)."""
    if contract.renewal_opinion or _is_late(contract):
        return None
    return _("还在等居委会的续签意见。")


def no_signed_successor(contract, actor):
    """Whoever ends this one ends first what was signed to follow it."""
    if any(row.status == SIGNED for row in contract.successors.all()):
        return _("续签的合同已经签订，请先终止那一份。")
    return None
