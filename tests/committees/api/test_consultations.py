"""Consultations in the API: the same rules, and nothing of a running poll for anybody."""

import json

import pytest
from django.urls import reverse

from committees.services.polls import polls_sweep
from portal.kernel import clock
from portal.services.rules import rules_load_defaults
from tests.committees.assembly import deliberating, poll


@pytest.fixture
def world(world):
    """With the rules of the field."""
    rules_load_defaults()
    return world


def url(name, *args):
    return reverse(f"committees-api:{name}", args=args)


def test_answering_and_reading(world, api):
    found = poll(world)
    client = api(world.resident)
    given = client.post(url("poll_answer", found.pk), {"answer": [1]}, format="json")
    assert given.status_code == 200
    assert given.json()["polls"][0]["mine"] == [1]
    again = client.post(url("poll_answer", found.pk), {"answer": [2]}, format="json")
    assert again.status_code == 409
    for viewer in (None, world.chair, world.districter):
        seen = api(viewer).get(url("consultation", found.consultation_id)).json()
        assert seen["polls"][0]["result"] is None
        assert seen["polls"][0]["mine"] is None
    clock.advance(days=6)
    polls_sweep()
    seen = api().get(url("consultation", found.consultation_id)).json()
    assert seen["polls"][0]["result"]["winners"] == [1]


@pytest.mark.parametrize("answer", [None, "x", [], [9], {"1": 2}, [[1]], [{}], [1.0], 7])
def test_a_crooked_answer_is_a_400(world, api, answer):
    found = poll(world)
    got = api(world.resident).post(url("poll_answer", found.pk), {"answer": answer}, format="json")
    assert got.status_code == 400


@pytest.mark.parametrize(("key", "status"), [(None, 401), ("staff", 403), ("baita_resident", 403)])
def test_others_neither_answer_nor_speak(world, api, key, status):
    found = poll(world)
    client = api(world.people[key] if key else None)
    assert client.post(
        url("poll_answer", found.pk), {"answer": [1]}, format="json"
    ).status_code == (status)
    words = {"stance": "for", "text": "好"}
    path = url("opinion", found.consultation_id)
    assert client.post(path, words, format="json").status_code == status


def test_an_opinion_is_kept_and_has_no_name(world, api):
    row = deliberating(world)
    words = {"stance": "for", "text": "好主意"}
    path = url("opinion", row.pk)
    assert api(world.resident).post(path, words, format="json").json()["opinions"] == []
    poor = api(world.resident).post(path, words | {"stance": "x"}, format="json")
    assert poor.status_code == 400
    clock.advance(days=8)
    seen = api().get(url("consultation", row.pk)).json()
    assert seen["opinions"] == [{"stance": "for", "text": "好主意", "hidden_reason": ""}]
    assert "王桂芳" not in json.dumps(seen, ensure_ascii=False)
    assert api(world.resident).post(path, words, format="json").status_code == 409


def test_the_list(world, api):
    row = deliberating(world)
    rows = api().get(url("consultations"), {"community": world.mingtong.pk}).json()["results"]
    assert [each["id"] for each in rows] == [row.pk]
    assert api().get(url("consultations"), {"community": "x"}).status_code == 200
    assert api().get(url("consultation", 999)).status_code == 404
