"""Amendments come first, and only their adoption changes the text; speakers wait their turn."""

from uuid import uuid4

import pytest

from committees.models import AmendmentOutcome, Motion, Resolution, VoteMethod
from committees.services.amendments import amendment_to_motion, amendment_withdraw
from committees.services.meetings import meeting_end
from committees.services.motions import motion_debate
from committees.services.speakers import speaker_ask, speaker_over
from committees.services.votes import vote_close, vote_open
from committees.workflows import MotionStatus
from portal.kernel.errors import NotFound, Refused, RuleViolated, TransitionRefused
from tests.committees.conftest import SEATS

NEW = "只在院坝北侧种树，南侧留作活动场地。"


@pytest.fixture
def motion(hall):
    """A motion that five members debate."""
    motion = hall.motion()
    hall.session(motion)
    return motion_debate(actor=hall.world.chair, motion=motion)


def proposed(hall, motion, key="member2", text=NEW, submit_key=None):
    return amendment_to_motion(
        actor=hall.world.people[key],
        motion=motion,
        text=text,
        submit_key=submit_key or uuid4(),
    )


def voted(hall, motion, row, choice, method=VoteMethod.NAMED):
    event = vote_open(actor=hall.world.chair, motion=motion, amendment=row, method=method)
    hall.say(event, choice, *SEATS[:5])
    return vote_close(actor=hall.world.chair, event_id=event.pk)


def test_an_adopted_amendment_becomes_the_text_that_is_voted_on(hall, motion):
    row = proposed(hall, motion)
    event = voted(hall, motion, row, "for")
    row.refresh_from_db()
    motion = Motion.objects.get(pk=motion.pk)
    assert (row.outcome, motion.text) == (AmendmentOutcome.ADOPTED, NEW)
    assert motion.status == MotionStatus.UNDER_DEBATE
    assert not Resolution.objects.filter(vote_event=event).exists()
    main = vote_open(actor=hall.world.chair, motion=motion)
    hall.say(main, "for", *SEATS[:5])
    assert vote_close(actor=hall.world.chair, event_id=main.pk).resolution.text == NEW


def test_a_rejected_amendment_changes_nothing(hall, motion):
    row = proposed(hall, motion)
    old = motion.text
    voted(hall, motion, row, "against")
    row.refresh_from_db()
    motion = Motion.objects.get(pk=motion.pk)
    assert (row.outcome, motion.text) == (AmendmentOutcome.REJECTED, old)
    assert motion.status == MotionStatus.UNDER_DEBATE


def test_one_form_is_one_amendment(hall, motion):
    key = uuid4()
    assert proposed(hall, motion, submit_key=key) == proposed(hall, motion, submit_key=key)


@pytest.mark.parametrize("text", ["", "  "])
def test_an_empty_amendment_is_refused(hall, motion, text):
    with pytest.raises(RuleViolated) as refused:
        proposed(hall, motion, text=text)
    assert refused.value.field == "text"


def test_the_same_text_is_no_amendment(hall, motion):
    with pytest.raises(RuleViolated) as refused:
        proposed(hall, motion, text=motion.text)
    assert refused.value.code == "same"


@pytest.mark.parametrize("key", ["staff", "street", "baita_chair"])
def test_strangers_to_the_meeting_propose_nothing(hall, motion, key):
    with pytest.raises((Refused, NotFound)):
        proposed(hall, motion, key)


def test_a_resident_without_a_seat_proposes_nothing(hall, motion):
    with pytest.raises(TransitionRefused) as refused:
        proposed(hall, motion, "resident")
    assert refused.value.code == "not_on_roll"


def test_only_in_the_debate(hall):
    motion = hall.motion()
    hall.session(motion)
    with pytest.raises(TransitionRefused):
        proposed(hall, motion)


def test_the_proposer_withdraws_it_before_the_vote(hall, motion):
    row = proposed(hall, motion)
    with pytest.raises(NotFound):
        amendment_withdraw(actor=hall.world.member1, amendment=row)
    row = amendment_withdraw(actor=hall.world.member2, amendment=row)
    assert row.outcome == AmendmentOutcome.WITHDRAWN
    with pytest.raises(TransitionRefused):
        vote_open(actor=hall.world.chair, motion=motion, amendment=row)


def test_two_votes_do_not_run_at_once(hall, motion):
    row = proposed(hall, motion)
    vote_open(actor=hall.world.chair, motion=motion, amendment=row)
    with pytest.raises(TransitionRefused):
        vote_open(actor=hall.world.chair, motion=motion)
    with pytest.raises(TransitionRefused):
        meeting_end(actor=hall.world.chair, meeting=row.motion.current_agenda_item.meeting)


def test_speakers_wait_in_the_order_they_asked(hall, motion):
    item = motion.current_agenda_item
    first = speaker_ask(actor=hall.world.member2, item=item)
    assert speaker_ask(actor=hall.world.member2, item=item) == first
    other = hall.place(item.meeting, "member3")
    second = speaker_ask(actor=hall.world.chair, item=item, participant=other)
    waiting = item.speaker_turns.filter(over_at__isnull=True)
    assert list(waiting) == [first, second]
    speaker_over(actor=hall.world.chair, turn=first, has_spoken=True)
    speaker_over(actor=hall.world.member3, turn=second, has_spoken=False)
    assert not waiting.all().exists()
    assert speaker_ask(actor=hall.world.member2, item=item) != first


def test_only_the_chair_says_that_somebody_has_spoken(hall, motion):
    item = motion.current_agenda_item
    turn = speaker_ask(actor=hall.world.member2, item=item)
    for key in ("member2", "member3", "staff"):
        with pytest.raises((Refused, NotFound)):
            speaker_over(actor=hall.world.people[key], turn=turn, has_spoken=True)
    with pytest.raises(Refused):
        speaker_over(actor=hall.world.member3, turn=turn, has_spoken=False)


def test_nobody_asks_for_a_word_outside(hall):
    motion = hall.motion()
    item = hall.planned(motion).agenda_items.get()
    with pytest.raises(TransitionRefused):
        speaker_ask(actor=hall.world.member2, item=item)
    with pytest.raises((Refused, NotFound)):
        speaker_ask(actor=hall.world.resident, item=item)
