"""The handover from one term to the next: opened with the term, ticked by both sides (§25)."""

from datetime import timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from committees.models import Committee, Handover, HandoverItem, HandoverKind
from committees.workflows import HandoverStatus
from portal.access.checker import access_of
from portal.kernel import clock
from portal.kernel.errors import NotFound, RuleViolated, TransitionRefused
from portal.selectors.rules import rule_set_for, rules_frozen
from portal.services.records import record_append
from portal.services.transitions import subject_create, subject_lock, transition_apply

GIVE, RECEIVE = "give", "receive"
PERMISSIONS = {GIVE: "committees.hand_over", RECEIVE: "committees.receive_handover"}


@transaction.atomic
def handover_open(*, actor, committee: Committee, previous: Committee) -> Handover:
    """The checklist of a new term, due as many days after its first day as the law gives."""
    community = committee.community
    rules, _hash = rules_frozen(rule_set_for(committee.term_from, community), "handover")
    handover = Handover(
        community=community,
        subdistrict_id=community.parent_id,
        district_id=community.parent.parent_id,
        committee=committee,
        previous=previous,
        due_on=committee.term_from + timedelta(days=rules["days"]),
        rules=rules,
    )
    subject_create(handover, actor=actor, post=None, verb="open")
    HandoverItem.objects.bulk_create(
        HandoverItem(handover=handover, kind=kind) for kind in HandoverKind
    )
    return handover


@transaction.atomic
def handover_tick(*, actor, handover: Handover, item_id: int, side: str) -> HandoverItem:
    """One side says that a line has gone over; the first tick begins the handover.

    The two sides are two people (I4). The same side twice changes nothing.
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
    return transition_apply(
        handover, "complete", actor=actor, version=version, changes=changes
    ).subject
