"""The public board in the API."""

from uuid import uuid4

import pytest
from django.urls import reverse

from tests.committees.services.test_disclosures import ask, draft, shown


def url(name, *args):
    return reverse(f"committees-api:{name}", args=args)


def test_entries_are_public_and_drafts_are_not(hall, api):
    hidden, entry = draft(hall), shown(hall, title="开放")
    rows = api().get(url("disclosures")).json()["results"]
    assert [row["title"] for row in rows] == ["开放"]
    place = f"?community={hall.world.baita.pk}"
    assert api().get(url("disclosures") + place).json()["results"] == []
    assert api().get(url("disclosure", entry.pk)).json()["text"] == entry.text
    assert api().get(url("disclosure", hidden.pk)).status_code == 404
    assert api(hall.world.resident).get(url("disclosure", hidden.pk)).status_code == 404
    assert api(hall.world.member2).get(url("disclosure", hidden.pk)).status_code == 200


def test_ask_and_answer(hall, api):
    entry = shown(hall)
    data = {"text": "钥匙在哪？", "submit_key": str(uuid4())}
    made = api(hall.world.resident).post(url("disclosure_ask", entry.pk), data)
    assert made.status_code == 201
    row = made.json()
    assert api().get(url("questions")).json()["results"] == [row]
    path = url("question_answer", row["id"])
    assert api(hall.world.resident).post(path, {"answer": "是"}).status_code in {403, 404}
    assert api(hall.world.baita_chair).post(path, {"answer": "是"}).status_code == 404
    assert api(hall.world.chair).post(path, {"answer": ""}).status_code == 400
    assert api(hall.world.chair).post(path, {"answer": "值班室"}).json()["status"] == "answered"
    assert api(hall.world.chair).post(path, {"answer": "别处"}).status_code == 409


@pytest.mark.parametrize(
    ("key", "text", "status"),
    [("resident", "13800138000", 400), ("street", "好", 403), (None, "好", 401)],
)
def test_poor_questions(hall, api, key, text, status):
    entry = shown(hall)
    data = {"text": text, "submit_key": str(uuid4())}
    client = api(hall.world.people[key] if key else None)
    assert client.post(url("disclosure_ask", entry.pk), data).status_code == status


def test_no_name_anywhere(hall, api):
    ask(hall, shown(hall))
    assert hall.world.resident.name not in str(api().get(url("questions")).json())
