"""The money of entrusted affairs: whole fen, every movement from one purse to another, never
changed (L1–L4). The fund is a column with a check beside it: it cannot go below nothing."""

from django.db import transaction
from django.utils.translation import gettext as _

from portal.access.checker import access_of
from portal.kernel import clock
from portal.kernel.errors import NotFound, RuleViolated, TransitionRefused
from portal.services.transitions import subject_lock, transition_apply
from workstations.models import EntrustedAffair, EntryKind, LedgerEntry, Payout, Purse
from workstations.services.entrusted import MOST_FEN
from workstations.services.fee_facts import fee_fact
from workstations.services.purses import (
    fund_move,
    fund_recorded,
    request_check,
    request_refused,
    request_signed,
)
from workstations.workflows import EntrustStatus
from workstations.workflows.entrusted import KEEP, QUOTE

APPROVE = "workstations.approve_payout"
PAYING = {EntrustStatus.RUNNING, EntrustStatus.DELIVERED, EntrustStatus.ACCEPTED}


def _move(actor, affair: EntrustedAffair, kind, source, target, fen: int, **more) -> LedgerEntry:
    """One entry and its effect on the fund, in the caller's transaction, the affair locked."""
    entry = LedgerEntry(affair=affair, kind=kind, source=source, target=target, fen=fen, **more)
    return fund_move(affair, entry, actor=actor)


@transaction.atomic
def fee_record(
    *,
    actor,
    affair: EntrustedAffair,
    fen: int,
    voucher: str,
    guarantee: str = "",
    version=None,
    submit_key=None,
) -> EntrustedAffair:
    """Write down that the fee came in, or a letter of guarantee for what is missing; only then may
    tasks start. RuleViolated on ``fen``, ``voucher`` or ``guarantee``."""
    affair = subject_lock(affair)
    if not 0 <= fen <= MOST_FEN:
        raise RuleViolated(_("请填写金额。"), field="fen", code="fen")
    if fen and not voucher.strip():
        raise RuleViolated(_("请填写凭证号。"), field="voucher", code="required")
    if fen < affair.quote_fen and not guarantee.strip():
        words = _("到账的不足协议费用，请填写保函编号。")
        raise RuleViolated(words, field="guarantee", code="guarantee")
    changes = {"guarantee": guarantee.strip()}
    data = {"fen": fen, "guarantee": bool(guarantee.strip())} | fee_fact(affair, fen)
    words = {"changes": changes, "data": data, "version": version}
    affair = transition_apply(affair, "record_fee", actor=actor, **words).subject
    if fen:
        more = {"words": _("委托费用"), "voucher": voucher.strip()}
        more |= {"submit_key": submit_key} if submit_key else {}
        _move(actor, affair, EntryKind.RECEIPT, Purse.UNIT, Purse.FUND, fen, **more)
    return affair


@transaction.atomic
def tranche_record(
    *, actor, affair: EntrustedAffair, fen: int, voucher: str, submit_key
) -> LedgerEntry:
    """A further payment of the unit. The same ``submit_key`` is the same payment. RuleViolated on
    ``fen`` or ``voucher``; TransitionRefused outside the time of the affair."""
    known = LedgerEntry.objects.filter(submit_key=submit_key, made_by=actor).first()
    if known:
        return known
    affair = subject_lock(affair)
    access_of(actor).require(KEEP, affair)
    if not 0 < fen <= MOST_FEN:
        raise RuleViolated(_("请填写金额。"), field="fen", code="fen")
    if not voucher.strip():
        raise RuleViolated(_("请填写凭证号。"), field="voucher", code="required")
    if affair.status not in PAYING | {EntrustStatus.FUNDED}:
        raise TransitionRefused(_("现在不能登记款项。"), code="state")
    more = {"words": _("委托费用（分期）"), "voucher": voucher.strip(), "submit_key": submit_key}
    fact = fee_fact(affair, fen)
    entry = _move(actor, affair, EntryKind.RECEIPT, Purse.UNIT, Purse.FUND, fen, **more)
    fund_recorded(actor, affair, KEEP, "receive", {"fen": fen, "entry": entry.pk} | fact)
    return entry


@transaction.atomic
def payout_ask(
    *, actor, affair: EntrustedAffair, fen: int, payee: str, purpose: str, submit_key
) -> Payout:
    """The station asks for money of the fund. The same ``submit_key`` is the same request.
    RuleViolated on ``fen`` (more than is left), ``payee`` or ``purpose``."""
    known = Payout.objects.filter(submit_key=submit_key, asked_by=actor).first()
    if known:
        return known
    affair = subject_lock(affair)
    access_of(actor).require(QUOTE, affair)
    if affair.status not in PAYING:
        raise TransitionRefused(_("开工以后、结算以前才能申请付款。"), code="state")
    request_check(affair, affair.payouts, fen=fen, payee=payee, purpose=purpose)
    payout = Payout.objects.create(
        affair=affair,
        fen=fen,
        payee=payee.strip(),
        purpose=purpose.strip(),
        asked_by=actor,
        asked_at=clock.now(),
        submit_key=submit_key,
    )
    fund_recorded(actor, affair, QUOTE, "ask_payout", {"fen": fen, "payout": payout.pk})
    return payout


def _payout_locked(actor, payout_id: int) -> tuple[Payout, EntrustedAffair]:
    found = Payout.objects.filter(pk=payout_id).select_related("affair").first()
    if found is None:
        raise NotFound()
    affair = subject_lock(found.affair)
    access = access_of(actor)
    if not access.can(APPROVE, affair):
        raise NotFound()
    return Payout.objects.select_for_update(of=("self",)).get(pk=payout_id), affair


@transaction.atomic
def payout_approve(*, actor, payout_id: int) -> Payout:
    """Approve: the second of two different people, neither of whom asked, pays it. NotFound;
    TransitionRefused for whoever asked, the same person twice, or an empty fund."""
    payout, affair = _payout_locked(actor, payout_id)
    if not request_signed(payout, actor):
        fund_recorded(actor, affair, APPROVE, "approve_payout", {"payout": payout.pk})
        return payout
    words = f"{payout.payee} {payout.purpose}"[:120]
    payout.entry = _move(
        actor, affair, EntryKind.PAYOUT, Purse.FUND, Purse.PAID, payout.fen, words=words
    )
    payout.save(update_fields=["second_by", "entry"])
    data = {"payout": payout.pk, "fen": payout.fen, "entry": payout.entry_id}
    fund_recorded(actor, affair, APPROVE, "pay", data)
    return payout


@transaction.atomic
def payout_refuse(*, actor, payout_id: int, reason: str) -> Payout:
    """Refuse it with a reason. RuleViolated on ``reason``."""
    payout, affair = _payout_locked(actor, payout_id)
    request_refused(payout, actor, reason)
    fund_recorded(actor, affair, APPROVE, "refuse_payout", {"payout": payout.pk})
    return payout


@transaction.atomic
def entry_reverse(*, actor, entry_id: int, words: str, submit_key) -> LedgerEntry:
    """Undo a mistaken entry by its opposite; once. RuleViolated on ``words``; TransitionRefused
    when it was reversed, is itself a reversal, or the fund no longer holds the money."""
    found = LedgerEntry.objects.filter(pk=entry_id).select_related("affair").first()
    if found is None or not access_of(actor).can(KEEP, found.affair):
        raise NotFound()
    if not words.strip():
        raise RuleViolated(_("请写明理由。"), field="words", code="required")
    affair = subject_lock(found.affair)
    if found.kind == EntryKind.REVERSAL or LedgerEntry.objects.filter(reverses=found).exists():
        raise TransitionRefused(_("这一笔已经冲正。"), code="reversed")
    if affair.status in {EntrustStatus.SETTLED, EntrustStatus.EXITED}:
        raise TransitionRefused(_("结算以后不能冲正。"), code="state")
    more = {"words": words.strip()[:120], "reverses": found, "submit_key": submit_key}
    fact = fee_fact(affair, -found.fen) if found.kind == EntryKind.RECEIPT else {}
    entry = _move(actor, affair, EntryKind.REVERSAL, found.target, found.source, found.fen, **more)
    fund_recorded(actor, affair, KEEP, "reverse", {"entry": found.pk, "fen": found.fen} | fact)
    return entry


@transaction.atomic
def affair_settle(*, actor, affair: EntrustedAffair, hours: int, version=None) -> EntrustedAffair:
    """Close the account: what is left goes back to the unit. RuleViolated on ``hours``."""
    affair = subject_lock(affair)
    if not 0 <= hours <= 100_000:
        raise RuleViolated(_("请填写实际工时。"), field="hours", code="hours")
    left = affair.fund_fen
    data = {"hours": hours, "refund_fen": left}
    words = {"changes": {"actual_hours": hours}, "data": data, "version": version}
    affair = transition_apply(affair, "settle", actor=actor, **words).subject
    if left:
        more = {"words": _("结算退回余款")}
        _move(actor, affair, EntryKind.REFUND, Purse.FUND, Purse.UNIT, left, **more)
    return affair
