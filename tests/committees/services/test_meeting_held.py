"""A meeting is held as it was announced: its time, its agenda, who sits there, who stands aside."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

from committees.models import (
    Meeting,
    MeetingKind,
    Recusal,
    Representative,
    UnitDelegate,
    VoteMethod,
)
from committees.services.attendance import attendance_arrive, attendance_note, resident_sign_in
from committees.services.meetings import (
    Sitting,
    meeting_convene,
    meeting_notify,
    meeting_open,
)
from committees.services.motions import motion_debate, motion_schedule
from committees.services.points import point_add, point_hear, point_remove
from committees.services.recusals import recusal_declare, recusal_note
from committees.services.representatives import representative_add
from committees.services.tellers import count_enter
from committees.services.votes import vote_close, vote_open
from portal.kernel import clock
from portal.kernel.errors import NotFound, Refused, RuleViolated, TransitionRefused
from portal.models import DivisionProfile, Record

HOUSEHOLDS = {"kind": "residents_meeting", "composition": "households", "entitled": 30}
ADULTS = HOUSEHOLDS | {"composition": "adults"}


def convened(hall, *motions, days=11, **words):
    return meeting_convene(
        actor=hall.world.chair,
        committee=hall.committee,
        title="居民会议",
        starts_at=clock.now() + timedelta(days=days),
        place="社区礼堂",
        motions=motions,
        submit_key=uuid4(),
        sitting=Sitting(**words),
    )


def represented(hall, count):
    for n in range(count):
        representative_add(
            actor=hall.world.chair,
            community=hall.world.mingtong,
            name=f"代表{n}",
            households=30,
            valid_from=date(2026, 1, 2),
        )


def noticed(hall, *motions, **words):
    meeting = convened(hall, *(motions or (hall.motion(),)), **words)
    return meeting_notify(actor=hall.world.chair, meeting=meeting)


def sitting(hall, *motions, days=11, **words):
    meeting = noticed(hall, *motions, days=days, **words)
    clock.advance(days=days)
    return meeting_open(actor=hall.world.chair, meeting=meeting)


# The time of the notice (§26)


def test_no_meeting_opens_before_its_time(hall):
    meeting = noticed(hall, **HOUSEHOLDS)
    clock.advance(days=10, hours=23, minutes=59)
    with pytest.raises(RuleViolated) as refused:
        meeting_open(actor=hall.world.chair, meeting=meeting)
    assert refused.value.field == "reason"
    meeting.refresh_from_db()
    assert meeting.status == "noticed" and not meeting.rules


def test_it_opens_at_its_time(hall):
    meeting = sitting(hall, **HOUSEHOLDS)
    assert meeting.is_in_session and not meeting.is_special
    assert not Record.objects.of(meeting).last().data["early"]


def test_an_early_opening_says_why_and_is_special(hall):
    meeting = noticed(hall, **HOUSEHOLDS)
    meeting = meeting_open(actor=hall.world.chair, meeting=meeting, reason="台风要来")
    assert meeting.is_special and meeting.special_reason == "台风要来"
    row = Record.objects.of(meeting).last()
    assert row.data["early"] and row.remark.text == "台风要来"


def test_a_reason_has_its_length(hall):
    meeting = noticed(hall, **HOUSEHOLDS)
    with pytest.raises(RuleViolated) as refused:
        meeting_open(actor=hall.world.chair, meeting=meeting, reason="急" * 201)
    assert refused.value.code == "max_length"


def test_the_database_keeps_a_special_meeting_with_its_reason(hall):
    meeting = noticed(hall, **HOUSEHOLDS)
    with pytest.raises(IntegrityError), transaction.atomic():
        Meeting.objects.filter(pk=meeting.pk).update(is_special=True)


# The agenda of the notice


def test_nothing_comes_onto_the_agenda_after_the_notice_without_a_reason(hall):
    meeting = hall.planned(hall.motion())
    before = motion_schedule(actor=hall.world.chair, motion=hall.motion(), meeting=meeting)
    assert before.agenda_items.get().late_reason == ""
    meeting = meeting_notify(actor=hall.world.chair, meeting=meeting)
    late = hall.motion()
    with pytest.raises(RuleViolated) as refused:
        motion_schedule(actor=hall.world.chair, motion=late, meeting=meeting)
    assert refused.value.field == "late_reason"
    words = {"motion": late, "meeting": meeting, "late_reason": "水管爆了"}
    late = motion_schedule(actor=hall.world.chair, **words)
    assert late.agenda_items.get().late_reason == "水管爆了"


def point(hall, meeting, **words):
    given = {"kind": "report", "title": "上半年收支", "submit_key": uuid4()}
    return point_add(actor=hall.world.chair, meeting=meeting, **(given | words))


def test_a_report_makes_an_agenda_and_is_heard_in_the_meeting(hall):
    meeting = hall.planned()
    row = point(hall, meeting, text="收入和支出", speaker="孙丽")
    meeting = meeting_notify(actor=hall.world.chair, meeting=Meeting.objects.get(pk=meeting.pk))
    with pytest.raises(TransitionRefused):
        point_hear(actor=hall.world.chair, meeting=meeting, pk=row.pk)
    with pytest.raises(RuleViolated):
        point(hall, meeting)
    assert point(hall, meeting, late_reason="刚收到").late_reason == "刚收到"
    clock.advance(days=3)
    meeting = meeting_open(actor=hall.world.chair, meeting=meeting)
    heard = point_hear(actor=hall.world.chair, meeting=meeting, pk=row.pk, note="没有问题")
    assert heard.heard_at and heard.note == "没有问题"
    with pytest.raises(TransitionRefused):
        point_remove(actor=hall.world.chair, meeting=meeting, pk=row.pk)
    with pytest.raises(TransitionRefused):
        point(hall, meeting)


def test_the_same_point_twice_is_one(hall):
    meeting, key = hall.planned(), uuid4()
    assert point(hall, meeting, submit_key=key) == point(hall, meeting, submit_key=key)
    with pytest.raises(RuleViolated):
        point(hall, meeting, kind="demand")
    with pytest.raises(RuleViolated):
        point(hall, meeting, title=" ")
    with pytest.raises(NotFound):
        point_remove(actor=hall.world.chair, meeting=hall.planned(), pk=meeting.points.get().pk)


# Who sits there: signed in once, near the time, within the roll


@pytest.mark.parametrize(("hours", "takes"), [(1.02, False), (1, True), (0.5, True)])
def test_sign_in_begins_an_hour_before(hall, hours, takes):
    meeting = noticed(hall, **ADULTS)
    clock.advance(days=11)
    clock.advance(hours=-hours)
    words = {"actor": hall.world.chair, "meeting": meeting, "name": "赵大爷", "door": "3-201"}
    if takes:
        assert resident_sign_in(**words).is_present
    else:
        with pytest.raises(TransitionRefused):
            resident_sign_in(**words)


def test_one_person_is_one_on_paper_and_by_phone(hall):
    meeting = sitting(hall, **ADULTS)
    me = hall.world.resident
    by_hand = resident_sign_in(
        actor=hall.world.chair, meeting=meeting, name=me.name, door="3 - 201"
    )
    by_phone = attendance_arrive(actor=me, meeting=meeting, door="3-201")
    assert by_hand.pk == by_phone.pk and meeting.participants.count() == 1
    neighbour = attendance_arrive(actor=hall.world.neighbour, meeting=meeting, door="3-201")
    assert neighbour.pk != by_hand.pk  # two adults of one door are two adults


def test_of_a_household_one_person_votes(hall):
    meeting = sitting(hall, **HOUSEHOLDS)
    attendance_arrive(actor=hall.world.resident, meeting=meeting, door="3-201")
    with pytest.raises(RuleViolated) as refused:
        attendance_arrive(actor=hall.world.neighbour, meeting=meeting, door="3 201")
    assert refused.value.field == "door"
    with pytest.raises(RuleViolated):
        resident_sign_in(actor=hall.world.chair, meeting=meeting, name="王小二", door="3-201")
    assert meeting.participants.count() == 1


@pytest.mark.parametrize(("entitled", "ok"), [(19, False), (20, True), (21, True)])
def test_the_roll_is_not_smaller_than_the_place(hall, entitled, ok):
    DivisionProfile.objects.create(
        division=hall.world.mingtong, as_of=date(2026, 1, 1), households=20, population_adult=40
    )
    words = HOUSEHOLDS | {"entitled": entitled}
    if ok:
        assert convened(hall, **words).entitled == entitled
        return
    with pytest.raises(RuleViolated) as refused:
        convened(hall, **words)
    assert refused.value.field == "entitled"


def test_the_share_of_representatives_is_asked_again(hall):
    represented(hall, 28)  # of thirty-five with the seven members: four fifths
    meeting = convened(hall, hall.motion(), kind=MeetingKind.REPRESENTATIVES)
    Representative.objects.filter(name="代表0").update(valid_to=date(2026, 3, 3))
    with pytest.raises(RuleViolated) as refused:
        meeting_notify(actor=hall.world.chair, meeting=meeting)
    assert refused.value.field == "kind"


# Standing aside


def test_the_chair_of_a_residents_meeting_stands_aside(hall):
    motion = hall.motion()
    meeting = sitting(hall, motion, **HOUSEHOLDS)
    attendance_arrive(actor=hall.world.chair, meeting=meeting, door="1-101")
    row = recusal_declare(actor=hall.world.chair, motion=motion, reason="是我家门口")
    assert row.participant.name == hall.world.chair.name and row.membership is None
    again = recusal_declare(actor=hall.world.chair, motion=motion, reason="是我家门口")
    assert again == row


def test_who_is_not_there_has_nothing_to_stand_aside_from(hall):
    motion = hall.motion()
    sitting(hall, motion, **HOUSEHOLDS)
    with pytest.raises(NotFound):
        recusal_declare(actor=hall.world.resident, motion=motion, reason="亲戚")
    with pytest.raises(RuleViolated):
        recusal_declare(actor=hall.world.resident, motion=motion, reason=" ")


def counted(hall, event, **figures):
    for key in ("member1", "member2"):
        count_enter(actor=hall.world.people[key], event_id=event.pk, **figures)
    return vote_close(actor=hall.world.chair, event_id=event.pk)


@pytest.mark.parametrize(("votes_for", "outcome"), [(9, "rejected"), (10, "adopted")])
def test_who_stands_aside_leaves_base_and_quorum_of_totals(hall, votes_for, outcome):
    motion = hall.motion()
    meeting = sitting(hall, motion, **HOUSEHOLDS)
    hall.sign_in(meeting, 20)
    first = meeting.participants.order_by("id").first()
    words = {"motion": motion, "participant": first, "reason": "工程是他家的"}
    row = recusal_note(actor=hall.world.member1, **words)
    assert row.entered_by == hall.world.member1
    motion_debate(actor=hall.world.chair, motion=motion)
    event = vote_open(actor=hall.world.chair, motion=motion, method=VoteMethod.COUNTED)
    with pytest.raises(RuleViolated):  # twenty are there, nineteen may vote
        counted(hall, event, present=20, votes_for=20, against=0, abstain=0)
    figures = {"votes_for": votes_for, "against": 19 - votes_for, "abstain": 0}
    event = counted(hall, event, present=20, **figures)
    assert (event.outcome, event.quorum_present, event.votes_needed) == (outcome, 19, 10)


def test_standing_aside_after_the_count_asks_for_a_new_one(hall):
    motion = hall.motion()
    meeting = sitting(hall, motion, **HOUSEHOLDS)
    hall.sign_in(meeting, 20)
    motion_debate(actor=hall.world.chair, motion=motion)
    event = vote_open(actor=hall.world.chair, motion=motion, method=VoteMethod.COUNTED)
    for key in ("member1", "member2"):
        count_enter(
            actor=hall.world.people[key],
            event_id=event.pk,
            present=20,
            votes_for=20,
            against=0,
            abstain=0,
        )
    words = {"participant": meeting.participants.first(), "reason": "亲戚"}
    recusal_note(actor=hall.world.chair, motion=motion, **words)
    with pytest.raises(TransitionRefused) as refused:
        vote_close(actor=hall.world.chair, event_id=event.pk)
    assert refused.value.code == "changed"


@pytest.mark.parametrize("method", [VoteMethod.HANDS, VoteMethod.COUNTED, VoteMethod.SECRET])
def test_one_stands_aside_before_and_during_every_kind_of_vote(hall, method):
    motion = hall.motion()
    hall.session(motion)
    recusal_declare(actor=hall.world.member2, motion=motion, reason="亲戚")  # not debated yet
    motion_debate(actor=hall.world.chair, motion=motion)
    vote_open(actor=hall.world.chair, motion=motion, method=method)
    recusal_declare(actor=hall.world.member1, motion=motion, reason="合伙人")
    assert Recusal.objects.filter(motion=motion).count() == 2


def test_a_delegate_with_a_vote_stands_aside(hall):
    seat = UnitDelegate.objects.create(
        community=hall.world.mingtong, unit="拓东小学", name="田园", valid_from=date(2026, 1, 2)
    )
    motion = hall.motion()
    meeting = hall.session(motion)
    row = meeting.participants.create(delegate=seat, name="田园", has_vote=True)
    noted = {"motion": motion, "participant": row, "reason": "本单位的事"}
    assert recusal_note(actor=hall.world.chair, **noted).delegate == seat
    assert recusal_note(actor=hall.world.chair, **noted).delegate == seat


def test_only_the_keepers_of_the_list_write_down_for_others(hall):
    motion = hall.motion()
    meeting = sitting(hall, motion, **HOUSEHOLDS)
    hall.sign_in(meeting, 1)
    words = {"motion": motion, "participant": meeting.participants.get(), "reason": "亲戚"}
    for key in ("resident", "street", "staff"):
        with pytest.raises(Refused):
            recusal_note(actor=hall.world.people[key], **words)
    other = hall.session(hall.motion())
    with pytest.raises(NotFound):
        recusal_note(
            actor=hall.world.chair, **(words | {"participant": hall.place(other, "member1")})
        )


def test_residents_come_to_listen_at_the_representatives_meeting(hall):
    represented(hall, 30)
    meeting = sitting(hall, hall.motion(), kind=MeetingKind.REPRESENTATIVES)
    row = attendance_arrive(actor=hall.world.resident, meeting=meeting)
    assert row.is_present and not row.has_vote
    with pytest.raises(NotFound):
        attendance_arrive(actor=hall.world.resident, meeting=hall.session(hall.motion()))
    absent = meeting.participants.filter(has_vote=True).first()
    attendance_note(actor=hall.world.chair, meeting=meeting, participant=absent, presence="excused")
