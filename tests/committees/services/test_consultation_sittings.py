"""Sittings of a consultation: what is public, what is not, and that none is left out."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import DatabaseError, transaction

from committees.models import ConsultationSitting
from committees.services import consultations as write
from committees.services.consultation_sittings import SittingDraft, sitting_record
from portal.kernel import clock
from portal.kernel.errors import Refused, RuleViolated, TransitionRefused
from portal.services.rules import rules_load_defaults
from tests.committees.assembly import deliberating, proposed


@pytest.fixture
def world(world):
    """With the rules of the field."""
    rules_load_defaults()
    return world


def sit(world, row, key="chair", submit_key=None, **words):
    given = {
        "held_at": clock.now() - timedelta(hours=2),
        "place": "议事厅",
        "present": 3,
        "minutes": "多数同意单侧停车。",
        "names": "老周\n老吴",
    }
    return sitting_record(
        actor=world.people[key],
        consultation=row,
        draft=SittingDraft(**(given | words)),
        submit_key=submit_key or uuid4(),
    )


def test_the_same_key_is_the_same_sitting(world):
    row, key = deliberating(world), uuid4()
    assert sit(world, row, submit_key=key) == sit(world, row, submit_key=key)
    assert ConsultationSitting.objects.count() == 1


@pytest.mark.parametrize(
    ("words", "field"),
    [
        ({"present": 0}, "present"),
        ({"present": 1}, "names"),
        ({"minutes": " "}, "minutes"),
        ({"minutes": "找13712345678"}, "minutes"),
        ({"place": ""}, "place"),
    ],
)
def test_a_sitting_says_how_it_went(world, words, field):
    with pytest.raises(RuleViolated) as refused:
        sit(world, deliberating(world), **words)
    assert refused.value.field == field


def test_no_sitting_before_it_was_held(world):
    with pytest.raises(RuleViolated) as refused:
        sit(world, deliberating(world), held_at=clock.now() + timedelta(minutes=1))
    assert refused.value.field == "held_at"


@pytest.mark.parametrize("key", ["resident", "staff", "street"])
def test_only_who_leads_records(world, key):
    with pytest.raises(Refused):
        sit(world, deliberating(world), key)


def test_not_before_the_notice(world):
    with pytest.raises(TransitionRefused):
        sit(world, proposed(world))


def test_an_announced_sitting_is_recorded_before_the_conclusion(world):
    row = write.consultation_accept_topic(actor=world.chair, consultation=proposed(world))
    row = write.consultation_set_participants(
        actor=world.chair,
        consultation=row,
        participants="居民",
        closes_at=row.closes_at,
        sits_at=clock.now() + timedelta(days=1),
        place="议事厅",
    )
    row = write.consultation_give_notice(actor=world.chair, consultation=row)
    row = write.consultation_begin(actor=world.chair, consultation=row)
    clock.advance(days=8)
    with pytest.raises(TransitionRefused):
        write.consultation_conclude(actor=world.chair, consultation=row, conclusion="好。")
    sit(world, row)
    assert write.consultation_conclude(actor=world.chair, consultation=row, conclusion="好。")


def test_the_database_holds_a_sitting(world):
    sit(world, deliberating(world))
    with pytest.raises(DatabaseError), transaction.atomic():
        ConsultationSitting.objects.update(present=9)
    with pytest.raises(DatabaseError), transaction.atomic():
        ConsultationSitting.objects.all()._raw_delete("default")
