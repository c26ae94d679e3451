"""Committees: five to nine seats, one chair, roles that come and go with the seat."""

from datetime import date

import pytest

from committees.models import Seat
from committees.services.bodies import committee_open, member_seat, member_unseat
from portal.access.checker import access_of
from portal.kernel.errors import Refused, RuleViolated
from portal.services.rules import rules_load_defaults
from tests import world as worlds


@pytest.fixture
def committee(world):
    """A new committee in 新迎, which has none."""
    rules_load_defaults()
    return committee_open(actor=None, community=world.xinying, size=5, term_from=date(2026, 1, 1))


def test_the_term_follows_the_law(committee):
    assert committee.term_to == date(2031, 1, 1)


@pytest.mark.parametrize("size", [4, 10])
def test_five_to_nine(world, committee, size):
    with pytest.raises(RuleViolated) as refused:
        committee_open(actor=None, community=world.xinying, size=size, term_from=date(2031, 1, 1))
    assert refused.value.field == "size"


def test_terms_do_not_overlap(world, committee):
    with pytest.raises(RuleViolated) as refused:
        committee_open(actor=None, community=world.xinying, size=7, term_from=date(2030, 1, 1))
    assert refused.value.field == "term_from"


@pytest.mark.parametrize("key", ["chair", "street", "resident"])
def test_strangers_open_none(world, key):
    rules_load_defaults()
    with pytest.raises(Refused):
        committee_open(
            actor=world.people[key],
            community=world.xinying,
            size=5,
            term_from=date(2026, 1, 1),
        )


def test_a_seat_brings_its_role_and_takes_it_along(world, committee, fresh):
    user = worlds.person("new", "新人")
    seat = member_seat(actor=None, committee=committee, user=user, seat=Seat.CHAIR)
    assert access_of(user).can("committees.chair_meeting", committee)
    member_unseat(actor=world.admin, membership=seat, ground="death")
    fresh(user)
    assert not access_of(user).can("committees.chair_meeting", committee)


def test_one_chair_and_no_more_than_the_seats(world, committee):
    people = [worlds.person(f"p{n}", f"人{n}") for n in range(6)]
    member_seat(actor=None, committee=committee, user=people[0], seat=Seat.CHAIR)
    with pytest.raises(RuleViolated) as refused:
        member_seat(actor=None, committee=committee, user=people[1], seat=Seat.CHAIR)
    assert refused.value.field == "seat"
    for user in people[1:5]:
        member_seat(actor=None, committee=committee, user=user)
    with pytest.raises(RuleViolated) as refused:
        member_seat(actor=None, committee=committee, user=people[5])
    assert refused.value.code == "full"


@pytest.mark.parametrize("key", ["xinying_head", "donghua_street"])
def test_incompatible_posts_are_refused(world, committee, key):
    with pytest.raises(RuleViolated) as refused:
        member_seat(actor=None, committee=committee, user=world.people[key])
    assert refused.value.field == "role"
    assert not committee.memberships.exists()
