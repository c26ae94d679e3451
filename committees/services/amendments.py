"""Amendments: proposed while a motion is debated, voted on first, written into its text."""

from django.db import transaction
from django.utils.translation import gettext as _

from committees.models import Amendment, AmendmentOutcome, Motion, VoteEvent
from committees.tally import ADOPTED
from committees.workflows import MotionStatus
from portal.access.checker import access_of
from portal.kernel import clock
from portal.kernel.errors import NotFound, RuleViolated, TransitionRefused
from portal.services.records import record_append
from portal.services.transitions import subject_lock, transition_apply

SPEAK = "committees.attend_meeting"


@transaction.atomic
def amendment_to_motion(
    *, actor, motion: Motion, text: str, submit_key, reason: str = ""
) -> Amendment:
    """Somebody with a vote in the meeting would have the text otherwise. The same ``submit_key``
    is the same amendment. RuleViolated on ``text``; TransitionRefused when it is not debated."""
    motion = subject_lock(motion)
    known = Amendment.objects.filter(submit_key=submit_key, proposed_by=actor).first()
    if known:
        return known
    access = access_of(actor)
    access.require(SPEAK, motion)
    if motion.status != MotionStatus.UNDER_DEBATE:
        raise TransitionRefused(_("讨论的时候才能提修正案。"), code="not_debated")
    meeting = motion.current_agenda_item.meeting
    if not meeting.participants.filter(user=actor, has_vote=True).exists():
        raise TransitionRefused(_("有表决权的与会人员才能提修正案。"), code="not_on_roll")
    if not text.strip():
        raise RuleViolated(_("请填写修改后的内容。"), field="text", code="required")
    if text.strip() == motion.text.strip():
        raise RuleViolated(_("和原来的内容一样。"), field="text", code="same")
    row = Amendment.objects.create(
        motion=motion,
        text=text.strip(),
        reason=reason.strip(),
        proposed_by=actor,
        submit_key=submit_key,
        created_at=clock.now(),
    )
    _recorded(motion, "amendment_propose", actor, row)
    return row


def _recorded(motion: Motion, verb: str, actor, row: Amendment) -> None:
    post = access_of(actor).post_for(SPEAK, motion)
    record_append(subject=motion, verb=verb, actor=actor, post=post, data={"amendment": row.pk})


@transaction.atomic
def amendment_withdraw(*, actor, amendment: Amendment) -> Amendment:
    """Its proposer gives it up before it is voted on."""
    motion = subject_lock(amendment.motion)
    row = Amendment.objects.get(pk=amendment.pk)
    if row.proposed_by_id != actor.pk:
        raise NotFound()
    if row.outcome or row.vote_events.exists():
        raise TransitionRefused(_("已经付诸表决，不能撤回。"), code="voted")
    row.outcome = AmendmentOutcome.WITHDRAWN
    row.save(update_fields=["outcome"])
    _recorded(motion, "amendment_withdraw", actor, row)
    return row


def amendment_settle(*, actor, event: VoteEvent) -> Motion:
    """What the vote on an amendment means: its text becomes the motion's, or nothing changes.
    Other amendments stay, to be voted on against the new text. Called by the close of the vote."""
    row, adopted = event.amendment, event.outcome == ADOPTED
    row.outcome = AmendmentOutcome.ADOPTED if adopted else AmendmentOutcome.REJECTED
    row.save(update_fields=["outcome"])
    name = "take_amendment" if adopted else "keep_text"
    changes = {"text": row.text} if adopted else {}
    data = {"amendment": row.pk, "vote": event.pk}
    return transition_apply(event.motion, name, actor=actor, changes=changes, data=data).subject
