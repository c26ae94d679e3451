"""Who runs an election stands on the public page; ties of near kin are listed and taken back."""

import pytest
from django.urls import reverse

from committees.models import KinTie
from committees.services.kin import kin_declare, kin_withdraw
from portal.kernel.errors import NotFound, Refused
from portal.models import Record
from tests.committees.electing import Booth


def desk(hall):
    return reverse("committees:bodies", args=[hall.world.mingtong.pk])


def withdraw(hall, tie):
    return reverse("committees:kin_withdraw", args=[hall.world.mingtong.pk, tie.pk])


@pytest.fixture
def tie(hall):
    words = {"one": hall.world.chair, "other": hall.world.stranger, "kinship": "sibling"}
    return kin_declare(actor=None, community=hall.world.mingtong, **words)


def test_the_election_committee_is_on_the_public_page_while_it_sits(hall, as_user):
    page = reverse("committees:committee_public", args=[hall.world.mingtong.pk])
    assert "主持正在进行的选举" not in as_user().get(page).content.decode()
    election = Booth(hall).formed()
    words = as_user().get(page).content.decode()
    assert "主持正在进行的选举" in words
    for officer in election.officers.select_related("user"):
        assert officer.user.name in words
    officer = election.officers.last()
    election.officers.exclude(pk=officer.pk).update(left_on="2026-03-02")
    names = [row.user.name for row in as_user().get(page).context["who"].officers]
    assert names == [officer.user.name]


def test_a_tie_is_listed_for_whoever_seats_and_taken_back(hall, tie, as_user):
    client = as_user(hall.world.chair)
    assert hall.world.stranger.name in client.get(desk(hall)).content.decode()
    assert client.post(withdraw(hall, tie)).status_code == 302
    assert not KinTie.objects.exists()
    assert hall.world.stranger.name not in client.get(desk(hall)).content.decode()
    record = Record.objects.get(verb="kin_withdraw")
    assert not record.is_public and record.data["kinship"] == "sibling"
    assert client.post(withdraw(hall, tie)).status_code == 404


@pytest.mark.parametrize("key", ["member1", "resident", "street", "baita_chair"])
def test_others_neither_see_nor_touch_it(hall, tie, as_user, key):
    client = as_user(hall.world.people[key])
    assert client.get(desk(hall)).status_code in {403, 404}
    assert client.post(withdraw(hall, tie)).status_code in {403, 404}
    assert KinTie.objects.exists()
    with pytest.raises(Refused):
        kin_withdraw(actor=hall.world.people[key], community=hall.world.mingtong, tie_id=tie.pk)


def test_a_tie_of_another_place_is_not_found(hall, tie):
    with pytest.raises(NotFound):
        words = {"community": hall.world.baita, "tie_id": tie.pk}
        kin_withdraw(actor=hall.world.baita_chair, **words)
