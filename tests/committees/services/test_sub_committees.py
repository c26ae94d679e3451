"""Sub-committees: members with a term and a ground of leaving, dissolved by a decision."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

from committees.models import SubCommittee, SubCommitteeSeat
from committees.selectors.terms import circles_of
from committees.services.sub_committees import (
    sub_committee_dissolve,
    sub_committee_set,
    sub_seat_add,
    sub_seat_end,
)
from portal.kernel import clock
from portal.kernel.errors import Refused, RuleViolated, TransitionRefused
from portal.models import Record


@pytest.fixture
def row(hall):
    words = {"actor": hall.world.chair, "committee": hall.committee, "remit": "mediation"}
    return sub_committee_set(head=hall.seat("member1"), **words)


def seated(hall, row, key="chair", **words):
    return sub_seat_add(actor=hall.world.people[key], sub_committee=row, **words)


def circles(hall):
    return circles_of(hall.world.mingtong, hall.committee)


def now_of(hall):
    found = circles(hall).sub_committees
    return [[seat.name for seat in one.seats_now] for one in found]


def test_members_of_the_committee_and_residents(hall, row):
    first = seated(hall, row, user=hall.world.member2)
    second = seated(hall, row, name="杨大妈")
    assert now_of(hall) == [[first.name, "杨大妈"]]
    assert second.valid_to == hall.committee.term_to
    assert (
        Record.objects.filter(subject_type="sub_committee_seat", verb="sub_seat_add").count() == 2
    )


def test_the_same_key_is_the_same_seat(hall, row):
    key = uuid4()
    one = seated(hall, row, name="杨大妈", submit_key=key)
    assert seated(hall, row, name="杨大妈", submit_key=key).pk == one.pk
    assert SubCommitteeSeat.objects.count() == 1


@pytest.mark.parametrize(
    ("words", "field"),
    [
        ({"name": "杨大妈"}, "name"),
        ({"name": " "}, "name"),
        ({"name": "长" * 41}, "name"),
        ({"user": "member1"}, "user"),
        ({"user": "member2"}, "user"),
        ({"name": "新人", "valid_from": date(2020, 1, 1)}, "valid_from"),
        ({"name": "新人", "valid_to": date(2040, 1, 1)}, "valid_to"),
    ],
)
def test_who_cannot_be_seated(hall, row, words, field):
    seated(hall, row, user=hall.world.member2)
    seated(hall, row, name="杨大妈")
    if "user" in words:
        words = words | {"user": hall.world.people[words["user"]]}
    with pytest.raises(RuleViolated) as refused:
        seated(hall, row, **words)
    assert refused.value.field == field and SubCommitteeSeat.objects.count() == 2


@pytest.mark.parametrize("key", ["member1", "resident", "staff", "street", "baita_chair"])
def test_only_who_keeps_the_bodies(hall, row, key):
    seat = seated(hall, row, name="杨大妈")
    with pytest.raises(Refused):
        seated(hall, row, key, name="别人")
    with pytest.raises(Refused):
        sub_seat_end(actor=hall.world.people[key], seat=seat, ground="moved")


def test_left_with_a_ground(hall, row):
    seat = seated(hall, row, user=hall.world.member2)
    for wrong in ({"ground": "sentence"}, {"ground": "moved", "on": date(2030, 1, 1)}):
        with pytest.raises(RuleViolated):
            sub_seat_end(actor=hall.world.chair, seat=seat, **wrong)
    sub_seat_end(actor=hall.world.chair, seat=seat, ground="resignation")
    assert now_of(hall) == [[]]
    assert circles(hall).left[0].ended_ground == "resignation"
    with pytest.raises(RuleViolated):
        sub_seat_end(actor=hall.world.chair, seat=seat, ground="resignation")
    clock.advance(days=1)
    assert seated(hall, row, user=hall.world.member2).pk != seat.pk


def test_a_term_that_ran_out_makes_room(hall, row):
    today = clock.today()
    seated(hall, row, user=hall.world.member2, valid_to=today + timedelta(days=5))
    clock.advance(days=6)
    assert now_of(hall) == [[]]
    seated(hall, row, user=hall.world.member2)
    grounds = SubCommitteeSeat.objects.order_by("pk").values_list("ended_ground", flat=True)
    assert list(grounds) == ["term_over", ""]


class TestDissolved:
    def test_by_the_committees_decision(self, hall, row):
        seat = seated(hall, row, name="杨大妈")
        decision = hall.adopted()
        words = {"actor": hall.world.chair, "sub_committee": row, "resolution": decision}
        sub_committee_dissolve(**words)
        seat.refresh_from_db()
        assert (seat.ended_ground, seat.valid_to) == ("dissolved", clock.today())
        assert now_of(hall) == []
        assert circles(hall).dissolved[0].dissolved_by == decision
        with pytest.raises(TransitionRefused):
            sub_committee_dissolve(**words)
        with pytest.raises(TransitionRefused):
            seated(hall, row, name="新人")

    def test_set_up_again(self, hall, row):
        words = {"actor": hall.world.chair, "resolution": hall.adopted()}
        sub_committee_dissolve(sub_committee=row, **words)
        words = {"actor": hall.world.chair, "committee": hall.committee, "remit": "mediation"}
        again = sub_committee_set(head=hall.seat("member2"), **words)
        assert again.pk != row.pk and now_of(hall) == [[]]
        assert SubCommittee.objects.count() == 2

    def test_not_without_one(self, hall, row):
        words = {"actor": hall.world.chair, "sub_committee": row}
        with pytest.raises(RuleViolated) as refused:
            sub_committee_dissolve(resolution=None, **words)
        assert refused.value.field == "resolution"
        wider = hall.resolved()
        with pytest.raises(RuleViolated) as refused:
            sub_committee_dissolve(resolution=wider, **words)
        assert refused.value.code == "foreign"

    @pytest.mark.parametrize("days", [-1, 1])
    def test_not_before_the_decision_nor_ahead(self, hall, row, days):
        decision = hall.adopted()
        words = {"actor": hall.world.chair, "sub_committee": row, "resolution": decision}
        with pytest.raises(RuleViolated) as refused:
            sub_committee_dissolve(on=clock.today() + timedelta(days=days), **words)
        assert refused.value.field == "on"
        with pytest.raises(Refused):
            sub_committee_dissolve(**(words | {"actor": hall.world.street}))

    def test_the_database_wants_the_decision(self, row):
        with pytest.raises(IntegrityError), transaction.atomic():
            SubCommittee.objects.filter(pk=row.pk).update(dissolved_on=clock.today())
