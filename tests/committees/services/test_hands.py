"""Hands raised in the room: written down once, whole, and counted like any named vote."""

import pytest
from django.db import DatabaseError, transaction

from committees.models import Vote, VoteEvent
from committees.services.hands import hands_record
from committees.services.motions import motion_debate
from committees.services.recusals import recusal_declare
from committees.services.votes import vote_cast, vote_close, vote_open
from portal.kernel.errors import NotFound, Refused, RuleViolated, TransitionRefused
from tests.committees.conftest import SEATS


@pytest.fixture
def event(hall):
    """A vote by hands with five in the room."""
    motion = hall.motion()
    hall.session(motion, present=5)
    motion_debate(actor=hall.world.chair, motion=motion)
    return vote_open(actor=hall.world.chair, motion=motion, method="hands")


def raised(hall, keys=SEATS[:5], **other) -> dict[int, str]:
    meeting = VoteEvent.objects.get().meeting
    return {hall.place(meeting, key).pk: other.get(key, "for") for key in keys}


def record(hall, event, hands, actor="member1"):
    return hands_record(actor=hall.world.people[actor], event_id=event.pk, hands=hands)


def test_hands_are_written_down_and_counted(hall, event):
    record(hall, event, raised(hall, member2="against", member3="abstain"))
    closed = vote_close(actor=hall.world.chair, event_id=event.pk)
    assert (closed.outcome, closed.votes_for, closed.quorum_present) == ("adopted", 3, 5)
    assert set(closed.votes.values_list("entered_by", flat=True)) == {hall.world.member1.pk}


def test_the_same_list_again_is_the_same_and_another_is_refused(hall, event):
    first = record(hall, event, raised(hall))
    assert {v.pk for v in record(hall, event, raised(hall), "chair")} == {v.pk for v in first}
    with pytest.raises(TransitionRefused) as refused:
        record(hall, event, raised(hall, chair="against"))
    assert refused.value.code == "already_voted"
    assert Vote.objects.count() == 5


@pytest.mark.parametrize(
    "keys", [(), SEATS[:4], SEATS[:6], ("chair", "vice", "member1", "member2", "member4")]
)
def test_exactly_those_in_the_room_are_written_down(hall, event, keys):
    with pytest.raises(RuleViolated) as refused:
        record(hall, event, raised(hall, keys))
    assert refused.value.field == "hands" and not Vote.objects.exists()


def test_an_unknown_choice_is_refused(hall, event):
    with pytest.raises(RuleViolated):
        record(hall, event, raised(hall, chair="maybe"))


def test_who_stands_aside_raises_no_hand(hall, event):
    recusal_declare(actor=hall.world.vice, motion=event.motion, reason="亲属承包")
    with pytest.raises(RuleViolated):
        record(hall, event, raised(hall))
    record(hall, event, raised(hall, ("chair", "member1", "member2", "member3")))
    closed = vote_close(actor=hall.world.chair, event_id=event.pk)
    assert closed.result["counts"]["entitled"] == 6


def test_nobody_votes_on_a_phone_beside_the_hands(hall, event):
    with pytest.raises(TransitionRefused) as refused:
        vote_cast(actor=hall.world.member1, event_id=event.pk, choice="for")
    assert refused.value.code == "hands"


def test_no_hands_in_a_vote_by_phone(hall):
    event = hall.vote()
    with pytest.raises(TransitionRefused) as refused:
        record(hall, event, raised(hall))
    assert refused.value.code == "named"


def test_it_is_not_closed_before_it_is_written_down(hall, event):
    with pytest.raises(TransitionRefused) as refused:
        vote_close(actor=hall.world.chair, event_id=event.pk)
    assert refused.value.code == "incomplete"
    record(hall, event, raised(hall))
    hall.arrive(event.meeting, "member4")
    with pytest.raises(TransitionRefused):
        vote_close(actor=hall.world.chair, event_id=event.pk)


@pytest.mark.parametrize("key", ["resident", "staff", "street", "secretary", "baita_chair"])
def test_nobody_outside_the_committee_writes(hall, event, key):
    with pytest.raises((Refused, NotFound)):
        record(hall, event, raised(hall), key)


def test_an_unknown_method_is_refused(hall):
    motion = hall.motion()
    hall.session(motion)
    motion_debate(actor=hall.world.chair, motion=motion)
    with pytest.raises(RuleViolated) as refused:
        vote_open(actor=hall.world.chair, motion=motion, method="telepathy")
    assert refused.value.field == "method" and not VoteEvent.objects.exists()


def test_the_triggers_survived_the_new_columns(hall, event):
    record(hall, event, raised(hall))
    with pytest.raises(DatabaseError), transaction.atomic():
        Vote.objects.update(choice="against")
    vote_close(actor=hall.world.chair, event_id=event.pk)
    with pytest.raises(DatabaseError), transaction.atomic():
        VoteEvent.objects.update(outcome="rejected")
