"""A consultation from the topic to the feedback, opinions, and who may do what."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import DatabaseError, transaction

from committees.models import Consultation, Motion, OpinionVersion, Support
from committees.services import consultations as write
from committees.services.opinions import opinion_hide, opinion_write
from portal.kernel import clock
from portal.kernel.errors import Refused, RuleViolated, TransitionRefused
from portal.models import Record
from portal.services.rules import rules_load_defaults
from tests.committees.assembly import deliberating, noticed, poll, proposed, topic


@pytest.fixture
def world(world):
    """With the rules of the field."""
    rules_load_defaults()
    return world


def concluded(world):
    row = deliberating(world)
    clock.advance(days=8)
    return write.consultation_conclude(actor=world.chair, consultation=row, conclusion="单侧停车。")


def test_from_topic_to_feedback(world):
    row = concluded(world)
    row = write.consultation_execute(actor=world.chair, consultation=row)
    row = write.consultation_give_feedback(
        actor=world.chair, consultation=row, feedback="已划线十二个。"
    )
    assert row.status == "fed_back"
    verbs = Record.objects.filter(subject_type="consultation").order_by("id")
    assert list(verbs.values_list("verb", flat=True)) == [
        "propose",
        "accept_topic",
        "set_participants",
        "give_notice",
        "begin",
        "conclude",
        "execute",
        "give_feedback",
    ]


def test_the_conclusion_becomes_a_motion(world):
    row = write.consultation_send_to_meeting(actor=world.chair, consultation=concluded(world))
    assert row.status == "sent_to_meeting"
    assert Motion.objects.get().text == "单侧停车。"
    assert row.motion == Motion.objects.get()


def test_the_same_key_is_the_same_topic(world):
    key = uuid4()
    rows = [
        write.consultation_propose(
            actor=world.chair, community=world.mingtong, topic=topic(), submit_key=key
        )
        for _ in range(2)
    ]
    assert rows[0] == rows[1]
    assert Consultation.objects.count() == 1


def test_a_residents_topic_needs_supporters(world):
    row = proposed(world, "resident")
    assert row.support_needed == 5
    with pytest.raises(TransitionRefused):
        write.consultation_accept_topic(actor=world.chair, consultation=row)
    for key in ("neighbour", "member1", "member2", "leader"):
        write.consultation_support(actor=world.people[key], consultation=row)
    assert Record.objects.filter(verb="reach_support").count() == 1
    row = write.consultation_accept_topic(actor=world.chair, consultation=row)
    assert row.status == "topic_accepted"


def test_supporting_twice_counts_once(world):
    row = proposed(world, "resident")
    for _ in range(2):
        write.consultation_support(actor=world.neighbour, consultation=row)
    assert Support.objects.count() == 2


@pytest.mark.parametrize("key", ["baita_resident", "staff", "stranger"])
def test_who_does_not_live_here_neither_proposes_nor_supports(world, key):
    with pytest.raises(Refused):
        proposed(world, key)
    row = proposed(world, "resident")
    with pytest.raises(Refused):
        write.consultation_support(actor=world.people[key], consultation=row)


@pytest.mark.parametrize("field", ["title", "question", "why"])
def test_empty_words_are_refused_at_their_field(world, field):
    with pytest.raises(RuleViolated) as refused:
        proposed(world, **{field: "  "})
    assert refused.value.field == field


@pytest.mark.parametrize("days", [-1, 400])
def test_the_close_is_ahead_and_near(world, days):
    with pytest.raises(RuleViolated) as refused:
        proposed(world, closes_at=clock.now() + timedelta(days=days))
    assert refused.value.field == "closes_at"


def test_a_resident_leads_nothing(world):
    row = proposed(world)
    with pytest.raises(Refused):
        write.consultation_accept_topic(actor=world.resident, consultation=row)
    with pytest.raises(Refused):
        write.consultation_drop(actor=world.baita_chair, consultation=row, remark="不")


def test_dropping_says_why_in_public(world):
    with pytest.raises(RuleViolated):
        write.consultation_drop(actor=world.chair, consultation=proposed(world), remark=" ")
    row = proposed(world)
    row = write.consultation_drop(actor=world.chair, consultation=row, remark="另案办理")
    record = Record.objects.get(verb="drop")
    assert row.status == "dropped"
    assert record.remark.is_public


def test_no_conclusion_while_people_speak_or_a_poll_runs(world):
    row = deliberating(world)
    poll(world, row, closes_at=clock.now() + timedelta(days=30))
    with pytest.raises(TransitionRefused):
        write.consultation_conclude(actor=world.chair, consultation=row, conclusion="好")
    clock.advance(days=8)
    with pytest.raises(TransitionRefused):
        write.consultation_conclude(actor=world.chair, consultation=row, conclusion="好")


def test_one_opinion_each_with_its_versions(world):
    row = deliberating(world)
    opinion = opinion_write(actor=world.resident, consultation=row, stance="for", text="好")
    opinion_write(actor=world.resident, consultation=row, stance="for", text="好")
    again = opinion_write(actor=world.resident, consultation=row, stance="against", text="再想想")
    assert again == opinion
    assert list(opinion.versions.order_by("number").values_list("text", flat=True)) == [
        "好",
        "再想想",
    ]
    with pytest.raises(DatabaseError), transaction.atomic():
        OpinionVersion.objects.update(text="别的")


@pytest.mark.parametrize(
    "words", [{"stance": "maybe", "text": "好"}, {"stance": "for", "text": " "}]
)
def test_half_an_opinion_is_refused(world, words):
    with pytest.raises(RuleViolated):
        opinion_write(actor=world.resident, consultation=deliberating(world), **words)


def test_no_opinion_before_the_beginning_or_after_the_close(world):
    row = noticed(world)
    with pytest.raises(TransitionRefused):
        opinion_write(actor=world.resident, consultation=row, stance="for", text="好")
    row = write.consultation_begin(actor=world.chair, consultation=row)
    clock.advance(days=8)
    with pytest.raises(TransitionRefused):
        opinion_write(actor=world.resident, consultation=row, stance="for", text="好")


def test_hiding_needs_a_reason_and_the_committee(world):
    opinion = opinion_write(
        actor=world.resident, consultation=deliberating(world), stance="for", text="骂人"
    )
    with pytest.raises(RuleViolated):
        opinion_hide(actor=world.chair, opinion=opinion, reason="")
    with pytest.raises(Refused):
        opinion_hide(actor=world.neighbour, opinion=opinion, reason="不喜欢")
    hidden = opinion_hide(actor=world.chair, opinion=opinion, reason="侮辱他人")
    assert hidden.hidden_reason == "侮辱他人"
    with pytest.raises(TransitionRefused):
        opinion_hide(actor=world.chair, opinion=opinion, reason="再来")
