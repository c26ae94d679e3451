"""What becomes of a paper whose time is over (鉴定): one proposes, another decides (I4)."""

from datetime import date

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from committees.models import ArchiveItem, ArchiveJudgement
from committees.selectors.places import Place
from committees.services.binding import file_destroy
from portal.access.checker import access_of
from portal.kernel import clock
from portal.kernel.errors import NotFound, RuleViolated, TransitionRefused
from portal.services.records import record_append

KEEP = "committees.keep_archives"


def _locked(actor, item: ArchiveItem) -> ArchiveItem:
    row = ArchiveItem.objects.select_for_update(of=("self",)).filter(pk=item.pk).first()
    if row is None:
        raise NotFound()
    access_of(actor).require(KEEP, Place(row.community))
    return row


def _recorded(item: ArchiveItem, verb: str, actor, row: ArchiveJudgement) -> None:
    record_append(
        subject=item,
        verb=verb,
        actor=actor,
        post=access_of(actor).post_for(KEEP, Place(item.community)),
        data={
            "reference": item.reference,
            "judgement": row.pk,
            "until": row.until.isoformat() if row.until else None,
        },
        is_public=False,
    )


@transaction.atomic
def judgement_propose(
    *, actor, item: ArchiveItem, until: date | None, reason: str
) -> ArchiveJudgement:
    """Propose to keep the paper on ``until`` a day, or (None) to destroy it. RuleViolated on
    ``until`` or ``reason``; TransitionRefused before its time is over or beside another one."""
    item = _locked(actor, item)
    if not item.is_due:
        raise TransitionRefused(_("保管期还没有满，不用鉴定。"), code="not_due")
    if not reason.strip():
        raise RuleViolated(_("请写明鉴定意见。"), field="reason", code="required")
    if until is not None and until <= clock.today():
        raise RuleViolated(_("要延长到今天以后。"), field="until", code="past")
    try:
        with transaction.atomic():
            row = ArchiveJudgement.objects.create(
                item=item,
                until=until,
                reason=reason.strip()[:300],
                proposed_by=actor,
                created_at=clock.now(),
            )
    except IntegrityError as error:
        raise TransitionRefused(_("已有一份鉴定意见等人复核。"), code="twice") from error
    _recorded(item, "judge", actor, row)
    return row


@transaction.atomic
def judgement_decide(*, actor, item: ArchiveItem, is_agreed: bool) -> ArchiveJudgement:
    """A second person agrees, and the paper is kept longer or destroyed, with its filed PDF (its
    row and its fingerprint stay), or disagrees, and it waits for another judgement.
    TransitionRefused for one's own."""
    item = _locked(actor, item)
    row = item.judgements.filter(decided_at__isnull=True).first()
    if row is None:
        raise TransitionRefused(_("没有等待复核的鉴定意见。"), code="none")
    if row.proposed_by_id == actor.pk:
        raise TransitionRefused(_("自己提出的由别人复核（I4）。"), code="own")
    row.decided_by, row.decided_at, row.is_agreed = actor, clock.now(), is_agreed
    row.save(update_fields=["decided_by", "decided_at", "is_agreed"])
    if is_agreed and row.until:
        item.keep_until = row.until
    elif is_agreed:
        item.destroyed_on = clock.today()
        file_destroy(item)
    item.save(update_fields=["keep_until", "destroyed_on"])
    _recorded(item, "judge_agree" if is_agreed else "judge_decline", actor, row)
    return row
