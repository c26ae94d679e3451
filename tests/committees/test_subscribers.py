"""Who hears of a step of deliberation and who has to act; every verb can be told."""

import pytest

from committees.services.motions import motion_send_to_party_study
from committees.services.votes import vote_close
from portal.access.checker import access_of
from portal.models import Record
from portal.services.kinds import kind_of
from tests.committees.conftest import SEATS


def last(subject, verb):
    return Record.objects.filter(subject_type=subject.subject_type, verb=verb).last()


def ids(hall, *keys):
    return {hall.world.people[key].pk for key in keys}


def test_a_new_motion_needs_the_leaders(hall):
    motion = hall.motion()
    kind, record = kind_of("motion"), last(motion, "propose")
    assert set(kind.needs(record, motion)) == ids(hall, "chair", "vice")
    assert ids(hall, "chair", "vice") <= set(kind.audience(record, motion))


def test_a_major_matter_needs_the_party_organisation(hall):
    motion = hall.motion(is_major=True)
    motion = motion_send_to_party_study(actor=hall.world.chair, motion=motion)
    record = last(motion, "send_to_party_study")
    assert set(kind_of("motion").needs(record, motion)) == ids(hall, "secretary")


def test_an_open_vote_needs_those_who_have_not_voted(hall):
    event = hall.vote()
    hall.say(event, "for", "chair", "member1")
    kind, record = kind_of("vote"), last(event, "open")
    assert set(kind.audience(record, event)) == ids(hall, *SEATS)
    assert set(kind.needs(record, event)) == ids(hall, *SEATS) - ids(hall, "chair", "member1")
    assert kind.audience(last(event, "cast"), event) == {}
    event = vote_close(actor=hall.world.chair, event_id=event.pk)
    assert kind.needs(record, event) == set()


def test_an_adopted_resolution_needs_the_board(hall):
    resolution = hall.adopted()
    kind, record = kind_of("resolution"), last(resolution, "adopt")
    assert set(kind.needs(record, resolution)) == ids(hall, "chair", "vice")
    assert not kind.can_see(access_of(hall.world.resident), resolution)
    assert kind.can_see(access_of(hall.world.secretary), resolution)


@pytest.mark.parametrize("name", ["motion", "meeting", "vote", "resolution"])
def test_every_recorded_verb_is_known_and_titled(hall, name):
    hall.adopted()
    kind = kind_of(name)
    rows = Record.objects.filter(subject_type=name)
    assert rows
    found = kind.load({row.subject_id for row in rows})
    for row in rows:
        assert kind.verb(row.verb).plain
        assert kind.title(found[row.subject_id]) and kind.url(found[row.subject_id])
