"""Sealed votes of a representatives' meeting: which motion may have one, who is in the room."""

from django.utils.translation import gettext as _

from committees.models import (
    Choice,
    MeetingKind,
    Motion,
    Participant,
    SealedEntry,
    SealedVote,
    VoteEvent,
)
from committees.selectors.presence import holding_a_seat
from committees.selectors.recusals import standing_aside
from committees.services.participants import roll_lay
from committees.services.tellers import room_of
from committees.texts import decision_hash
from committees.workflows import MeetingStatus, MotionStatus
from portal.kernel import clock
from portal.kernel.errors import RuleViolated, TransitionRefused
from portal.selectors.rules import rule_set_for

READY = {MotionStatus.SCHEDULED, MotionStatus.UNDER_DEBATE}
COMING = {MeetingStatus.PLANNED, MeetingStatus.NOTICED, MeetingStatus.IN_SESSION}


def meeting_for_box(motion: Motion):
    """The meeting in which the motion may be voted on by sealed ballots. TransitionRefused when it
    is on no coming agenda of the representatives; RuleViolated on ``kind`` where the law set in
    force does not allow it."""
    item = motion.current_agenda_item
    meeting = item.meeting if item else None
    if motion.status not in READY or meeting is None or meeting.status not in COMING:
        words = _("议案要先列入居民代表会议的议程，才能筹备密封投票。")
        raise TransitionRefused(words, code="state")
    if meeting.kind != MeetingKind.REPRESENTATIVES:
        words = _("只有居民代表会议可以用密封投票表决议案。")
        raise RuleViolated(words, field="kind", code="meeting")
    rules = meeting.rules or rule_set_for(clock.today(), motion.community).rules["reps_meeting"]
    refuse_unless_allowed(rules)
    return meeting


def refuse_unless_allowed(rules: dict) -> None:
    """RuleViolated on ``kind`` where these rules know no sealed ballots of representatives."""
    if not rules.get("sealed_ballots"):
        words = _("本社区适用的规则不允许居民代表用密封投票表决议案。")
        raise RuleViolated(words, field="kind", code="law")


def question_of(motion: Motion) -> dict:
    """What is asked of a motion: for, against or abstain, one of them."""
    options = [str(label) for _value, label in Choice.choices]
    return {"text": motion.title, "options": options, "least": 1, "most": 1}


def text_hash_of(motion: Motion) -> str:
    """SHA-256 of the words that would become the resolution."""
    return decision_hash(motion.title, motion.text, motion.proposed_actions.all())


def places_fill(vote: SealedVote) -> None:
    """Bring the roll into line with everybody who has a vote in the meeting."""
    roll_lay(vote.meeting, clock.today())
    places = list(vote.meeting.participants.filter(has_vote=True).order_by("pk"))
    by_place = {row.participant_id: row for row in vote.entries.all() if row.participant_id}
    by_user = {row.user_id: row for row in vote.entries.all() if row.user_id}
    kept, new = [], []
    for place in places:
        row = by_place.get(place.pk) or by_user.get(place.user_id)
        if row is None:
            words = {"user_id": place.user_id, "name": place.name, "participant": place}
            new.append(SealedEntry(vote=vote, **words))
            continue
        row.participant, row.removed_at = place, None
        kept.append(row)
    gone = vote.entries.exclude(pk__in=[row.pk for row in kept]).filter(removed_at=None)
    gone.update(removed_at=clock.now(), participant=None)
    SealedEntry.objects.bulk_update(kept, ["participant", "removed_at"])
    SealedEntry.objects.bulk_create(new)


def place_check(vote: SealedVote, entry: SealedEntry) -> None:
    """TransitionRefused for whoever may not vote on the motion now: no longer in office, standing
    aside, or not in the room."""
    rows = Participant.objects.filter(holding_a_seat(), pk=entry.participant_id, has_vote=True)
    place = rows.annotate(is_recused=standing_aside(vote.motion_id)).first()
    if place is None:
        raise TransitionRefused(_("您不在这次表决的名册上。"), code="not_on_roll")
    if place.is_recused:
        raise TransitionRefused(_("您已回避这项议案，不参加表决。"), code="recused")
    if not place.is_present:
        words = _("您还没有签到。请先在会议页点“我到了”。")
        raise TransitionRefused(words, code="absent")


def room_keep(vote: SealedVote) -> None:
    """When the box closes: who is in the room and who stands aside is settled with it, before
    anybody knows what the ballots say."""
    event = VoteEvent.objects.filter(sealed=vote.pk, closed_at=None).first()
    if event is not None:
        event.present, event.recused = room_of(event)
        event.save(update_fields=["present", "recused"])
