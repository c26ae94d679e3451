"""Minutes in four stages: drafted with the meeting's end, circulated, amended, locked."""

from uuid import uuid4

import pytest
from django.db import DatabaseError, transaction

from committees.models import Minutes, MinutesSignature, MinutesVersion
from committees.services.meetings import meeting_end
from committees.services.minutes import (
    amendment_decide,
    amendment_propose,
    minutes_circulate,
    minutes_lock,
    minutes_revise,
    minutes_sign,
)
from committees.services.votes import vote_close
from committees.texts import canonical_hash
from portal.kernel import clock
from portal.kernel.errors import NotFound, Refused, RuleViolated, StaleWrite, TransitionRefused
from portal.models import Record

PRESENT = ("chair", "vice", "member1", "member2", "member3")


@pytest.fixture
def draft(hall):
    """The draft after a meeting of five with one vote."""
    event = hall.vote()
    hall.say(event, "for", *PRESENT)
    vote_close(actor=hall.world.chair, event_id=event.pk)
    meeting_end(actor=hall.world.chair, meeting=event.meeting)
    return Minutes.objects.get(meeting=event.meeting)


@pytest.fixture
def circulated(hall, draft):
    return minutes_circulate(actor=hall.world.chair, minutes=draft)


def sign(hall, minutes, *keys):
    for key in keys:
        minutes_sign(actor=hall.world.people[key], minutes=minutes)
    return Minutes.objects.get(pk=minutes.pk)


def propose(hall, minutes, key="member1", text="第二段应写八棵。", submit_key=None):
    return amendment_propose(
        actor=hall.world.people[key],
        minutes=minutes,
        text=text,
        submit_key=submit_key or uuid4(),
    )


def test_the_end_of_the_meeting_drafts_what_was_stored(hall, draft):
    assert draft.status == "draft" and draft.number == 1
    content = draft.current.content
    assert content["items"][0]["adopted"] and len(content["items"][0]["votes"]) == 7
    assert draft.current.text_hash == canonical_hash(content)
    assert draft.present == sorted(hall.world.people[key].pk for key in PRESENT)


def test_a_summary_makes_a_new_version_and_the_old_one_stays(hall, draft):
    minutes = minutes_revise(actor=hall.world.member1, minutes=draft, summary="气氛很好。")
    assert minutes.number == 2 and minutes.current.content["summary"] == "气氛很好。"
    assert MinutesVersion.objects.get(minutes=draft, number=1).content["summary"] == ""


def test_two_keepers_do_not_overwrite_each_other(hall, draft):
    minutes_revise(actor=hall.world.member1, minutes=draft, summary="一", version=draft.version)
    with pytest.raises(StaleWrite):
        minutes_revise(actor=hall.world.chair, minutes=draft, summary="二", version=draft.version)


def test_signed_by_all_it_is_locked(hall, circulated):
    minutes = sign(hall, circulated, *PRESENT)
    locked = minutes_lock(actor=hall.world.chair, minutes=minutes)
    assert locked.status == "locked" and locked.locked_at == clock.now()
    record = Record.objects.get(subject_type="minutes", verb="lock")
    assert record.data["text_hash"] == locked.current.text_hash


def test_signed_by_two_it_is_locked_when_the_period_is_over(hall, circulated):
    minutes = sign(hall, circulated, "chair", "member1")
    with pytest.raises(TransitionRefused):
        minutes_lock(actor=hall.world.chair, minutes=minutes)
    clock.advance(days=3)
    assert minutes_lock(actor=hall.world.chair, minutes=minutes).status == "locked"


@pytest.mark.parametrize("signers", [(), ("member1", "member2"), ("chair",)])
def test_without_chair_and_one_more_it_is_never_locked(hall, circulated, signers):
    minutes = sign(hall, circulated, *signers)
    clock.advance(days=30)
    with pytest.raises(TransitionRefused):
        minutes_lock(actor=hall.world.chair, minutes=minutes)


def test_an_accepted_amendment_is_a_new_version_to_be_signed_anew(hall, circulated):
    sign(hall, circulated, "chair", "member2")
    amendment = propose(hall, circulated)
    amendment_decide(actor=hall.world.chair, minutes=circulated, pk=amendment.pk, is_accepted=True)
    minutes = Minutes.objects.get(pk=circulated.pk)
    assert (minutes.status, minutes.number) == ("amended", 2)
    assert minutes.current.content["corrections"] == [{"who": "孙丽", "text": "第二段应写八棵。"}]
    assert not minutes.signer_ids and MinutesSignature.objects.count() == 2


def test_a_declined_amendment_needs_a_reason_and_keeps_the_version(hall, circulated):
    amendment = propose(hall, circulated)
    decide = {"actor": hall.world.chair, "minutes": circulated, "pk": amendment.pk}
    with pytest.raises(RuleViolated) as refused:
        amendment_decide(**decide, is_accepted=False, answer=" ")
    assert refused.value.field == "answer"
    amendment_decide(**decide, is_accepted=False, answer="录音里是六棵。")
    assert Minutes.objects.get(pk=circulated.pk).number == 1


def test_nobody_answers_their_own_amendment_nor_one_twice(hall, circulated):
    own = propose(hall, circulated, "chair")
    with pytest.raises(TransitionRefused):
        amendment_decide(actor=hall.world.chair, minutes=circulated, pk=own.pk, is_accepted=True)
    decide = {"actor": hall.world.vice, "minutes": circulated, "pk": own.pk}
    amendment_decide(**decide, is_accepted=True)
    with pytest.raises(TransitionRefused):
        amendment_decide(**decide, is_accepted=True)


def test_an_unanswered_amendment_holds_the_end_up(hall, circulated):
    propose(hall, circulated)
    minutes = sign(hall, circulated, *PRESENT)
    with pytest.raises(TransitionRefused):
        minutes_lock(actor=hall.world.chair, minutes=minutes)


def test_the_same_form_twice_is_one_amendment(hall, circulated):
    key = uuid4()
    assert propose(hall, circulated, submit_key=key) == propose(hall, circulated, submit_key=key)


@pytest.mark.parametrize("key", ["member4", "member5"])
def test_who_was_not_there_neither_signs_nor_amends(hall, circulated, key):
    with pytest.raises(TransitionRefused):
        sign(hall, circulated, key)
    with pytest.raises(TransitionRefused):
        propose(hall, circulated, key)


@pytest.mark.parametrize("key", ["resident", "staff", "street", "districter", "baita_chair"])
def test_nobody_outside_the_committee_touches_minutes(hall, circulated, key):
    actor = hall.world.people[key]
    for step in (minutes_circulate, minutes_sign, minutes_lock):
        with pytest.raises((Refused, NotFound, TransitionRefused)):
            step(actor=actor, minutes=circulated)
    assert not MinutesSignature.objects.exists()


def test_signing_twice_is_one_and_an_old_form_is_refused(hall, circulated):
    first = minutes_sign(actor=hall.world.vice, minutes=circulated, number=1)
    assert minutes_sign(actor=hall.world.vice, minutes=circulated, number=1) == first
    amendment = propose(hall, circulated)
    amendment_decide(actor=hall.world.chair, minutes=circulated, pk=amendment.pk, is_accepted=True)
    with pytest.raises(TransitionRefused) as refused:
        minutes_sign(actor=hall.world.vice, minutes=circulated, number=1)
    assert refused.value.code == "version"


def test_what_is_locked_takes_nothing_more(hall, circulated):
    minutes = sign(hall, circulated, *PRESENT)
    locked = minutes_lock(actor=hall.world.chair, minutes=minutes)
    for step in (minutes_circulate, minutes_lock):
        with pytest.raises(TransitionRefused):
            step(actor=hall.world.chair, minutes=locked)
    with pytest.raises(TransitionRefused):
        propose(hall, locked)


@pytest.mark.parametrize("model", [MinutesVersion, MinutesSignature])
def test_the_database_refuses_to_rewrite_versions_and_signatures(hall, circulated, model):
    sign(hall, circulated, "chair")
    rows = model.objects.all()
    for change in (
        lambda: rows.update(created_at=clock.now()),
        lambda: rows._raw_delete("default"),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()
