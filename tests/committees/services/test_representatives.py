"""Representatives: one per 20 to 50 households, the role with the account, four fifths."""

from datetime import date, timedelta
from uuid import uuid4

import pytest

from committees.models import Ground
from committees.selectors.representatives import (
    composition_of_reps_meeting,
    needed_for,
    representatives_in_office,
    roll_of_representatives,
    share_is_met,
)
from committees.services.representatives import representative_add, representative_end
from portal.access.checker import access_of
from portal.kernel import clock
from portal.kernel.errors import Refused, RuleViolated
from portal.models import DivisionProfile, Role
from portal.services.rule_laws import RESIDENTS_2026


def add(hall, actor="chair", **words):
    given = {"name": "李桂花", "households": 30, "community": hall.world.mingtong}
    actor = hall.world.people[actor] if actor else None
    return representative_add(actor=actor, **(given | words))


@pytest.mark.parametrize("households", [20, 35, 50])
def test_one_per_twenty_to_fifty_households(hall, households):
    row = add(hall, households=households)
    assert representatives_in_office(hall.world.mingtong.pk) == [row]
    assert row.valid_to == hall.committee.term_to


@pytest.mark.parametrize("households", [0, 19, 51, -1])
def test_outside_the_range_it_is_refused(hall, households):
    with pytest.raises(RuleViolated) as refused:
        add(hall, households=households)
    assert refused.value.field == "households"


def test_with_an_account_comes_the_role(hall, fresh):
    user = hall.world.resident
    row = add(hall, user=user, name="")
    assert row.name == "王桂芳"
    fresh(user)
    posts = {(post.role, post.division_id) for post in access_of(user).posts}
    assert (Role.RESIDENT_REP, hall.world.mingtong.pk) in posts
    clock.advance(days=1)
    representative_end(actor=hall.world.chair, representative=row, ground=Ground.MOVED)
    fresh(user)
    assert Role.RESIDENT_REP not in {post.role for post in access_of(user).posts}
    assert representatives_in_office(hall.world.mingtong.pk) == []


def test_nobody_twice_and_no_group_from_elsewhere(hall):
    add(hall, user=hall.world.resident)
    with pytest.raises(RuleViolated) as refused:
        add(hall, user=hall.world.resident)
    assert refused.value.field == "user"
    with pytest.raises(RuleViolated) as refused:
        add(hall, group=hall.world.baita)
    assert refused.value.field == "group"


@pytest.mark.parametrize("key", ["member1", "resident", "street", "baita_chair", "head"])
def test_others_register_none(hall, key):
    with pytest.raises(Refused):
        add(hall, actor=key)


def test_the_same_submit_makes_one(hall):
    key = uuid4()
    assert add(hall, submit_key=key) == add(hall, submit_key=key)
    assert len(representatives_in_office(hall.world.mingtong.pk)) == 1


@pytest.mark.parametrize(
    "wrong", [{"ground": Ground.INCAPACITY}, {"ground": Ground.MOVED, "on": date(2025, 1, 1)}]
)
def test_an_end_needs_ground_and_day(hall, wrong):
    row = add(hall)
    with pytest.raises(RuleViolated):
        representative_end(actor=hall.world.chair, representative=row, **wrong)
    late = clock.today() + timedelta(days=1)
    with pytest.raises(RuleViolated):
        representative_end(actor=hall.world.chair, representative=row, ground=Ground.MOVED, on=late)


@pytest.mark.parametrize(
    ("households", "expected"),
    [(None, (None, None)), (1, (1, 1)), (1000, (20, 50)), (1001, (21, 50)), (2599, (52, 129))],
)
def test_how_many_the_law_wants(households, expected):
    assert needed_for(households, [20, 50]) == expected


@pytest.mark.parametrize(("count", "fits"), [(27, False), (28, True), (29, True), (0, False)])
def test_four_fifths_of_the_meeting(count, fits):
    share = RESIDENTS_2026["reps_meeting"]["share_of_composition"]
    assert share_is_met({"representatives": count, "others": 7}, share) is fits


def test_a_member_who_represents_counts_once(hall):
    add(hall, user=hall.world.member1)
    add(hall)
    found = composition_of_reps_meeting(hall.world.mingtong.pk)
    assert found == {"representatives": 2, "others": 6}
    before = composition_of_reps_meeting(hall.world.mingtong.pk, date(2020, 1, 1))
    assert before == {"representatives": 0, "others": 0}


def test_the_roll_says_what_is_missing(hall):
    DivisionProfile.objects.create(
        division=hall.world.mingtong, as_of=date(2026, 1, 1), households=1000
    )
    add(hall, group=hall.world.group)
    roll = roll_of_representatives(hall.world.mingtong)
    assert (roll.count, roll.least, roll.most, roll.spoken_for) == (1, 20, 50, 30)
    assert roll.is_enough is False
    assert not roll.is_composed
    assert roll.groups[0][0] == "第一居民小组"


def test_a_term_that_ran_out_makes_room(hall):
    soon = clock.today() + timedelta(days=2)
    add(hall, user=hall.world.resident, valid_to=soon)
    clock.advance(days=3)
    assert add(hall, user=hall.world.resident).ended_ground == ""
