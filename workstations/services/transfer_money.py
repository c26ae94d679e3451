"""The money of a community's share: allotted, used for a resolution or an entrusted affair, closed,
audited. Whole fen from purse to purse, never changed, never below nothing (L1–L4)."""

from django.db import transaction
from django.utils.translation import gettext as _

from committees.models import Resolution
from portal.access.checker import access_of
from portal.kernel import clock
from portal.kernel.errors import NotFound, RuleViolated, TransitionRefused
from portal.services.transitions import subject_lock, transition_apply
from workstations.models import (
    EntrustedAffair,
    TransferEntry,
    TransferEntryKind,
    TransferPurse,
    TransferShare,
    TransferUse,
)
from workstations.services.purses import (
    fund_move,
    fund_recorded,
    request_check,
    request_refused,
    request_signed,
)
from workstations.workflows import EntrustStatus
from workstations.workflows.transfers import ALLOT, ShareStatus

ASK, APPROVE = "workstations.ask_transfer_use", "workstations.approve_transfer_use"
KIND, PURSE = TransferEntryKind, TransferPurse
RUNNING = {EntrustStatus.RUNNING, EntrustStatus.DELIVERED, EntrustStatus.ACCEPTED}


def _move(actor, share: TransferShare, kind, source, target, fen: int, **more) -> TransferEntry:
    """One entry and its effect on the fund, in the caller's transaction, the share locked."""
    entry = TransferEntry(share=share, kind=kind, source=source, target=target, fen=fen, **more)
    return fund_move(share, entry, actor=actor)


@transaction.atomic
def share_allot(*, actor, share: TransferShare, voucher: str, version=None) -> TransferShare:
    """The sub-district passes the whole share on to the community: it may keep nothing back and
    change nothing. RuleViolated on ``voucher``."""
    if not voucher.strip():
        raise RuleViolated(_("请填写凭证号。"), field="voucher", code="required")
    words = {"data": {"fen": share.fen}, "version": version}
    share = transition_apply(share, "allot", actor=actor, **words).subject
    if share.fen:
        more = {"words": _("年度转移支付"), "voucher": voucher.strip()}
        _move(actor, share, KIND.ALLOTMENT, PURSE.DISTRICT, PURSE.FUND, share.fen, **more)
    return share


@transaction.atomic
def use_ask(
    *,
    actor,
    share: TransferShare,
    fen: int,
    payee: str,
    purpose: str,
    submit_key,
    resolution: Resolution | None = None,
    entrusted: EntrustedAffair | None = None,
) -> TransferUse:
    """Ask for money for one resolution in force or one running entrusted affair of the same
    community. The same ``submit_key`` is the same request. RuleViolated on ``fen``, ``payee``,
    ``purpose`` or ``ground``; TransitionRefused outside the time of use."""
    known = TransferUse.objects.filter(submit_key=submit_key, asked_by=actor).first()
    if known:
        return known
    share = subject_lock(share)
    access = access_of(actor)
    access.require(ASK, share)
    if share.status != ShareStatus.IN_USE:
        raise TransitionRefused(_("资金拨到社区以后、结清以前才能用。"), code="state")
    _check_ground(share, resolution, entrusted)
    request_check(share, share.uses, fen=fen, payee=payee, purpose=purpose)
    use = TransferUse.objects.create(
        share=share,
        resolution=resolution,
        entrusted=entrusted,
        fen=fen,
        payee=payee.strip(),
        purpose=purpose.strip(),
        asked_by=actor,
        in_place_of_id=access.post_for(ASK, share).in_place_of,
        asked_at=clock.now(),
        submit_key=submit_key,
    )
    fund_recorded(actor, share, ASK, "ask_use", {"fen": fen, "use": use.pk})
    return use


def _check_ground(share, resolution, entrusted) -> None:
    """Exactly one ground, of this very community, that still holds."""
    if (resolution is None) == (entrusted is None):
        words = _("请选择一项决议或一件委托事项。")
        raise RuleViolated(words, field="ground", code="required")
    ground = resolution or entrusted
    if ground.community_id != share.community_id:
        raise RuleViolated(_("请选择本社区的。"), field="ground", code="place")
    if resolution is not None and not Resolution.objects.in_force().filter(pk=ground.pk).exists():
        raise RuleViolated(_("这项决议已经废止。"), field="ground", code="rescinded")
    if entrusted is not None and entrusted.status not in RUNNING:
        raise RuleViolated(_("这件委托不在办理中。"), field="ground", code="state")


def _use_locked(actor, use_id: int) -> tuple[TransferUse, TransferShare]:
    found = TransferUse.objects.filter(pk=use_id).select_related("share").first()
    if found is None:
        raise NotFound()
    share = subject_lock(found.share)
    if not access_of(actor).can(APPROVE, share):
        raise NotFound()
    return TransferUse.objects.select_for_update(of=("self",)).get(pk=use_id), share


@transaction.atomic
def use_approve(*, actor, use_id: int) -> TransferUse:
    """Approve: the second of two people, neither of whom asked, pays it. NotFound;
    TransitionRefused for whoever asked, the same person twice, or an empty fund."""
    use, share = _use_locked(actor, use_id)
    if not request_signed(use, actor):
        fund_recorded(actor, share, APPROVE, "approve_use", {"use": use.pk})
        return use
    words = f"{use.payee} {use.purpose}"[:120]
    use.entry = _move(actor, share, KIND.USE, PURSE.FUND, PURSE.PAID, use.fen, words=words)
    use.save(update_fields=["second_by", "entry"])
    data = {"use": use.pk, "fen": use.fen, "entry": use.entry_id}
    fund_recorded(actor, share, APPROVE, "pay_use", data)
    return use


@transaction.atomic
def use_refuse(*, actor, use_id: int, reason: str) -> TransferUse:
    """Refuse it with a reason. RuleViolated on ``reason``."""
    use, share = _use_locked(actor, use_id)
    request_refused(use, actor, reason)
    fund_recorded(actor, share, APPROVE, "refuse_use", {"use": use.pk})
    return use


@transaction.atomic
def use_reverse(*, actor, entry_id: int, words: str) -> TransferEntry:
    """Undo a mistaken payment by its opposite; once, before the year is closed. By the
    sub-district. RuleViolated on ``reason``; TransitionRefused when it was reversed or is no
    payment."""
    found = TransferEntry.objects.filter(pk=entry_id).select_related("share").first()
    if found is None or not access_of(actor).can(ALLOT, found.share):
        raise NotFound()
    if not words.strip():
        raise RuleViolated(_("请写明理由。"), field="reason", code="required")
    share = subject_lock(found.share)
    if found.kind != KIND.USE or TransferEntry.objects.filter(reverses=found).exists():
        raise TransitionRefused(_("这一笔不能冲正。"), code="reversed")
    if share.status != ShareStatus.IN_USE:
        raise TransitionRefused(_("结清以后不能冲正。"), code="state")
    more = {"words": words.strip()[:120], "reverses": found}
    entry = _move(actor, share, KIND.REVERSAL, found.target, found.source, found.fen, **more)
    fund_recorded(actor, share, ALLOT, "reverse_use", {"entry": found.pk, "fen": found.fen})
    return entry


@transaction.atomic
def share_close(*, actor, share: TransferShare, remark: str = "", version=None) -> TransferShare:
    """Close the year: what is left goes back to the district."""
    share = subject_lock(share)
    left = share.fund_fen
    words = {"data": {"returned_fen": left}, "version": version}
    words |= {"remark": remark, "remark_is_public": True} if remark else {}
    share = transition_apply(share, "close", actor=actor, **words).subject
    if left:
        more = {"words": _("年终结余退回")}
        _move(actor, share, KIND.RETURN, PURSE.FUND, PURSE.DISTRICT, left, **more)
    return share


@transaction.atomic
def share_audit(*, actor, share: TransferShare, finding: str, version=None) -> TransferShare:
    """The auditor's finding, public; the last one ends the plan. RuleViolated on ``finding``."""
    if not finding.strip():
        raise RuleViolated(_("请写审计意见。"), field="finding", code="required")
    words = {"changes": {"finding": finding.strip()}, "version": version}
    share = transition_apply(share, "audit", actor=actor, **words).subject
    if not share.plan.shares.exclude(status=ShareStatus.AUDITED).exists():
        transition_apply(share.plan, "finish_audit")
    return share
