"""Oversight, sub-committees, unit delegates: size, kin, and the separation of seats."""

from datetime import date, timedelta

import pytest

from committees.models import Ground
from committees.selectors.terms import circles_of
from committees.services.bodies import member_seat, member_unseat
from committees.services.circles import circle_end, delegate_add, oversight_seat
from committees.services.kin import kin_declare
from committees.services.sub_committees import sub_committee_set
from portal.access.checker import access_of
from portal.kernel import clock
from portal.kernel.errors import Refused, RuleViolated
from portal.models import Role
from tests import world as worlds


def watch(hall, user=None, actor="chair", **words):
    return oversight_seat(
        actor=hall.world.people[actor],
        community=hall.world.mingtong,
        user=user or hall.world.stranger,
        **words,
    )


def roles_of(user) -> set:
    user.__dict__.pop("_access", None)
    return {post.role for post in access_of(user).posts}


def test_an_overseer_takes_the_role_and_leaves_it(hall):
    row = watch(hall, is_head=True)
    assert Role.OVERSIGHT_MEMBER in roles_of(hall.world.stranger)
    circle_end(actor=hall.world.chair, seat=row, ground=Ground.RESIGNATION)
    assert Role.OVERSIGHT_MEMBER not in roles_of(hall.world.stranger)
    assert circles_of(hall.world.mingtong, hall.committee).oversight == []


@pytest.mark.parametrize("key", ["member1", "chair", "staff", "street"])
def test_the_watched_do_not_watch(hall, key):
    with pytest.raises(RuleViolated):
        watch(hall, hall.world.people[key])
    assert circles_of(hall.world.mingtong, hall.committee).oversight == []


def test_kin_do_not_watch_kin_from_either_side(hall):
    kin_declare(
        actor=None,
        community=hall.world.mingtong,
        one=hall.world.stranger,
        other=hall.world.member1,
        kinship="spouse",
    )
    with pytest.raises(RuleViolated) as refused:
        watch(hall)
    assert refused.value.code == "kin"
    member_unseat(actor=None, membership=hall.seat("member1"), ground=Ground.DEATH)
    watch(hall)
    with pytest.raises(RuleViolated) as refused:
        member_seat(actor=None, committee=hall.committee, user=hall.world.member1)
    assert refused.value.code == "kin"


def test_no_more_than_five_and_one_head(hall):
    people = [worlds.person(f"w{n}", f"督{n}") for n in range(6)]
    for number, user in enumerate(people[:5]):
        watch(hall, user, is_head=number == 0)
    with pytest.raises(RuleViolated) as refused:
        watch(hall, people[5])
    assert refused.value.code == "full"
    circle_end(
        actor=hall.world.chair,
        seat=circles_of(hall.world.mingtong, hall.committee).oversight[4],
        ground=Ground.MOVED,
    )
    with pytest.raises(RuleViolated) as refused:
        watch(hall, people[5], is_head=True)
    assert refused.value.field == "is_head"


@pytest.mark.parametrize("key", ["member1", "street", "baita_chair"])
def test_others_seat_nobody(hall, key):
    with pytest.raises(Refused):
        watch(hall, actor=key)


def test_a_delegate_sits_without_a_vote(hall):
    words = {"actor": hall.world.chair, "community": hall.world.mingtong, "unit": "盘龙小学"}
    delegate_add(user=hall.world.stranger, **words)
    assert Role.UNIT_DELEGATE in roles_of(hall.world.stranger)
    assert not access_of(hall.world.stranger).can("committees.vote_motion", None)
    with pytest.raises(RuleViolated) as refused:
        delegate_add(name="另一人", **words)
    assert refused.value.field == "unit"
    with pytest.raises(RuleViolated) as refused:
        delegate_add(**(words | {"unit": "医院"}))
    assert refused.value.field == "name"


def test_a_sub_committee_is_headed_by_a_member(hall):
    words = {"actor": hall.world.chair, "committee": hall.committee, "remit": "mediation"}
    sub_committee_set(head=hall.seat("member1"), **words)
    sub_committee_set(head=hall.seat("member2"), **words)
    row = circles_of(hall.world.mingtong, hall.committee).sub_committees[0]
    assert row.head_now.user == hall.world.member2
    member_unseat(actor=None, membership=hall.seat("member2"), ground=Ground.DEATH)
    row = circles_of(hall.world.mingtong, hall.committee).sub_committees[0]
    assert row.head_now is None
    with pytest.raises(RuleViolated) as refused:
        sub_committee_set(head=hall.seat("member2"), **words)
    assert refused.value.field == "head"


@pytest.mark.parametrize(
    "wrong",
    [
        {"valid_from": date(2020, 1, 1)},
        {"valid_to": date(2040, 1, 1)},
        {"valid_from": date(2026, 3, 2), "valid_to": date(2026, 3, 2)},
    ],
)
def test_no_term_beside_the_committees(hall, wrong):
    with pytest.raises(RuleViolated):
        watch(hall, **wrong)


def test_an_end_is_not_in_the_future(hall):
    row = watch(hall)
    with pytest.raises(RuleViolated) as refused:
        circle_end(
            actor=hall.world.chair,
            seat=row,
            ground=Ground.MOVED,
            on=clock.today() + timedelta(days=1),
        )
    assert refused.value.field == "on"
