"""Representatives' and residents' meetings: the roll, who counts, what they may decide."""

from datetime import timedelta
from uuid import uuid4

import pytest

from committees.models import MeetingKind, VoteMethod
from committees.services.attendance import (
    attendance_arrive,
    attendance_note,
    guest_invite,
    resident_sign_in,
)
from committees.services.circles import delegate_add
from committees.services.meetings import (
    Sitting,
    meeting_convene,
    meeting_end,
    meeting_notify,
    meeting_open,
    meeting_reconvene,
)
from committees.services.motions import motion_debate, motion_schedule
from committees.services.recusals import recusal_declare
from committees.services.representatives import representative_add, representative_end
from committees.services.tellers import count_enter
from committees.services.votes import vote_cast, vote_close, vote_open
from portal.kernel import clock
from portal.kernel.errors import NotFound, Refused, RuleViolated, TransitionRefused
from tests.committees.conftest import SEATS

REPS, RESIDENTS = MeetingKind.REPRESENTATIVES, MeetingKind.RESIDENTS


@pytest.fixture
def reps(hall):
    """Thirty representatives beside seven members: more than four fifths; two have accounts."""
    words = {"actor": hall.world.chair, "community": hall.world.mingtong, "households": 30}
    rows = [representative_add(user=hall.world.resident, **words)]
    rows.append(representative_add(user=hall.world.leader, **words))
    return rows + [representative_add(name=f"代表{n}", **words) for n in range(28)]


def convened(hall, *motions, kind=REPS, days=12, **words):
    return meeting_convene(
        actor=hall.world.chair,
        committee=hall.committee,
        title="居民代表会议",
        starts_at=clock.now() + timedelta(days=days),
        place="社区礼堂",
        motions=motions,
        submit_key=uuid4(),
        sitting=Sitting(kind=kind, **words),
    )


def in_session(hall, *motions, days=12, **words):
    meeting = convened(hall, *motions, days=days, **words)
    meeting_notify(actor=hall.world.chair, meeting=meeting)
    clock.advance(days=days)
    return meeting_open(actor=hall.world.chair, meeting=meeting)


def seat_all(hall, meeting, count):
    """The first ``count`` of the roll are there."""
    for row in meeting.participants.filter(has_vote=True).order_by("id")[:count]:
        attendance_note(
            actor=hall.world.chair, meeting=meeting, participant=row, presence="present"
        )


def debated(hall, meeting, motion, method):
    motion_debate(actor=hall.world.chair, motion=motion)
    return vote_open(actor=hall.world.chair, motion=motion, method=method)


def counted(hall, event, *, by=("member1", "member2"), **figures):
    for key in by:
        count_enter(actor=hall.world.people[key], event_id=event.pk, **figures)


# The roll


def test_representatives_and_members_are_on_the_roll(hall, reps):
    meeting = convened(hall)
    rows = list(meeting.participants.all())
    assert len(rows) == 37
    assert sum(1 for row in rows if row.representative_id) == 30
    assert sum(1 for row in rows if row.membership_id) == 7


def test_who_is_both_comes_once_as_a_representative(hall, reps):
    representative_add(
        actor=hall.world.chair,
        community=hall.world.mingtong,
        households=30,
        user=hall.world.member1,
    )
    rows = convened(hall).participants.filter(user=hall.world.member1)
    assert [bool(row.representative_id) for row in rows] == [True]


def test_too_few_representatives_make_no_representatives_meeting(hall):
    words = {"actor": hall.world.chair, "community": hall.world.mingtong, "households": 30}
    with pytest.raises(RuleViolated) as refused:
        convened(hall)
    assert (refused.value.field, refused.value.code) == ("kind", "nobody")
    for n in range(27):
        representative_add(name=f"代表{n}", **words)
    with pytest.raises(RuleViolated) as refused:
        convened(hall)  # 27 of 34 are less than four fifths
    assert refused.value.code == "composition" and "§28" in str(refused.value.message)
    representative_add(name="代表27", **words)
    assert convened(hall).participants.count() == 35  # 28 of 35 are four fifths


def test_a_guest_speaks_but_has_no_vote(hall, reps):
    delegate = delegate_add(
        actor=hall.world.chair,
        community=hall.world.mingtong,
        unit="盘龙小学",
        user=hall.world.stranger,
    )
    motion = hall.motion()
    meeting = hall.planned(motion)
    guest = guest_invite(actor=hall.world.chair, meeting=meeting, delegate=delegate)
    assert (guest.has_vote, guest.office) == (False, "盘龙小学")
    with pytest.raises(RuleViolated) as refused:
        guest_invite(actor=hall.world.chair, meeting=meeting, delegate=delegate)
    assert refused.value.code == "twice"
    with pytest.raises(Refused):
        guest_invite(actor=hall.world.staff, meeting=meeting, name="路人")
    meeting_notify(actor=hall.world.chair, meeting=meeting)
    clock.advance(days=3)
    meeting_open(actor=hall.world.chair, meeting=meeting)
    attendance_arrive(actor=hall.world.stranger, meeting=meeting)
    hall.arrive(meeting, *SEATS[:5])
    event = debated(hall, meeting, motion, VoteMethod.NAMED)
    assert guest.pk not in event.base
    with pytest.raises(Refused):
        vote_cast(actor=hall.world.stranger, event_id=event.pk, choice="for")


def test_who_came_after_the_notice_is_on_the_roll_and_who_left_is_off(hall, reps):
    meeting = convened(hall, hall.motion())
    meeting_notify(actor=hall.world.chair, meeting=meeting)
    representative_end(actor=hall.world.chair, representative=reps[5], ground="moved")
    representative_add(
        actor=hall.world.chair, community=hall.world.mingtong, households=30, name="后来的"
    )
    clock.advance(days=12)
    meeting = meeting_open(actor=hall.world.chair, meeting=meeting)
    assert meeting.participants.filter(name="后来的").exists()
    assert not meeting.participants.filter(representative=reps[5]).exists()


# The count


@pytest.mark.parametrize(("there", "outcome"), [(24, "no_quorum"), (25, "adopted")])
def test_two_thirds_of_the_composition_have_to_be_there(hall, reps, there, outcome):
    """37 people: 24 are under two thirds, 25 are over."""
    motion = hall.motion()
    meeting = in_session(hall, motion)
    seat_all(hall, meeting, there)
    event = debated(hall, meeting, motion, VoteMethod.COUNTED)
    counted(hall, event, votes_for=there, against=0, abstain=0)
    assert vote_close(actor=hall.world.chair, event_id=event.pk).outcome == outcome


@pytest.mark.parametrize(("votes_for", "outcome"), [(15, "rejected"), (16, "adopted")])
def test_more_than_half_of_those_present_decide(hall, reps, votes_for, outcome):
    motion = hall.motion()
    meeting = in_session(hall, motion)
    seat_all(hall, meeting, 30)
    event = debated(hall, meeting, motion, VoteMethod.COUNTED)
    counted(hall, event, votes_for=votes_for, against=30 - votes_for, abstain=0)
    assert vote_close(actor=hall.world.chair, event_id=event.pk).outcome == outcome


def test_a_representative_votes_on_the_phone_and_only_in_this_meeting(hall, reps):
    motion = hall.motion()
    meeting = in_session(hall, motion)
    attendance_arrive(actor=hall.world.resident, meeting=meeting)
    event = debated(hall, meeting, motion, VoteMethod.NAMED)
    vote = vote_cast(actor=hall.world.resident, event_id=event.pk, choice="for")
    assert vote.participant.representative == reps[0]
    other = hall.vote()
    with pytest.raises(TransitionRefused) as refused:
        vote_cast(actor=hall.world.resident, event_id=other.pk, choice="for")
    assert refused.value.code == "not_on_roll"


def test_a_representative_stands_aside(hall, reps):
    motion = hall.motion()
    meeting = in_session(hall, motion)
    seat_all(hall, meeting, 37)
    event = debated(hall, meeting, motion, VoteMethod.COUNTED)
    recusal = recusal_declare(actor=hall.world.resident, motion=motion, reason="我家的事")
    assert recusal.representative == reps[0] and recusal.membership is None
    with pytest.raises(RuleViolated):
        counted(hall, event, votes_for=37, against=0, abstain=0)
    counted(hall, event, votes_for=36, against=0, abstain=0)
    result = vote_close(actor=hall.world.chair, event_id=event.pk).result
    assert result["counts"]["entitled"] == 36


def test_two_tellers_have_to_agree(hall, reps):
    motion = hall.motion()
    meeting = in_session(hall, motion)
    seat_all(hall, meeting, 30)
    event = debated(hall, meeting, motion, VoteMethod.COUNTED)
    close = {"actor": hall.world.chair, "event_id": event.pk}
    with pytest.raises(TransitionRefused):
        vote_close(**close)
    counted(hall, event, by=("member1", "member1"), votes_for=20, against=10, abstain=0)
    with pytest.raises(TransitionRefused):
        vote_close(**close)
    counted(hall, event, by=("member2",), votes_for=19, against=11, abstain=0)
    with pytest.raises(TransitionRefused):
        vote_close(**close)
    counted(hall, event, by=("member2",), votes_for=20, against=10, abstain=0)
    assert vote_close(**close).outcome == "adopted"
    with pytest.raises(TransitionRefused):
        counted(hall, event, by=("member3",), votes_for=20, against=10, abstain=0)


@pytest.mark.parametrize("key", ["staff", "resident", "street"])
def test_only_tellers_of_the_place_count(hall, reps, key):
    motion = hall.motion()
    meeting = in_session(hall, motion)
    seat_all(hall, meeting, 30)
    event = debated(hall, meeting, motion, VoteMethod.COUNTED)
    with pytest.raises((Refused, NotFound)):
        counted(hall, event, by=(key,), votes_for=20, against=10, abstain=0)


def test_a_secret_vote_keeps_totals_alone(hall, reps):
    motion = hall.motion()
    meeting = in_session(hall, motion)
    seat_all(hall, meeting, 30)
    event = debated(hall, meeting, motion, VoteMethod.SECRET)
    with pytest.raises(TransitionRefused):
        vote_cast(actor=hall.world.member1, event_id=event.pk, choice="for")
    for wrong in ({}, {"issued": 31}, {"issued": 29}):
        with pytest.raises(RuleViolated):
            counted(hall, event, votes_for=20, against=7, abstain=1, invalid=2, **wrong)
    counted(hall, event, votes_for=20, against=7, abstain=1, invalid=2, issued=30)
    event = vote_close(actor=hall.world.chair, event_id=event.pk)
    assert event.outcome == "adopted" and not event.votes.exists()


# Residents' meetings


def test_a_residents_meeting_counts_against_a_number(hall):
    motion = hall.motion()
    words = {"kind": RESIDENTS, "composition": "households", "entitled": 100}
    meeting = in_session(hall, motion, **words)
    assert not meeting.is_special  # twelve days are more than ten
    with pytest.raises(RuleViolated):
        debated(hall, meeting, motion, VoteMethod.NAMED)
    hall.sign_in(meeting, 51)
    event = vote_open(actor=hall.world.chair, motion=motion, method=VoteMethod.COUNTED)
    with pytest.raises(RuleViolated) as refused:
        counted(hall, event, votes_for=40, against=0, abstain=0)
    assert refused.value.field == "present"
    with pytest.raises(RuleViolated):
        counted(hall, event, votes_for=40, against=0, abstain=0, present=101)
    with pytest.raises(RuleViolated) as refused:
        counted(hall, event, votes_for=26, against=20, abstain=5, present=52)
    assert refused.value.code == "not_signed_in"
    counted(hall, event, votes_for=26, against=20, abstain=5, present=51)
    event = vote_close(actor=hall.world.chair, event_id=event.pk)
    assert (event.outcome, event.quorum_needed, event.votes_needed) == ("adopted", 51, 26)


@pytest.mark.parametrize(
    ("words", "field"),
    [
        ({"kind": "party"}, "kind"),
        ({"kind": RESIDENTS, "entitled": 10}, "composition"),
        ({"kind": RESIDENTS, "composition": "adults"}, "entitled"),
        ({"kind": MeetingKind.COMMITTEE, "entitled": 9}, "entitled"),
    ],
)
def test_a_crooked_sitting_is_refused(hall, words, field):
    with pytest.raises(RuleViolated) as refused:
        convened(hall, **words)
    assert refused.value.field == field


def test_residents_sign_in_at_the_door_once(hall):
    words = {"kind": RESIDENTS, "composition": "adults", "entitled": 100}
    meeting = in_session(hall, hall.motion(), **words)
    with pytest.raises(RuleViolated):
        attendance_arrive(actor=hall.world.resident, meeting=meeting)
    attendance_arrive(actor=hall.world.resident, meeting=meeting, door="3-101")
    attendance_arrive(actor=hall.world.resident, meeting=meeting)
    given = {"actor": hall.world.chair, "meeting": meeting, "name": "赵大爷", "door": "3-201"}
    assert resident_sign_in(**given) == resident_sign_in(**given)
    assert meeting.participants.count() == 2
    with pytest.raises(RuleViolated):
        resident_sign_in(**(given | {"door": " "}))
    with pytest.raises((Refused, NotFound)):
        attendance_arrive(actor=hall.world.baita_chair, meeting=meeting)
    with pytest.raises(TransitionRefused):
        resident_sign_in(**(given | {"meeting": hall.session(hall.motion())}))


@pytest.mark.parametrize(("days", "special"), [(9, True), (10, False)])
def test_ten_days_of_notice_or_it_is_special(hall, days, special):
    words = {"kind": RESIDENTS, "composition": "adults", "entitled": 100}
    meeting = convened(hall, hall.motion(), days=days, **words)
    words = {"actor": hall.world.chair, "meeting": meeting}
    if special:
        with pytest.raises(RuleViolated):
            meeting_notify(**words)
    assert meeting_notify(**words, reason="防汛").is_special is special


# What belongs to whom (§30)


def test_the_committee_does_not_decide_what_is_the_residents(hall, reps):
    motion = hall.motion(is_reserved=True)
    with pytest.raises(TransitionRefused) as refused:
        hall.planned(motion)
    assert refused.value.code == "reserved"
    assert convened(hall, motion).agenda_items.count() == 1


def test_a_lower_meeting_does_not_undo_a_higher_one(hall, reps):
    motion = hall.motion()
    meeting = in_session(hall, motion)
    seat_all(hall, meeting, 30)
    event = debated(hall, meeting, motion, VoteMethod.COUNTED)
    counted(hall, event, votes_for=30, against=0, abstain=0)
    resolution = vote_close(actor=hall.world.chair, event_id=event.pk).resolution
    undo = hall.motion(title="取消", replaces=resolution, actions=())
    with pytest.raises(TransitionRefused) as refused:
        hall.planned(undo)
    assert refused.value.code == "higher_meeting"
    motion_schedule(actor=hall.world.chair, motion=undo, meeting=convened(hall))


# Once more


def test_a_meeting_without_quorum_is_called_again_under_the_same_rules(hall, reps):
    motion = hall.motion()
    meeting = in_session(hall, motion)
    seat_all(hall, meeting, 3)
    event = debated(hall, meeting, motion, VoteMethod.COUNTED)
    counted(hall, event, votes_for=3, against=0, abstain=0)
    vote_close(actor=hall.world.chair, event_id=event.pk)
    meeting_end(actor=hall.world.chair, meeting=meeting)
    given = {"actor": hall.world.chair, "meeting": meeting, "place": "礼堂"}
    given["starts_at"] = clock.now() + timedelta(days=5)
    again = meeting_reconvene(submit_key=uuid4(), **given)
    assert (again.kind, again.reconvenes_id) == (REPS, meeting.pk)
    assert [item.motion_id for item in again.agenda_items.all()] == [motion.pk]
    with pytest.raises(TransitionRefused) as refused:
        meeting_reconvene(submit_key=uuid4(), **given)
    assert refused.value.code == "twice"


def test_a_meeting_that_decided_is_not_called_again(hall):
    event = hall.vote()
    hall.say(event, "for", *SEATS[:5])
    vote_close(actor=hall.world.chair, event_id=event.pk)
    meeting = meeting_end(actor=hall.world.chair, meeting=event.meeting)
    given = {"actor": hall.world.chair, "meeting": meeting, "place": "礼堂"}
    with pytest.raises(TransitionRefused) as refused:
        meeting_reconvene(starts_at=clock.now() + timedelta(days=1), submit_key=uuid4(), **given)
    assert refused.value.code == "had_quorum"
