"""The bodies in the API: who is who for everybody, seats and rolls for those who keep them."""

import pytest

from committees.models import Ground, Membership, Representative
from committees.services.bodies import member_unseat
from committees.services.sub_committees import sub_committee_set, sub_seat_add, sub_seat_end


def path(place, tail) -> str:
    return f"/api/v1/communities/{place}/{tail}/"


@pytest.fixture
def decision(hall):
    """What the residents' meeting decided."""
    return hall.resolved(title="补选委员")


@pytest.fixture
def home(hall):
    """The id of 明通巷, where one seat is free."""
    member_unseat(actor=None, membership=hall.seat("member1"), ground=Ground.DEATH)
    return hall.world.mingtong.pk


SEAT = {"login": "stranger", "seat": "committee_member", "kin_declared": True}
REP = {"name": "李桂花", "households": 30}


def test_everybody_reads_the_members_of_a_sub_committee(hall, home, api):
    words = {"actor": hall.world.chair, "committee": hall.committee, "remit": "mediation"}
    row = sub_committee_set(head=hall.seat("member2"), **words)
    sub_seat_add(actor=hall.world.chair, sub_committee=row, name="李桂花")
    seat = sub_seat_add(actor=hall.world.chair, sub_committee=row, name="已经离开的")
    sub_seat_end(actor=hall.world.chair, seat=seat, ground=Ground.MOVED)
    found = api().get(path(home, "bodies")).json()
    assert found["sub_committees"] == {"mediation": "李强"}
    assert found["sub_committee_members"] == {"mediation": ["李桂花"]}


def test_everybody_reads_who_is_who(hall, home, api):
    found = api().get(path(home, "bodies"))
    assert found.status_code == 200
    assert found.json()["vacant"] == 1
    assert found.json()["groups"][0]["leaders"] == ["陈秀英"]
    assert "1380000" not in found.content.decode()
    assert api().get(path(999_999, "bodies")).status_code == 404


def test_a_seat_is_taken_and_ended(hall, decision, home, api):
    client = api(hall.world.chair)
    assert client.post(path(home, "seats"), SEAT, format="json").status_code == 400
    words = SEAT | {"resolution": decision.pk, "is_woman": True}
    made = client.post(path(home, "seats"), words, format="json")
    assert made.status_code == 201
    end = f"/api/v1/seats/{made.json()['id']}/end/"
    for wrong in ({"ground": "recall"}, {"ground": "resignation"}, {"ground": "x"}, {}):
        assert client.post(end, wrong, format="json").status_code == 400
    wrong = {"ground": "resignation", "resolution": 999_999}
    assert client.post(end, wrong, format="json").status_code == 400
    done = client.post(end, {"ground": "sentence", "reference": "（2026）3号"}, format="json")
    assert done.json()["ended_article"] == "§23"


@pytest.mark.parametrize(
    "wrong",
    [{"login": "nobody"}, {"kin_declared": False}, {"seat": "x"}, {"valid_from": "x"}],
)
def test_a_wrong_seat_is_refused(hall, home, api, wrong):
    answer = api(hall.world.chair).post(path(home, "seats"), SEAT | wrong, format="json")
    assert answer.status_code == 400
    assert not Membership.objects.filter(user=hall.world.stranger).exists()


@pytest.mark.parametrize("key", ["member2", "street", "resident", "baita_chair"])
def test_others_neither_seat_nor_register(hall, home, api, key):
    client = api(hall.world.people[key])
    assert client.post(path(home, "seats"), SEAT, format="json").status_code in {403, 404}
    answer = client.post(path(home, "representatives"), REP, format="json")
    assert answer.status_code in {403, 404}


def test_a_representative_is_registered_and_ended(hall, home, api):
    client = api(hall.world.chair)
    made = client.post(path(home, "representatives"), REP | {"login": "resident"}, format="json")
    assert made.status_code == 201
    assert client.get(path(home, "representatives")).json()[0]["name"] == "李桂花"
    end = f"/api/v1/representatives/{made.json()['id']}/end/"
    assert client.post(end, {"ground": "incapacity"}, format="json").status_code == 400
    assert client.post(end, {"ground": "moved"}, format="json").status_code == 200
    assert client.get(path(home, "representatives")).json() == []


@pytest.mark.parametrize("wrong", [{"households": 51}, {"group": 999_999}, {"login": "nobody"}])
def test_a_wrong_representative_is_refused(hall, home, api, wrong):
    answer = api(hall.world.chair).post(path(home, "representatives"), REP | wrong, format="json")
    assert answer.status_code == 400
    assert not Representative.objects.exists()
