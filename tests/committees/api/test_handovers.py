"""The handover in the API: read, written by one side, ticked by both, completed."""

import pytest

from tests.committees.services.test_handovers import Change


@pytest.fixture
def change(world):
    return Change(world)


def base(change) -> str:
    return f"/api/v1/handovers/{change.handover.pk}/"


def words_for(line) -> dict:
    money = {"balance_fen": 123_456} if line["kind"] == "accounts" else {}
    return {"contents": "公章一枚", "quantity": 1} | money


def test_a_handover_goes_its_way(change, api):
    giver, taker = api(change.outgoing), api(change.chair)
    page = taker.get(base(change)).json()
    assert page["status"] == "open" and len(page["lines"]) >= 6
    for line in page["lines"]:
        address = f"{base(change)}lines/{line['id']}/"
        empty = giver.post(address + "tick/", {"side": "give"})
        assert empty.status_code == 400 and empty.json()["errors"][0]["code"] == "empty"
        assert taker.post(address, words_for(line)).status_code == 403
        written = giver.post(address, words_for(line))
        assert written.status_code == 200 and written.json()["contents"] == "公章一枚"
        assert taker.post(address + "tick/", {"side": "give"}).status_code == 403
        assert giver.post(address + "tick/", {"side": "give"}).json()["given_at"]
        assert giver.post(address, words_for(line) | {"contents": "别的"}).status_code == 409
        assert taker.post(f"{base(change)}complete/", {}).status_code == 409
        assert taker.post(address + "tick/", {"side": "receive"}).json()["received_at"]
    done = taker.post(f"{base(change)}complete/", {})
    assert done.status_code == 200 and done.json()["status"] == "completed"


@pytest.mark.parametrize(
    ("body", "attr"),
    [
        ({}, "contents"),
        ({"contents": "a\x00b"}, "contents"),
        ({"contents": "无", "quantity": -1}, "quantity"),
        ({"contents": "无", "balance_fen": 10**20}, "balance_fen"),
    ],
)
def test_bad_lines_are_400_at_the_field(change, api, body, attr):
    line = change.handover.items.first()
    answer = api(change.outgoing).post(f"{base(change)}lines/{line.pk}/", body)
    assert answer.status_code == 400 and answer.json()["errors"][0]["attr"] == attr


def test_foreign_and_missing_look_alike(change, api, world):
    line = change.handover.items.first()
    for who in (world.baita_chair, world.resident):
        client = api(who)
        assert client.get(base(change)).status_code in {403, 404}
        address = f"{base(change)}lines/{line.pk}/tick/"
        assert client.post(address, {"side": "give"}).status_code in {403, 404}
    assert api(change.chair).get("/api/v1/handovers/999999/").status_code == 404
    address = f"{base(change)}lines/999999/"
    assert api(change.outgoing).post(address, words_for({"kind": "seal"})).status_code == 404
    assert api().get(base(change)).status_code == 401
