"""The money of a community's share: allotted, used for a resolution or an entrusted affair, closed,
audited. Whole fen from purse to purse, never changed, never below nothing (L1–L4)."""

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils.translation import gettext as _

from committees.models import Resolution
from portal.access.checker import access_of
from portal.kernel import clock
from portal.kernel.errors import NotFound, RuleViolated, TransitionRefused
from portal.services.records import record_append
from portal.services.transitions import subject_lock, transition_apply
from workstations.models import (
    EntrustedAffair,
    TransferEntry,
    TransferEntryKind,
    TransferPurse,
    TransferShare,
    TransferUse,
)
from workstations.workflows import EntrustStatus
from workstations.workflows.transfers import ALLOT, ShareStatus

ASK, APPROVE = "workstations.ask_transfer_use", "workstations.approve_transfer_use"
KIND, PURSE = TransferEntryKind, TransferPurse
RUNNING = {EntrustStatus.RUNNING, EntrustStatus.DELIVERED, EntrustStatus.ACCEPTED}


def _move(actor, share: TransferShare, kind, source, target, fen: int, **more) -> TransferEntry:
    """One entry and its effect on the fund, in the caller's transaction, the share locked."""
    entry = TransferEntry(share=share, kind=kind, source=source, target=target, fen=fen, **more)
    entry.made_by, entry.made_at = actor, clock.now()
    try:
        with transaction.atomic():
            entry.save()
            rows = TransferShare.objects.filter(pk=share.pk)
            rows.update(fund_fen=F("fund_fen") + entry.effect)
    except IntegrityError as error:
        raise TransitionRefused(_("专户的余额不够。"), code="balance") from error
    share.refresh_from_db(fields=["fund_fen"])
    return entry


def _recorded(actor, share: TransferShare, permission: str, verb: str, data: dict) -> None:
    post = access_of(actor).post_for(permission, share)
    record_append(subject=share, verb=verb, actor=actor, post=post, data=data)


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
    access_of(actor).require(ASK, share)
    if share.status != ShareStatus.IN_USE:
        raise TransitionRefused(_("资金拨到社区以后、结清以前才能用。"), code="state")
    _check_ground(share, resolution, entrusted)
    for field, value in (("payee", payee), ("purpose", purpose)):
        if not value.strip():
            raise RuleViolated(_("请填写。"), field=field, code="required")
    left = share.fund_fen - sum(share.uses.waiting().values_list("fen", flat=True))
    if not 0 < fen <= left:
        words = _("超过可用的 %(yuan)s 元。") % {"yuan": f"{left // 100:,}.{left % 100:02d}"}
        raise RuleViolated(words, field="fen", code="fen")
    use = TransferUse.objects.create(
        share=share,
        resolution=resolution,
        entrusted=entrusted,
        fen=fen,
        payee=payee.strip(),
        purpose=purpose.strip(),
        asked_by=actor,
        asked_at=clock.now(),
        submit_key=submit_key,
    )
    _recorded(actor, share, ASK, "ask_use", {"fen": fen, "use": use.pk})
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
    use = TransferUse.objects.select_for_update(of=("self",)).get(pk=use_id)
    if use.entry_id or use.refused_by_id:
        raise TransitionRefused(_("这笔用款已经办结。"), code="over")
    return use, share


@transaction.atomic
def use_approve(*, actor, use_id: int) -> TransferUse:
    """Approve: the second of two people, neither of whom asked, pays it. NotFound;
    TransitionRefused for whoever asked, the same person twice, or an empty fund."""
    use, share = _use_locked(actor, use_id)
    if actor.pk == use.asked_by_id:
        raise TransitionRefused(_("不能批准自己申请的用款。"), code="self")
    if use.first_by_id is None:
        use.first_by = actor
        use.save(update_fields=["first_by"])
        _recorded(actor, share, APPROVE, "approve_use", {"use": use.pk})
        return use
    if use.first_by_id == actor.pk:
        raise TransitionRefused(_("要由另一个人再批准一次。"), code="same")
    words = f"{use.payee} {use.purpose}"[:120]
    use.second_by = actor
    use.entry = _move(actor, share, KIND.USE, PURSE.FUND, PURSE.PAID, use.fen, words=words)
    use.save(update_fields=["second_by", "entry"])
    data = {"use": use.pk, "fen": use.fen, "entry": use.entry_id}
    _recorded(actor, share, APPROVE, "pay_use", data)
    return use


@transaction.atomic
def use_refuse(*, actor, use_id: int, reason: str) -> TransferUse:
    """Refuse it with a reason. RuleViolated on ``reason``."""
    if not reason.strip():
        raise RuleViolated(_("请写明理由。"), field="reason", code="required")
    use, share = _use_locked(actor, use_id)
    use.refused_by, use.refused_reason = actor, reason.strip()[:200]
    use.save(update_fields=["refused_by", "refused_reason"])
    _recorded(actor, share, APPROVE, "refuse_use", {"use": use.pk})
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
    _recorded(actor, share, ALLOT, "reverse_use", {"entry": found.pk, "fen": found.fen})
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


def transfer_drift(share: TransferShare) -> int:
    """The fund as stored less the sum of its entries: 0, or somebody wrote past the services."""
    return share.fund_fen - sum(entry.effect for entry in share.entries.all())
