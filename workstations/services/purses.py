"""Moving money and approving its payment, the same for every account: the holder (an entrusted
affair, a community's share) keeps ``fund_fen`` as a column with a check beside it, so that it
cannot go below nothing whoever writes at once (L3)."""

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils.translation import gettext as _

from portal.access.checker import access_of
from portal.kernel import clock
from portal.kernel.errors import RuleViolated, TransitionRefused
from portal.services.records import record_append
from workstations.models.money import MoneyEntry, MoneyRequest


def fund_move(holder, entry: MoneyEntry, *, actor) -> MoneyEntry:
    """Store ``entry`` and its effect on the fund, in the caller's transaction, the holder locked.
    TransitionRefused when the fund does not hold the money."""
    entry.made_by, entry.made_at = actor, clock.now()
    try:
        with transaction.atomic():
            entry.save()
            rows = type(holder)._base_manager.filter(pk=holder.pk)
            rows.update(fund_fen=F("fund_fen") + entry.effect)
    except IntegrityError as error:
        raise TransitionRefused(_("专户的余额不够。"), code="balance") from error
    holder.refresh_from_db(fields=["fund_fen"])
    return entry


def fund_recorded(actor, holder, permission: str, verb: str, data: dict) -> None:
    """One row of the record about the holder, by the post that carries ``permission``."""
    post = access_of(actor).post_for(permission, holder)
    record_append(subject=holder, verb=verb, actor=actor, post=post, data=data)


def request_check(holder, requests, *, fen: int, payee: str, purpose: str) -> None:
    """Whether so much may be asked for beside what waits. RuleViolated on the field."""
    for field, value in (("payee", payee), ("purpose", purpose)):
        if not value.strip():
            raise RuleViolated(_("请填写。"), field=field, code="required")
    left = holder.fund_fen - sum(requests.waiting().values_list("fen", flat=True))
    if not 0 < fen <= left:
        words = _("超过专户里可用的 %(yuan)s 元。")
        words %= {"yuan": f"{left // 100:,}.{left % 100:02d}"}
        raise RuleViolated(words, field="fen", code="fen")


def request_signed(request: MoneyRequest, actor) -> bool:
    """Put the person's approval down; True when it is the second, so that the money goes out.
    TransitionRefused for whoever asked, the same person twice, or what is settled."""
    request_waits(request)
    if actor.pk == request.asked_by_id:
        raise TransitionRefused(_("不能批准自己申请的付款。"), code="self")
    if request.first_by_id is None:
        request.first_by = actor
        request.save(update_fields=["first_by"])
        return False
    if request.first_by_id == actor.pk:
        raise TransitionRefused(_("要由另一个人再批准一次。"), code="same")
    request.second_by = actor
    return True


def request_waits(request: MoneyRequest) -> None:
    """TransitionRefused when it is paid or refused."""
    if request.entry_id or request.refused_by_id:
        raise TransitionRefused(_("这笔付款已经办结。"), code="over")


def request_refused(request: MoneyRequest, actor, reason: str) -> None:
    """Put the refusal down. RuleViolated on ``reason``; TransitionRefused when it is settled."""
    if not reason.strip():
        raise RuleViolated(_("请写明理由。"), field="reason", code="required")
    request_waits(request)
    request.refused_by, request.refused_reason = actor, reason.strip()[:200]
    request.save(update_fields=["refused_by", "refused_reason"])


def fund_drift(holder) -> int:
    """The fund as stored less the sum of its entries: 0, or somebody wrote past the services."""
    return holder.fund_fen - sum(entry.effect for entry in holder.entries.all())
