"""Standing aside from one motion: out of base and quorum."""

from django.db import transaction
from django.utils.translation import gettext as _

from committees.models import Motion, Recusal, Vote, VoteEvent
from committees.workflows import MotionStatus
from portal.access.checker import access_of
from portal.kernel import clock
from portal.kernel.errors import NotFound, RuleViolated, TransitionRefused
from portal.services.records import record_append

VOTE = "committees.vote_motion"
RECUSABLE = frozenset({MotionStatus.SCHEDULED, MotionStatus.UNDER_DEBATE, MotionStatus.VOTING})


@transaction.atomic
def recusal_declare(*, actor, motion: Motion, reason: str) -> Recusal:
    """Somebody with a seat stands aside before voting: out of base and quorum for this motion."""
    if not reason.strip():
        raise RuleViolated(_("请写明回避原因。"), field="reason", code="required")
    motion = Motion.objects.select_for_update(of=("self",)).get(pk=motion.pk)
    access = access_of(actor)
    access.require(VOTE, motion)
    if motion.status not in RECUSABLE:
        raise TransitionRefused(_("现在不能再声明回避。"), code="recusal")
    rows = VoteEvent.objects.select_for_update().filter(motion=motion, closed_at__isnull=True)
    event = rows.first()
    item = motion.current_agenda_item
    seat = item and item.meeting.participants.filter(user=actor, has_vote=True).first()
    if seat is None:
        raise NotFound()
    if event and Vote.objects.filter(vote_event=event, participant=seat).exists():
        raise TransitionRefused(_("您已投过票，不能再回避。"), code="already_voted")
    recusal, is_new = Recusal.objects.get_or_create(
        motion=motion,
        membership_id=seat.membership_id,
        representative_id=seat.representative_id,
        defaults={"reason": reason.strip()[:200], "created_at": clock.now()},
    )
    if is_new:
        record_append(
            subject=motion,
            verb="recuse",
            actor=actor,
            post=access.post_for(VOTE, motion),
            data={"participant": seat.pk},
            is_public=False,
        )
    return recusal
