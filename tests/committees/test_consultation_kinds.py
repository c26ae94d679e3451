"""Who hears of a consultation, a poll and a major matter; every verb can be told."""

import pytest

from committees.models import MajorMatter
from committees.services import consultations as write
from committees.services.answers import answer_give
from committees.services.polls import polls_sweep
from portal.kernel import clock
from portal.models import Record
from portal.services.kinds import kind_of
from portal.services.rules import rules_load_defaults
from tests.committees.assembly import poll, proposed


@pytest.fixture
def world(world):
    """With the rules of the field."""
    rules_load_defaults()
    return world


def told(subject, verb) -> dict:
    record = Record.objects.filter(subject_type=subject.subject_type, verb=verb).last()
    return kind_of(subject.subject_type).audience(record, subject)


def test_an_opened_poll_is_told_to_the_roll_and_the_count_to_who_answered(world):
    found = poll(world)
    answer_give(actor=world.resident, poll=found, content=[1])
    roll = told(found, "open")
    assert {world.resident.pk, world.leader.pk, world.chair.pk} <= set(roll)
    assert not {world.staff.pk, world.baita_resident.pk, world.street.pk} & set(roll)
    clock.advance(days=6)
    polls_sweep()
    assert set(told(found, "close")) == {world.resident.pk}


def test_a_supported_topic_needs_the_leaders_and_tells_its_supporters(world):
    row = proposed(world, "resident")
    for key in ("neighbour", "member1", "member2", "leader"):
        write.consultation_support(actor=world.people[key], consultation=row)
    record = Record.objects.get(verb="reach_support")
    assert kind_of("consultation").needs(record, row) == {world.chair.pk, world.vice.pk}
    people = set(told(row, "reach_support"))
    assert {world.neighbour.pk, world.leader.pk, world.chair.pk} <= people
    assert world.baita_chair.pk not in people


def test_every_verb_and_title_can_be_told(world):
    found = poll(world)
    for record in Record.objects.filter(subject_type__in=["consultation", "poll"]):
        assert kind_of(record.subject_type).verb(record.verb).plain
    for subject in (found, found.consultation, MajorMatter(pk=1, title="改造")):
        kind = kind_of(subject.subject_type)
        assert kind.title(subject) and kind.url(subject).startswith("/")
