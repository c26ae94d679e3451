"""The demo of deliberation shows what it promises: votes that are over, waiting and contested."""

from datetime import timedelta

import pytest

from committees.models import (
    Committee,
    Consultation,
    Election,
    Membership,
    RecallPetition,
    Recusal,
    RollObjection,
    VoterApplication,
)
from committees.models.group_leaders import GroupLeader
from committees.models.voices import PaperVoice
from committees.selectors.recalls import verdict_of
from portal.kernel import clock
from portal.models import Division, Picture
from portal.services.verification import record_verify
from workstations.demo import bodies, consultations, courtyard, elections, general, recalls, seed


@pytest.fixture
def made(db):
    crowd = seed.ground_make("only-for-tests")
    bodies.bodies_make(crowd)
    stages = [seed._place(code) for code in seed.STAFFED]
    return crowd, stages, seed._morning(clock.now(), 0)


def test_by_elections_stand_at_a_result_at_an_objection_and_at_registration(made):
    crowd, stages, morning = made
    elections.all_of(stages, crowd, morning)
    rows = Election.objects.order_by("pk")
    assert [row.status for row in rows] == ["filed", "roll_published", "registration"]
    waiting = RollObjection.objects.get(ruled_on__isnull=True)
    assert waiting.election == rows[1] and waiting.due_on >= clock.today()
    application = VoterApplication.objects.get()
    assert application.election == rows[2] and application.state == "waiting"
    assert not application.registration_id


def test_the_general_election_fills_five_seats_one_of_them_by_runoff(made):
    crowd, _stages, morning = made
    general.all_of(crowd, morning)
    first, again = Election.objects.order_by("pk")
    assert (first.kind, first.outcome, first.status) == ("general", "runoff", "filed")
    assert (again.kind, again.outcome, again.status) == ("runoff", "elected", "filed")
    community = Division.objects.get(scheme="nbs", code=general.CODE, valid_to=None)
    old, new = Committee.objects.filter(community=community).order_by("term_from")
    assert old.term_to == new.term_from < clock.today()
    sitting = Membership.objects.active().filter(committee=new)
    assert sitting.count() == 5 and sitting.filter(is_woman=True).exists()
    assert not Membership.objects.active().filter(committee=old).exists()
    assert new.handover.status == "completed" and new.handover.previous == old
    held = community.role_assignments.active().filter(role="chair")
    assert [row.user for row in held] == [sitting.get(seat="chair").user]


def test_the_recall_is_being_signed_and_not_reached(made):
    _crowd, stages, morning = made
    recalls.all_of(stages[1], morning)
    petition = RecallPetition.objects.get()
    assert petition.status == "collecting" and verdict_of(petition).outcome == "short"
    papers = petition.signatures.filter(source="paper")
    assert papers.filter(confirmed_at__isnull=False).count() == 2
    assert papers.filter(checked_by__isnull=True).count() == 1
    assert petition.signatures.filter(source="online").count() == 5


def test_a_consultation_has_a_sitting_another_paper_voices_and_its_scans_are_developed(made):
    _crowd, stages, morning = made
    consultations.all_of(stages[0], morning)
    assert Consultation.objects.filter(sittings__isnull=False).count() == 1
    heard, waiting = PaperVoice.objects.order_by("pk")
    assert heard.confirmed_at and not waiting.checked_by_id
    scans = Picture.objects.filter(pk__in=[heard.scan_id, waiting.scan_id])
    assert {row.processing for row in scans} == {"ready"}


def test_somebody_stands_aside_from_the_vote_that_is_open(made):
    _crowd, stages, morning = made
    with clock.at(morning - timedelta(hours=7)):
        courtyard._meeting_in_session(stages[0])
    aside = Recusal.objects.get()
    event = aside.motion.vote_events.get()
    assert event.closed_at is None
    assert not event.votes.filter(participant__user=stages[0].cast.members[5]).exists()


def test_the_groups_have_leaders_whom_a_meeting_chose(made):
    leaders = GroupLeader.objects.filter(ended_ground="")
    assert leaders.count() == len(bodies.STAGES)
    assert all(row.votes * 2 > row.present for row in leaders)


def test_nothing_of_it_breaks_the_record(made):
    crowd, stages, morning = made
    general.all_of(crowd, morning)
    recalls.all_of(stages[1], morning)
    assert not record_verify().fault
