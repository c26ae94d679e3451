"""One member, one counted vote; rules, roll and text frozen; the arithmetic from raw material."""

import json

import pytest
from django.db import IntegrityError, transaction

from committees.models import Choice, ProposedAction, Resolution, Vote, VoteEvent
from committees.services.attendance import attendance_note
from committees.services.motions import motion_debate
from committees.services.recusals import recusal_declare
from committees.services.tellers import material_of
from committees.services.votes import (
    vote_cast,
    vote_close,
    vote_open,
)
from committees.tally import TallyRules, tally
from portal.kernel.errors import NotFound, Refused, RuleViolated, TransitionRefused
from portal.models import Record, Role, RoleAssignment
from portal.services.roles import role_grant
from tests.committees.conftest import SEATS


def cast(hall, event, key, choice="for"):
    return vote_cast(actor=hall.world.people[key], event_id=event.pk, choice=choice)


def close(hall, event):
    return vote_close(actor=hall.world.chair, event_id=event.pk)


def test_five_in_favour_of_seven_adopt(hall):
    event = hall.vote(present=5)
    hall.say(event, Choice.FOR, *SEATS[:3])
    hall.say(event, Choice.AGAINST, "member2")
    hall.say(event, Choice.ABSTAIN, "member3")
    event = close(hall, event)
    assert event.outcome == "adopted"
    assert (event.quorum_present, event.quorum_needed) == (5, 4)
    assert (event.votes_for, event.votes_needed) == (3, 3)
    assert event.resolution.action_items.count() == 2
    event.motion.refresh_from_db()
    assert event.motion.status == "adopted"


def test_the_tally_can_be_recomputed_from_stored_material(hall):
    event = hall.vote(present=6)
    recusal_declare(actor=hall.world.member4, motion=event.motion, reason="亲属住在院里")
    hall.say(event, Choice.FOR, *SEATS[:4])
    hall.say(event, Choice.AGAINST, "member3")
    close(hall, event)
    stored = VoteEvent.objects.get(pk=event.pk)
    present, recused, counts = material_of(stored)
    assert (stored.present, stored.recused) == (present, recused)
    again = tally(TallyRules.from_json(stored.rules), counts)
    assert json.loads(json.dumps(again.to_json())) == stored.result
    assert counts.entitled == 6 and counts.entitled_present == 5


def test_the_same_choice_twice_is_one_vote(hall):
    event = hall.vote()
    first = cast(hall, event, "member1")
    assert cast(hall, event, "member1").pk == first.pk
    assert Vote.objects.count() == 1
    assert Record.objects.filter(subject_type="vote", verb="cast").count() == 1


def test_another_choice_is_refused(hall):
    event = hall.vote()
    cast(hall, event, "member1")
    with pytest.raises(TransitionRefused) as refused:
        cast(hall, event, "member1", "against")
    assert refused.value.code == "already_voted"
    assert Vote.objects.get().choice == "for"


def test_the_key_of_the_database_holds_when_the_code_does_not(hall):
    event = hall.vote()
    cast(hall, event, "member1")
    with pytest.raises(IntegrityError), transaction.atomic():
        Vote.objects.create(
            vote_event=event, participant=hall.place(event.meeting, "member1"), choice="against"
        )


@pytest.mark.parametrize("choice", ["", "yes", "FOR", "for\x00"])
def test_unknown_choices_are_refused(hall, choice):
    event = hall.vote()
    with pytest.raises(RuleViolated):
        cast(hall, event, "member1", choice)


def test_after_the_close_no_vote_is_taken(hall):
    event = hall.vote()
    cast(hall, event, "member1")
    close(hall, event)
    with pytest.raises(TransitionRefused) as refused:
        cast(hall, event, "member2")
    assert refused.value.code == "closed"
    assert cast(hall, event, "member1").choice == "for"
    assert Vote.objects.count() == 1


def test_the_absent_do_not_vote(hall):
    event = hall.vote(present=5)
    with pytest.raises(TransitionRefused) as refused:
        cast(hall, event, "member5")
    assert refused.value.code == "absent"


def test_who_joined_after_the_opening_is_not_on_the_roll(hall):
    event = hall.vote()
    VoteEvent.objects.filter(pk=event.pk).update(base=event.base[1:])
    with pytest.raises(TransitionRefused) as refused:
        cast(hall, event, "chair")
    assert refused.value.code == "not_on_roll"


@pytest.mark.parametrize("key", ["secretary", "staff", "head", "street"])
def test_readers_do_not_vote(hall, key):
    event = hall.vote()
    with pytest.raises(Refused):
        cast(hall, event, key)


@pytest.mark.parametrize("key", ["resident", "stranger", "leader", "baita_chair", "donghua_street"])
def test_for_strangers_there_is_no_such_vote(hall, key):
    event = hall.vote()
    with pytest.raises(NotFound):
        cast(hall, event, key)


def test_who_executes_does_not_vote_even_with_an_exemption(hall, fresh):
    event = hall.vote()
    role_grant(
        actor=None,
        user=hall.world.member1,
        role=Role.STATION_STAFF,
        division=hall.world.mingtong,
        exemption="试点期间临时兼任",
    )
    fresh(hall.world.member1)
    with pytest.raises(Refused):
        cast(hall, event, "member1")


def test_an_ended_term_ends_the_vote(hall, fresh):
    event = hall.vote()
    RoleAssignment.objects.filter(user=hall.world.member1).update(valid_to="2026-03-01")
    fresh(hall.world.member1)
    with pytest.raises(NotFound):
        cast(hall, event, "member1")


def test_recusal_leaves_base_and_quorum(hall):
    event = hall.vote(present=4)
    for key in ("member4", "member5"):
        recusal_declare(actor=hall.world.people[key], motion=event.motion, reason="利害关系")
    hall.say(event, Choice.FOR, *SEATS[:3])
    event = close(hall, event)
    assert event.result["counts"]["entitled"] == 5
    assert event.quorum_needed == 3
    assert event.outcome == "adopted"


def test_the_recused_do_not_vote(hall):
    event = hall.vote()
    recusal_declare(actor=hall.world.member1, motion=event.motion, reason="利害关系")
    with pytest.raises(TransitionRefused) as refused:
        cast(hall, event, "member1")
    assert refused.value.code == "recused"


def test_nobody_stands_aside_after_voting(hall):
    event = hall.vote()
    cast(hall, event, "member1")
    with pytest.raises(TransitionRefused):
        recusal_declare(actor=hall.world.member1, motion=event.motion, reason="想起来了")


def test_recusal_needs_a_reason(hall):
    event = hall.vote()
    with pytest.raises(RuleViolated):
        recusal_declare(actor=hall.world.member1, motion=event.motion, reason=" ")


def test_without_quorum_nothing_is_adopted(hall):
    event = hall.vote(present=3)
    hall.say(event, Choice.FOR, *SEATS[:3])
    event = close(hall, event)
    assert event.outcome == "no_quorum"
    assert not Resolution.objects.exists()
    event.motion.refresh_from_db()
    assert event.motion.status == "deferred"


@pytest.mark.parametrize(
    "figures",
    [
        {},
        {"quorum_present": 3, "quorum_needed": 4, "votes_for": 3, "votes_needed": 2},
        {"quorum_present": 5, "quorum_needed": 4, "votes_for": 2, "votes_needed": 3},
        {"quorum_present": 5, "quorum_needed": None, "votes_for": 3, "votes_needed": 3},
        {"quorum_present": 0, "quorum_needed": 0, "votes_for": 0, "votes_needed": 0},
    ],
)
def test_the_database_refuses_a_false_adoption(hall, figures):
    event = hall.vote(present=3)
    with pytest.raises(IntegrityError), transaction.atomic():
        VoteEvent.objects.filter(pk=event.pk).update(
            outcome="adopted", closed_at=event.opened_at, result={}, **figures
        )


def test_a_rejected_motion_makes_no_resolution(hall):
    event = hall.vote()
    hall.say(event, Choice.AGAINST, *SEATS[:5])
    assert close(hall, event).outcome == "rejected"
    assert not Resolution.objects.exists()


def test_closing_twice_counts_once(hall):
    event = hall.vote()
    hall.say(event, Choice.FOR, *SEATS[:5])
    close(hall, event)
    close(hall, event)
    assert Resolution.objects.count() == 1
    assert Record.objects.filter(subject_type="vote", verb="close").count() == 1


@pytest.mark.parametrize("key", ["member1", "secretary", "head"])
def test_only_the_chair_closes(hall, key):
    event = hall.vote()
    with pytest.raises(Refused):
        vote_close(actor=hall.world.people[key], event_id=event.pk)


def test_changed_words_stop_the_count(hall):
    event = hall.vote()
    hall.say(event, Choice.FOR, *SEATS[:5])
    ProposedAction.objects.filter(motion=event.motion).update(cost_fen=999)
    with pytest.raises(TransitionRefused) as refused:
        close(hall, event)
    assert refused.value.code == "tampered"


def test_changed_rules_stop_the_count(hall):
    event = hall.vote()
    event.rules["quorum"]["numerator"] = 0
    VoteEvent.objects.filter(pk=event.pk).update(rules=event.rules)
    with pytest.raises(TransitionRefused):
        close(hall, event)


def test_a_voter_cannot_be_noted_as_gone(hall):
    event = hall.vote()
    cast(hall, event, "member1")
    with pytest.raises(RuleViolated):
        attendance_note(
            actor=hall.world.chair,
            meeting=event.meeting,
            participant=hall.place(event.meeting, "member1"),
            presence="absent",
        )


def test_a_vote_needs_a_meeting_in_session(hall):
    motion = hall.motion()
    hall.planned(motion)
    with pytest.raises(TransitionRefused):
        motion_debate(actor=hall.world.chair, motion=motion)
    with pytest.raises(TransitionRefused):
        vote_open(actor=hall.world.chair, motion=motion)


def test_the_record_never_holds_a_choice_before_the_close(hall):
    event = hall.vote()
    cast(hall, event, "member1", "against")
    row = Record.objects.get(subject_type="vote", verb="cast")
    assert row.data == {"participant": hall.place(event.meeting, "member1").pk}
    assert not row.is_public
