"""Demands, major matters and sealed votes in the API."""

from uuid import uuid4

import pytest
from django.urls import reverse

from committees.models import DemandSignature
from committees.selectors.receipt_signatures import receipt_key
from committees.services.demands import demand_start
from committees.services.matters import Minutes, matter_propose
from committees.services.sealed_opening import sealed_publish
from portal.kernel import clock
from portal.models import DivisionProfile
from tests.committees.boxes import Box


def url(name, *args):
    return reverse(f"committees-api:{name}", args=args)


@pytest.fixture
def demand(hall):
    words = {"kind": "residents_meeting", "title": "停车", "reasons": "占道"}
    words["submit_key"] = uuid4()
    DivisionProfile.objects.create(
        division=hall.world.mingtong, as_of=clock.today(), population_adult=400, source="测试"
    )
    return demand_start(actor=hall.world.resident, community=hall.world.mingtong, **words)


def test_a_demand_is_signed_once_and_by_those_who_live_here(demand, hall, api):
    leader = api(hall.world.people["leader"])
    for _turn in range(2):
        answer = leader.post(url("demand_sign", demand.pk), {})
        assert answer.status_code == 200 and answer.json()["status"] == "collecting"
    assert DemandSignature.objects.count() == 2
    seen = leader.get(url("demands")).json()["results"]
    assert [row["title"] for row in seen] == ["停车"]
    assert "王桂芳" not in str(seen)
    for key, status in (("baita_resident", 404), ("street", 403), (None, 401)):
        client = api(hall.world.people[key] if key else None)
        assert client.post(url("demand_sign", demand.pk), {}).status_code in {status, 403, 404}
    assert DemandSignature.objects.count() == 2
    too_long = leader.post(url("demand_sign", demand.pk), {"door": "x" * 61})
    assert too_long.status_code == 400


def test_major_matters_with_their_documents(hall, api):
    row = matter_propose(
        actor=hall.world.secretary,
        community=hall.world.mingtong,
        title="市场搬迁",
        minutes=Minutes(held_on=clock.today(), text="支部会提议"),
        submit_key=uuid4(),
    )
    assert [r["title"] for r in api().get(url("matters")).json()["results"]] == ["市场搬迁"]
    seen = api().get(url("matter", row.pk)).json()
    assert seen["documents"][0]["text"] == "支部会提议" and seen["matter"]["status"] == "proposed"
    assert api().get(url("matters") + f"?community={hall.world.baita.pk}").json()["results"] == []
    assert api().get(url("matter", 999)).status_code == 404
    assert api(hall.world.secretary).post(url("matters"), {}).status_code == 405


def test_the_board_of_a_sealed_vote(hall, api):
    box = Box(hall)
    draft = box.drafted()
    assert api().get(url("sealed_vote", draft.pk)).status_code == 404
    assert api().get(url("sealed_votes")).json()["results"] == []
    assert api(hall.world.chair).get(url("sealed_vote", draft.pk)).status_code == 200
    box.voters = [box.voter(number) for number in range(20)]
    box.open()
    for voter in box.voters:
        box.cast(voter, [[0], [1]])
    seen = api().get(url("sealed_vote", box.vote.pk)).json()
    assert seen["receipt_keys"] == [receipt_key()]
    assert seen["tally"] is None and seen["sealed"] == 20 == len(seen["receipts"])
    box.closed()
    box.imported()
    for key in (None, "chair"):
        client = api(hall.world.people[key] if key else None)
        assert client.get(url("sealed_vote", box.vote.pk)).json()["tally"] is None
    sealed_publish(actor=box.chair, vote=box.vote)
    seen = api().get(url("sealed_vote", box.vote.pk)).json()
    assert seen["tally"] == [[20, 0, 0], [0, 20, 0, 0]] and seen["root"]
    assert api(box.voters[0]).post(url("sealed_vote", box.vote.pk), {}).status_code == 405
