"""Meetings: notice, agenda, presence, the order of things."""

from datetime import timedelta
from uuid import uuid4

import pytest

from committees.models import DebateNote, Meeting
from committees.services.agendas import agenda_move, agenda_remove
from committees.services.attendance import attendance_arrive, attendance_note
from committees.services.debates import debate_note_add
from committees.services.meetings import (
    meeting_cancel,
    meeting_convene,
    meeting_end,
    meeting_notify,
    meeting_open,
)
from committees.services.motions import motion_debate
from portal.kernel import clock
from portal.kernel.errors import NotFound, Refused, RuleViolated, TransitionRefused
from portal.models import Record


def test_a_notice_in_time_is_an_ordinary_meeting(hall):
    meeting = meeting_notify(actor=hall.world.chair, meeting=hall.planned(hall.motion()))
    assert not meeting.is_special and meeting.noticed_at
    data = Record.objects.of(meeting).last().data
    assert data == {"notice_days": 3, "notice_days_needed": 1, "special": False}


def test_a_short_notice_is_recorded_as_special(hall):
    meeting = hall.planned(hall.motion(), days=0.2)
    with pytest.raises(RuleViolated) as refused:
        meeting_notify(actor=hall.world.chair, meeting=meeting, reason=" ")
    assert refused.value.field == "reason"
    meeting = meeting_notify(actor=hall.world.chair, meeting=meeting, reason="下水管爆了")
    assert meeting.is_special and meeting.special_reason == "下水管爆了"
    row = Record.objects.of(meeting).last()
    assert row.data["special"] and row.remark.text == "下水管爆了"


def test_no_notice_without_an_agenda(hall):
    with pytest.raises(TransitionRefused):
        meeting_notify(actor=hall.world.chair, meeting=hall.planned())


def test_no_opening_without_notice(hall):
    with pytest.raises(TransitionRefused):
        meeting_open(actor=hall.world.chair, meeting=hall.planned(hall.motion()))


def test_the_rules_are_frozen_at_the_opening(hall):
    meeting = hall.session(hall.motion())
    assert meeting.rules["code"] == "law-2026"


def test_a_meeting_in_the_past_is_refused(hall):
    with pytest.raises(RuleViolated) as refused:
        hall.planned(days=-1)
    assert refused.value.field == "starts_at"


@pytest.mark.parametrize("key", ["member1", "secretary", "head", "street"])
def test_only_leaders_convene(hall, key):
    with pytest.raises(Refused):
        meeting_convene(
            actor=hall.world.people[key],
            committee=hall.committee,
            title="会",
            starts_at=clock.now() + timedelta(days=2),
            place="室",
            submit_key=uuid4(),
        )
    assert not Meeting.objects.exists()


def test_the_agenda_is_moved_and_thinned_before_the_meeting(hall):
    one, two = hall.motion(title="一"), hall.motion(title="二")
    meeting = hall.planned(one, two)
    first = meeting.agenda_items.first()
    agenda_move(actor=hall.world.chair, item=first, up=False)
    assert [row.motion.title for row in meeting.agenda_items.all()] == ["二", "一"]
    agenda_remove(actor=hall.world.chair, item=first)
    assert meeting.agenda_items.count() == 1
    one.refresh_from_db()
    assert one.status == "deferred"


def test_in_session_the_agenda_stands(hall):
    meeting = hall.session(hall.motion())
    item = meeting.agenda_items.get()
    with pytest.raises(TransitionRefused):
        agenda_remove(actor=hall.world.chair, item=item)
    with pytest.raises(TransitionRefused):
        agenda_move(actor=hall.world.chair, item=item, up=True)


def test_a_cancelled_meeting_frees_its_motions(hall):
    motion = hall.motion()
    with pytest.raises(RuleViolated):
        meeting_cancel(actor=hall.world.chair, meeting=hall.planned(hall.motion()), remark="")
    meeting_cancel(actor=hall.world.chair, meeting=hall.planned(motion), remark="停电")
    motion.refresh_from_db()
    assert motion.status == "deferred"


def test_no_end_during_a_vote(hall):
    event = hall.vote()
    with pytest.raises(TransitionRefused):
        meeting_end(actor=hall.world.chair, meeting=event.meeting)


def test_i_am_here_once(hall):
    meeting = hall.session(hall.motion(), present=1)
    attendance_arrive(actor=hall.world.member1, meeting=meeting)
    attendance_arrive(actor=hall.world.member1, meeting=meeting)
    seat = hall.place(meeting, "member1")
    assert seat.presence == "present"
    told = Record.objects.filter(subject_type="meeting", verb="attend")
    assert told.filter(data__participant=seat.pk).count() == 1


@pytest.mark.parametrize("key", ["secretary", "head"])
def test_who_has_no_seat_does_not_arrive(hall, key):
    meeting = hall.session(hall.motion())
    with pytest.raises((NotFound, Refused)):
        attendance_arrive(actor=hall.world.people[key], meeting=meeting)


def test_presence_is_one_of_three_words_at_the_right_time(hall):
    meeting = hall.planned(hall.motion())
    seat = hall.place(meeting, "member1")
    given = {"actor": hall.world.chair, "meeting": meeting, "participant": seat}
    with pytest.raises(TransitionRefused):
        attendance_note(presence="present", **given)
    with pytest.raises(RuleViolated):
        attendance_note(presence="asleep", **given)


def test_debate_is_noted_once_and_in_session_only(hall):
    motion = hall.motion()
    meeting = hall.session(motion)
    motion_debate(actor=hall.world.chair, motion=motion)
    item = meeting.agenda_items.get()
    given = {"actor": hall.world.member1, "item": item, "speaker": "孙丽", "text": "赞成"}
    debate_note_add(**given)
    debate_note_add(**given)
    assert DebateNote.objects.count() == 1
    with pytest.raises(RuleViolated):
        debate_note_add(**(given | {"text": " "}))
    with pytest.raises(Refused):
        debate_note_add(**(given | {"actor": hall.world.head}))
    meeting_end(actor=hall.world.chair, meeting=meeting)
    with pytest.raises(TransitionRefused):
        debate_note_add(**(given | {"text": "散会后"}))
