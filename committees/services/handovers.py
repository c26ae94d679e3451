"""The handover from one term to the next: opened with the term, ticked by both sides (§25)."""

from dataclasses import dataclass
from datetime import timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from committees.models import MONEY, Committee, Handover, HandoverItem, HandoverKind
from committees.workflows import HandoverStatus
from portal.access.checker import access_of
from portal.kernel import clock
from portal.kernel.deadlines import clock_fact
from portal.kernel.errors import NotFound, RuleViolated, TransitionRefused
from portal.selectors.rules import rule_set_for, rules_frozen
from portal.services.papers import paper_add
from portal.services.records import record_append
from portal.services.transitions import subject_create, subject_lock, transition_apply

MOST, MOST_FEN = 2**31 - 1, 10**13
WRITTEN = ("contents", "quantity", "balance_fen", "exception", "scan")
GIVE, RECEIVE = "give", "receive"
PERMISSIONS = {GIVE: "committees.hand_over", RECEIVE: "committees.receive_handover"}


@transaction.atomic
def handover_open(*, actor, committee: Committee, previous: Committee) -> Handover:
    """The checklist of a new term, due as many days after its first day as the law gives."""
    community = committee.community
    rules, _hash = rules_frozen(rule_set_for(committee.term_from, community), "handover")
    due_on = committee.term_from + timedelta(days=rules["days"])
    handover = Handover(
        community=community,
        subdistrict_id=community.parent_id,
        district_id=community.parent.parent_id,
        committee=committee,
        previous=previous,
        due_on=due_on,
        rules=rules,
    )
    started = clock_fact("started", after=handover.clock_reading.due_at)
    subject_create(handover, actor=actor, post=None, verb="open", data=started)
    HandoverItem.objects.bulk_create(
        HandoverItem(handover=handover, kind=kind) for kind in HandoverKind
    )
    return handover


@dataclass(frozen=True, kw_only=True)
class LineWords:
    """What goes over in one line. ``balance_fen`` is for money alone (a debt is negative)."""

    contents: str
    quantity: int | None = None
    balance_fen: int | None = None
    exception: str = ""


def _wrong(field: str, words: str, code: str) -> RuleViolated:
    return RuleViolated(words, field=field, code=code)


def _line_check(item: HandoverItem, words: LineWords) -> None:
    if not words.contents.strip():
        raise _wrong("contents", _("请写明移交什么；没有可移交的写“无”。"), "required")
    if len(words.contents) > 1000 or len(words.exception) > 300:
        raise _wrong("contents", _("写得太长了。"), "max_length")
    if words.quantity is not None and not 0 <= words.quantity <= MOST:
        raise _wrong("quantity", _("请填零以上的整数。"), "range")
    is_money = item.kind in MONEY
    if words.balance_fen is not None and not is_money:
        raise _wrong("balance_fen", _("这一项没有余额。"), "money")
    if item.kind == HandoverKind.ACCOUNTS and words.balance_fen is None:
        raise _wrong("balance_fen", _("账目要写明交接时的余额，没有就填 0。"), "required")
    if words.balance_fen is not None and abs(words.balance_fen) > MOST_FEN:
        raise _wrong("balance_fen", _("金额太大，请核对。"), "range")


@transaction.atomic
def handover_line_write(
    *, actor, handover: Handover, item_id: int, words: LineWords, upload=None
) -> HandoverItem:
    """The outgoing side writes what a line hands over, with the signed list as a PDF beside it.
    The same words again change nothing. RuleViolated on ``contents``, ``quantity``, ``balance_fen``
    or ``file``; TransitionRefused once a side has ticked it, for what was ticked stays."""
    handover = subject_lock(handover)
    access_of(actor).require(PERMISSIONS[GIVE], handover)
    item = handover.items.filter(pk=item_id).first()
    if item is None:
        raise NotFound()
    if handover.is_over or item.given_at or item.received_at:
        raise TransitionRefused(_("已经有一方确认，这一项不能再改。"), code="ticked")
    _line_check(item, words)
    before = {name: getattr(item, name) for name in WRITTEN}
    for name in ("contents", "exception"):
        setattr(item, name, getattr(words, name).strip())
    item.quantity, item.balance_fen = words.quantity, words.balance_fen
    if upload is not None:
        paper = {"permission": PERMISSIONS[GIVE], "upload": upload}
        paper["name"] = item.get_kind_display()
        item.scan = paper_add(actor=actor, subject=handover, **paper)
    if before == {name: getattr(item, name) for name in WRITTEN}:
        return item
    item.save(update_fields=list(WRITTEN))
    record_append(
        subject=handover,
        verb="write_line",
        actor=actor,
        post=access_of(actor).post_for(PERMISSIONS[GIVE], handover),
        data={"item": item.pk, "kind": item.kind},
        is_public=False,
    )
    return item


@transaction.atomic
def handover_tick(*, actor, handover: Handover, item_id: int, side: str) -> HandoverItem:
    """One side says that a line has gone over; the first tick begins the handover.

    The two sides are two people (I4). The same side twice changes nothing. RuleViolated on ``item``
    for one person on both sides, and while nothing is written in the line.
    """
    if side not in PERMISSIONS:
        raise NotFound()
    handover = subject_lock(handover)
    access_of(actor).require(PERMISSIONS[side], handover)
    if handover.is_over:
        raise TransitionRefused(_("移交已经结束。"), extra={"status": handover.status})
    item = handover.items.filter(pk=item_id).first()
    if item is None:
        raise NotFound()
    mine, others = ("given", "received") if side == GIVE else ("received", "given")
    if getattr(item, f"{mine}_by_id"):
        return item
    if getattr(item, f"{others}_by_id") == actor.pk:
        raise RuleViolated(_("移交人和接收人要是两个人。"), field="item", code="same")
    if not item.contents:
        words = _("还没有写明移交什么，请移交的一方先写。")
        raise RuleViolated(words, field="item", code="empty")
    setattr(item, f"{mine}_by", actor)
    setattr(item, f"{mine}_at", clock.now())
    item.save(update_fields=[f"{mine}_by", f"{mine}_at"])
    record_append(
        subject=handover,
        verb=side,
        actor=actor,
        post=access_of(actor).post_for(PERMISSIONS[side], handover),
        data={"item": item.pk, "kind": item.kind},
    )
    if handover.status == HandoverStatus.OPEN:
        transition_apply(handover, "start")
    return item


def handover_complete(*, actor, handover: Handover, version: int | None = None) -> Handover:
    """Everything has gone over."""
    changes = {"completed_at": clock.now()}
    words = {"version": version, "changes": changes, "data": clock_fact("stopped")}
    return transition_apply(handover, "complete", actor=actor, **words).subject
