"""The vote: opened under frozen rules, cast once by each member, closed and counted."""

from datetime import date

from django.db import IntegrityError, transaction
from django.db.models import OuterRef, Subquery
from django.utils.translation import gettext as _

from committees.models import (
    IN_TOTALS,
    Amendment,
    Choice,
    Motion,
    Participant,
    Vote,
    VoteEvent,
    VoteMethod,
)
from committees.selectors.presence import holding_a_seat
from committees.selectors.recusals import standing_aside
from committees.services.amendments import amendment_votable, wording_of
from committees.services.participants import roll_lay
from committees.services.sealed_motions import box_announce, box_begin, box_for
from committees.services.tellers import material_of
from committees.services.vote_results import conclude, result_store
from committees.tally import TallyInput, TallyResult, TallyRules, tally, tally_void
from committees.texts import canonical_hash, decision_hash
from portal.access.checker import access_of
from portal.kernel import clock
from portal.kernel.errors import NotFound, RuleViolated, TransitionRefused
from portal.models.prepared import Prepared
from portal.services.records import record_append
from portal.services.transitions import subject_lock, transition_apply

VIEW = "committees.view_deliberation"
VOTE = "committees.vote_motion"
CHAIR = "committees.chair_meeting"


@transaction.atomic
def vote_open(
    *,
    actor,
    motion: Motion,
    version: int | None = None,
    method: str = VoteMethod.NAMED,
    amendment: Amendment | None = None,
) -> VoteEvent:
    """Put the motion, or an ``amendment`` to it, to the vote: text, rules, roll and method are
    frozen from here on. With method "sealed" the box that was prepared for it is opened with it.
    RuleViolated on ``method``; TransitionRefused while another vote runs, or when a box that was
    prepared for the motion is passed by."""
    _check_method(motion, method, amendment)
    name = "open_amendment_vote" if amendment else "open_vote"
    motion = transition_apply(motion, name, actor=actor, version=version).subject
    amendment = amendment_votable(motion, amendment) if amendment else None
    meeting = motion.current_agenda_item.meeting
    box = None if amendment else box_for(motion, meeting, method)
    roll_lay(meeting, clock.today())
    roll = meeting.participants.filter(has_vote=True)
    base = [] if meeting.is_of_residents else sorted(roll.values_list("pk", flat=True))
    text, actions = wording_of(motion, amendment)
    event = VoteEvent.objects.create(
        motion=motion,
        amendment=amendment,
        meeting=meeting,
        method=method,
        rules=meeting.rules,
        rules_hash=canonical_hash(meeting.rules),
        base=base,
        entitled=meeting.entitled,
        sealed=box,
        text_hash=decision_hash(motion.title, text, actions),
        opened_at=clock.now(),
        opened_by=actor,
    )
    _opening_recorded(actor, event)
    if box is not None:
        box_begin(actor=actor, event=event)
    return event


def _opening_recorded(actor, event: VoteEvent) -> None:
    record_append(
        subject=event,
        verb="open",
        actor=actor,
        post=access_of(actor).post_for(CHAIR, event.motion),
        data={
            "method": str(event.method),
            "members": event.meeting.entitled or len(event.base),
            "amendment": event.amendment_id,
            "rules_hash": event.rules_hash,
            "text_hash": event.text_hash,
            "sealed": event.sealed_id,
        },
    )


def _check_method(motion: Motion, method: str, amendment: Amendment | None) -> None:
    if method not in VoteMethod.values:
        raise RuleViolated(_("请选择表决方式。"), field="method", code="invalid")
    if method == VoteMethod.SEALED and amendment is not None:
        words = _("修正案当场表决，不用密封票箱。")
        raise RuleViolated(words, field="method", code="amendment")
    item = motion.current_agenda_item
    if item and item.meeting.is_of_residents and method not in IN_TOTALS:
        words = _("居民会议按举手点数或无记名投票表决，由两人计票。")
        raise RuleViolated(words, field="method", code="invalid")


def event_lock(event_id: int, actor) -> VoteEvent:
    """The event, locked: casts and the close queue up here, so each cast is before or after."""
    found = _EVENT_LOCKED.rows(event=event_id)
    if not found or not access_of(actor).can(VIEW, found[0].motion):
        raise NotFound()
    return found[0]


def _event_locked(event):
    rows = VoteEvent.objects.select_for_update(of=("self",)).select_related("motion", "meeting")
    return rows.filter(pk=event)


_EVENT_LOCKED = Prepared(_event_locked, event=int)


def vote_cast(*, actor, event_id: int, choice: str) -> Vote:
    """Cast the actor's one vote. The same choice again answers with the same vote; another
    choice is refused (409): a named vote is given once.

    RuleViolated on ``choice``; TransitionRefused (closed, absent, recused, other choice given);
    Refused without the right; NotFound for foreign votes.
    """
    if choice not in Choice.values:
        raise RuleViolated(_("请选择赞成、反对或弃权。"), field="choice", code="invalid")
    try:
        return _cast(actor, event_id, choice)
    except IntegrityError:
        # The database's unique key is the last word on "once".
        known = Vote.objects.filter(vote_event=event_id, participant__user=actor).first()
        if known is None:
            raise
        return _same_or_refuse(known.choice == choice, known)


@transaction.atomic
def _cast(actor, event_id: int, choice: str) -> Vote:
    event = event_lock(event_id, actor)
    access = access_of(actor)
    access.require(VOTE, event.motion)
    if event.method != VoteMethod.NAMED:
        words = _("这次不是各自记名表决，不在这里投。")
        raise TransitionRefused(words, code="hands")
    seat = _seat_of(event, actor)
    if seat.vote_id:
        vote = Vote(pk=seat.vote_id, vote_event=event, participant=seat, choice=seat.vote_choice)
        return _same_or_refuse(seat.vote_choice == choice, vote)
    _refuse_unless_entitled(event, seat)
    vote = Vote.objects.create(
        vote_event=event, participant=seat, choice=choice, cast_at=clock.now()
    )
    record_append(
        subject=event,
        verb="cast",
        actor=actor,
        post=access.post_for(VOTE, event.motion),
        data={"participant": seat.pk},
        is_public=False,
    )
    return vote


def _seat_of(event: VoteEvent, actor) -> Participant:
    """The actor's place on the roll with all that decides whether it may vote; one statement."""
    rows = _SEATS.rows(
        event=event.pk,
        motion=event.motion_id,
        meeting=event.meeting_id,
        user=actor.pk,
        day=clock.today(),
    )
    seat = next((row for row in rows if row.pk in event.base), None)
    if seat is None:
        raise TransitionRefused(_("您不在这次表决的名册上。"), code="not_on_roll")
    return seat


def _seats(event, motion, meeting, user, day):
    mine = Vote.objects.filter(vote_event=event, participant=OuterRef("pk"))
    rows = Participant.objects.filter(holding_a_seat(day), meeting=meeting, user=user)
    return rows.annotate(
        vote_id=Subquery(mine.values("pk")[:1]),
        vote_choice=Subquery(mine.values("choice")[:1]),
        is_recused=standing_aside(motion),
    ).order_by("pk")


_SEATS = Prepared(_seats, event=int, motion=int, meeting=int, user=int, day=date)


def _same_or_refuse(is_same: bool, vote: Vote) -> Vote:
    if is_same:
        return vote
    words = _("您已投过票：%(choice)s。记名表决只投一次。")
    raise TransitionRefused(words % {"choice": vote.get_choice_display()}, code="already_voted")


def _refuse_unless_entitled(event: VoteEvent, seat: Participant) -> None:
    if not event.is_open:
        raise TransitionRefused(_("表决已经结束，这一票没有计入。"), code="closed")
    if seat.is_recused:
        raise TransitionRefused(_("您已回避这项议案，不参加表决。"), code="recused")
    if not seat.is_present:
        words = _("您还没有签到。请先在会议页点“我到了”。")
        raise TransitionRefused(words, code="absent")


@transaction.atomic
def vote_close(*, actor, event_id: int) -> VoteEvent:
    """Close the vote and count: adopted (the resolution exists in the same transaction),
    rejected (an issue behind it is routed anew), no quorum (deferred) or, of sealed ballots too few
    to be told, void (debated on); an amendment only changes the text that is debated. A second
    close answers with what the first one found."""
    motion = Motion.objects.filter(vote_events=event_id).first()
    if motion:
        subject_lock(motion)  # before the event, as everybody else does
    event = event_lock(event_id, actor)
    access = access_of(actor)
    access.require(CHAIR, event.motion)
    if not event.is_open:
        return event
    _refuse_if_tampered(event)
    counts, result = _counted(actor, event)
    result_store(event, result)
    record_append(
        subject=event,
        verb="close",
        actor=actor,
        post=access.post_for(CHAIR, event.motion),
        data={
            "outcome": result.outcome,
            "origin": event.motion.origin,
            "for": counts.votes_for,
            "against": counts.against,
            "abstain": counts.abstain,
            "present": counts.entitled_present,
            "members": counts.entitled,
        },
    )
    conclude(actor, event, result.outcome)
    return event


def _counted(actor, event: VoteEvent) -> tuple[TallyInput, TallyResult]:
    """The raw counts and what they come to by the frozen rules."""
    rules = TallyRules.from_json(event.rules)
    if event.is_sealed:
        counts, is_told = box_announce(actor=actor, event=event)
        return counts, tally(rules, counts) if is_told else tally_void(rules, counts)
    event.present, event.recused, counts = material_of(event)
    return counts, tally(rules, counts)


def _refuse_if_tampered(event: VoteEvent) -> None:
    motion = event.motion
    text, actions = wording_of(motion, event.amendment)
    text_hash = decision_hash(motion.title, text, actions)
    if text_hash != event.text_hash or canonical_hash(event.rules) != event.rules_hash:
        words = _("表决的文字或规则与开启时不一致，不能计票，请联系管理员。")
        raise TransitionRefused(words, code="tampered")
