"""Amendments: proposed while a motion is debated, voted on first, written into the motion."""

from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from committees.models import Amendment, AmendmentOutcome, Motion, VoteEvent
from committees.services.drafts import ActionDraft, actions_store, draft_check
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
    *,
    actor,
    motion: Motion,
    text: str,
    submit_key,
    reason: str = "",
    actions: Sequence[ActionDraft] | None = None,
) -> Amendment:
    """Somebody with a vote in the meeting would have the motion otherwise.

    actions  all that the motion is to bring instead; None leaves them as they are
    The same ``submit_key`` is the same amendment. RuleViolated on ``text`` or ``actions``;
    TransitionRefused when it is not debated.
    """
    motion = subject_lock(motion)
    known = amendment_known(submit_key, proposed_by=actor)
    if known:
        return known
    access_of(actor).require(SPEAK, motion)
    motion_debated(motion)
    meeting = motion.current_agenda_item.meeting
    if not meeting.participants.filter(user=actor, has_vote=True).exists():
        raise TransitionRefused(_("有表决权的与会人员才能提修正案。"), code="not_on_roll")
    amendment_check_words(motion, text, actions)
    row = amendment_store(motion, text, actions, reason, submit_key, proposed_by=actor)
    amendment_note(motion, "amendment_propose", actor, row)
    return row


def amendment_known(submit_key, **who) -> Amendment | None:
    """The one that this form has already brought."""
    return Amendment.objects.filter(submit_key=submit_key, **who).first()


def motion_debated(motion: Motion) -> None:
    """TransitionRefused unless the motion is being debated."""
    if motion.status != MotionStatus.UNDER_DEBATE:
        raise TransitionRefused(_("讨论的时候才能提修正案。"), code="not_debated")


def action_data(action) -> dict:
    """An action, draft or proposed, as an amendment stores it."""
    return {
        "what": action.what.strip(),
        "due_on": action.due_on.isoformat(),
        "evidence_wanted": action.evidence_wanted.strip(),
        "cost_fen": action.cost_fen,
    }


def amendment_check_words(motion: Motion, text: str, actions) -> None:
    """RuleViolated on ``text`` or ``actions`` for what cannot be voted on or changes nothing."""
    if not text.strip():
        raise RuleViolated(_("请填写修改后的内容。"), field="text", code="required")
    changed = _changes_actions(motion, actions)
    if changed:
        draft_check({"title": motion.title, "text": text}, actions)
    if text.strip() == motion.text.strip() and not changed:
        raise RuleViolated(_("和原来的内容一样。"), field="text", code="same")


def _changes_actions(motion: Motion, actions) -> bool:
    if actions is None:
        return False
    stands = [action_data(row) for row in motion.proposed_actions.all()]
    return [action_data(row) for row in actions] != stands


def amendment_store(motion: Motion, text, actions, reason, submit_key, **who) -> Amendment:
    """Store checked words; actions that stay as they are, are no part of it."""
    changed = _changes_actions(motion, actions)
    return Amendment.objects.create(
        motion=motion,
        text=text.strip(),
        actions=[action_data(row) for row in actions] if changed else None,
        reason=reason.strip(),
        submit_key=submit_key,
        created_at=clock.now(),
        **who,
    )


def amendment_note(motion: Motion, verb: str, by, row: Amendment, permission=SPEAK) -> None:
    """One line of the motion's record; ``by`` did it."""
    post = access_of(by).post_for(permission, motion)
    data = {"amendment": row.pk, "actions": row.actions is not None}
    record_append(subject=motion, verb=verb, actor=by, post=post, data=data)


@transaction.atomic
def amendment_withdraw(*, actor, amendment: Amendment) -> Amendment:
    """Its proposer gives it up before it is voted on; of one on paper, who entered it does, at
    the mover's word."""
    motion = subject_lock(amendment.motion)
    row = Amendment.objects.get(pk=amendment.pk)
    if actor.pk not in {row.proposed_by_id, row.entered_by_id}:
        raise NotFound()
    if row.outcome or row.vote_events.exists():
        raise TransitionRefused(_("已经付诸表决，不能撤回。"), code="voted")
    row.outcome = AmendmentOutcome.WITHDRAWN
    row.save(update_fields=["outcome"])
    amendment_note(motion, "amendment_withdraw", actor, row)
    return row


def amendment_votable(motion: Motion, amendment: Amendment) -> Amendment:
    """The amendment as it stands now, the motion locked; TransitionRefused for one that is over or
    waits to be compared with its paper, NotFound for another motion's."""
    row = motion.amendments.filter(pk=amendment.pk).first()
    if row is None:
        raise NotFound()
    if row.outcome:
        raise TransitionRefused(_("这份修正案已有结果，或已撤回。"), code="over")
    if row.waits_for_check:
        words = _("这份修正案是按纸质件录入的，要另一个人复核以后才能表决。")
        raise TransitionRefused(words, code="unchecked")
    return row


def wording_of(motion: Motion, amendment: Amendment | None) -> tuple[str, list]:
    """The text and the actions that a vote on the motion, or on a change to it, is about."""
    actions = amendment and amendment.proposed_actions
    text = amendment.text if amendment else motion.text
    return text, list(motion.proposed_actions.all()) if actions is None else actions


def amendment_settle(*, actor, event: VoteEvent) -> Motion:
    """What the vote on an amendment means: its text and actions become the motion's, or nothing
    changes. Other amendments stay, to be voted on against the new text. Called by the close of the
    vote."""
    row, adopted = event.amendment, event.outcome == ADOPTED
    row.outcome = AmendmentOutcome.ADOPTED if adopted else AmendmentOutcome.REJECTED
    row.save(update_fields=["outcome"])
    name = "take_amendment" if adopted else "keep_text"
    changes = {"text": row.text} if adopted else {}
    data = {"amendment": row.pk, "vote": event.pk, "actions": row.actions is not None}
    motion = transition_apply(event.motion, name, actor=actor, changes=changes, data=data).subject
    if adopted and row.actions is not None:
        motion.proposed_actions.all().delete()
        actions_store(motion, row.proposed_actions)
    return motion
