"""Pages of sub-committees: filled, left and dissolved from the desk, read by everybody."""

import pytest
from django.urls import reverse

from committees.models import SubCommittee, SubCommitteeSeat
from committees.services.sub_committees import sub_committee_set


@pytest.fixture
def row(hall):
    words = {"actor": hall.world.chair, "committee": hall.committee, "remit": "mediation"}
    return sub_committee_set(head=hall.seat("member1"), **words)


def at(name, pk):
    return reverse(f"committees:{name}", args=[pk])


def test_filled_left_and_dissolved(hall, row, as_user):
    client, home = as_user(hall.world.chair), hall.world.mingtong.pk
    desk = client.get(at("bodies", home)).content.decode()
    assert at("sub_seat_add", row.pk) in desk and at("sub_committee_dissolve", row.pk) in desk
    given = {"name": "杨大妈", "valid_from": "2026-03-02"}
    answer = client.post(at("sub_seat_add", row.pk), given | {"user": "nobody-here"})
    assert answer.status_code == 400 and "没有找到这个人" in answer.content.decode()
    assert client.post(at("sub_seat_add", row.pk), given).status_code == 302
    assert "杨大妈" in as_user().get(at("committee_public", home)).content.decode()
    seat = SubCommitteeSeat.objects.get()
    end = {"ground": "moved", "on": "2026-03-02"}
    assert client.post(at("sub_seat_end", seat.pk), end | {"ground": ""}).status_code == 400
    assert client.post(at("sub_seat_end", seat.pk), end).status_code == 302
    assert client.post(at("sub_seat_end", seat.pk), end).status_code == 404
    assert "杨大妈" not in as_user().get(at("committee_public", home)).content.decode()
    decision = hall.adopted()
    when = decision.adopted_at.date().isoformat()
    answer = client.post(at("sub_committee_dissolve", row.pk), {"on": when})
    assert answer.status_code == 400
    given = {"on": when, "resolution": decision.pk}
    assert client.post(at("sub_committee_dissolve", row.pk), given).status_code == 302
    assert SubCommittee.objects.get().dissolved_by == decision
    desk = client.get(at("bodies", home)).content.decode()
    assert decision.reference in desk and "杨大妈" in desk
    assert "人民调解" not in as_user().get(at("committee_public", home)).content.decode()


@pytest.mark.parametrize("key", ["member1", "resident", "street", "baita_chair"])
def test_not_for_others(hall, row, as_user, key):
    client = as_user(hall.world.people[key])
    for name in ("sub_seat_add", "sub_committee_dissolve"):
        assert client.get(at(name, row.pk)).status_code in {403, 404}
        assert client.post(at(name, row.pk), {"name": "别人"}).status_code in {403, 404}
    assert not SubCommitteeSeat.objects.exists()


def test_what_is_not_there(hall, row, as_user):
    client = as_user(hall.world.chair)
    for name in ("sub_seat_add", "sub_committee_dissolve", "sub_seat_end"):
        assert client.get(at(name, 999_999)).status_code == 404
