"""Standing aside from one motion: out of base and quorum."""

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from committees.models import (
    Motion,
    Participant,
    Recusal,
    SealedEntry,
    SealedVote,
    Vote,
    VoteEvent,
)
from committees.selectors.recusals import SEATS
from committees.workflows import MotionStatus, SealedStatus
from portal.access.checker import access_of
from portal.kernel import clock
from portal.kernel.errors import NotFound, RuleViolated, TransitionRefused
from portal.services.records import record_append

ATTEND = "committees.attend_meeting"
NOTE = "committees.note_debate"
RECUSABLE = frozenset({MotionStatus.SCHEDULED, MotionStatus.UNDER_DEBATE, MotionStatus.VOTING})


@transaction.atomic
def recusal_declare(*, actor, motion: Motion, reason: str) -> Recusal:
    """Somebody with a vote in the meeting stands aside before voting: out of base and quorum for
    this motion. RuleViolated on ``reason``; TransitionRefused once it is decided or the vote is
    given; NotFound for who has no vote there."""
    return _stand_aside(actor, motion, reason, None)


@transaction.atomic
def recusal_note(*, actor, motion: Motion, participant: Participant, reason: str) -> Recusal:
    """Whoever keeps the list writes down that somebody without an account at hand stands aside.
    As :func:`recusal_declare`."""
    access_of(actor).require(NOTE, motion)
    return _stand_aside(actor, motion, reason, participant.pk)


def _stand_aside(actor, motion: Motion, reason: str, participant_id: int | None) -> Recusal:
    if not reason.strip():
        raise RuleViolated(_("请写明回避原因。"), field="reason", code="required")
    motion = Motion.objects.select_for_update(of=("self",)).get(pk=motion.pk)
    permission = ATTEND if participant_id is None else NOTE
    access_of(actor).require(permission, motion)
    if motion.status not in RECUSABLE:
        raise TransitionRefused(_("现在不能再声明回避。"), code="recusal")
    seat = _seat(actor, motion, participant_id)
    rows = VoteEvent.objects.select_for_update().filter(motion=motion, closed_at__isnull=True)
    event = rows.first()
    if event and Vote.objects.filter(vote_event=event, participant=seat).exists():
        raise TransitionRefused(_("已投过票，不能再回避。"), code="already_voted")
    if event and event.sealed_id:
        _refuse_at_the_box(event.sealed_id, seat)
    recusal, is_new = Recusal.objects.get_or_create(
        motion=motion,
        **_held(seat),
        defaults={
            "reason": reason.strip()[:200],
            "entered_by": actor if participant_id else None,
            "created_at": clock.now(),
        },
    )
    if is_new:
        record_append(
            subject=motion,
            verb="recuse",
            actor=actor,
            post=access_of(actor).post_for(permission, motion),
            data={"participant": seat.pk},
            is_public=False,
        )
    return recusal


def _refuse_at_the_box(box_id: int, seat: Participant) -> None:
    """Whose ballot is in the box cannot take it out, and what the box says must not be waited for.
    The lock waits for ballots being cast, and they for it."""
    box = SealedVote.objects.select_for_update(of=("self",), no_key=True).get(pk=box_id)
    if box.status != SealedStatus.OPEN:
        raise TransitionRefused(_("票箱已经截止，不能再声明回避。"), code="recusal")
    entries = SealedEntry.objects.filter(vote=box, participant=seat)
    if entries.filter(Q(ballots__isnull=False) | Q(paper_checked_by__isnull=False)).exists():
        raise TransitionRefused(_("已投过票，不能再回避。"), code="already_voted")


def _seat(actor, motion: Motion, participant_id: int | None) -> Participant:
    """The place with a vote in the meeting whose agenda the motion is on."""
    item = motion.current_agenda_item
    rows = Participant.objects.filter(meeting=item and item.meeting_id, has_vote=True)
    mine = rows.filter(pk=participant_id) if participant_id else rows.filter(user=actor)
    seat = mine.first() if item else None
    if seat is None:
        raise NotFound()
    return seat


def _held(seat: Participant) -> dict:
    """The seat the person holds; the place itself where nobody holds a seat."""
    held = {f"{name}_id": getattr(seat, f"{name}_id") for name in SEATS}
    if not any(held.values()):
        return {"participant": seat}
    return held
