"""The API of issues: the same rules, in JSON."""

import uuid

import pytest
from django.core.cache import cache

from resident_affairs.models import Issue
from tests.resident_affairs.views.test_pages import STEPS

URL = "/api/v1/issues/"


@pytest.fixture(autouse=True)
def _no_counters():
    cache.clear()


@pytest.fixture
def words(world):
    return {
        "submit_key": str(uuid.uuid4()),
        "community": world.mingtong.pk,
        "category": world.categories["water"].pk,
        "text": "东风巷14号院坝积水很深",
    }


def attrs(answer) -> set:
    return {error["attr"] for error in answer.json()["errors"]}


def test_filing_and_reading(world, api, words):
    client = api(world.resident)
    made = client.post(URL, words)
    assert made.status_code == 201, made.json()
    again = client.post(URL, words)
    assert again.json()["id"] == made.json()["id"] and Issue.objects.count() == 1
    told = client.get(f"{URL}{made.json()['id']}/").json()
    assert told["issue"]["reference"] == made.json()["reference"]
    assert [step["name"] for step in told["transitions"]] == ["withdraw"]
    assert [row["id"] for row in client.get(URL).json()["results"]] == [made.json()["id"]]


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"text": ""}, "text"),
        ({"text": "积\x00水很深"}, "text"),
        ({"text": "积" * 2001}, "text"),
        ({"text": ["x"]}, "text"),
        ({"category": 999999}, "category"),
        ({"category": "x"}, "category"),
        ({"category": 2**70}, "category"),
        ({"group": 999999}, "group"),
        ({"submit_key": "x"}, "submit_key"),
        ({"latitude": 91}, "latitude"),
        ({"visibility": "nobody"}, "visibility"),
        ({"place": "巷" * 121}, "place"),
        ({"place": "a\u202eb"}, "place"),
    ],
)
def test_bad_input_is_400_at_its_field(world, api, words, change, field):
    answer = api(world.resident).post(URL, {**words, **change})
    assert answer.status_code == 400 and field in attrs(answer)
    assert not Issue.objects.exists()


def test_another_units_ids_are_refused(world, api, words):
    client = api(world.resident)
    assert client.post(URL, {**words, "community": world.baita.pk}).status_code == 403
    assert client.post(URL, {**words, "community": 999999}).status_code == 403
    baita = {**words, "community": world.baita.pk, "group": world.group.pk}
    assert api(world.baita_resident).post(URL, baita).status_code == 400
    assert not Issue.objects.exists()


def test_without_login_it_is_401(world, api, issue):
    for path in (URL, f"{URL}{issue.pk}/"):
        assert api().get(path).status_code == 401
    assert api().post(URL, {}).status_code == 401


@pytest.mark.parametrize("who", ["neighbour", "baita_head", "stranger"])
def test_foreign_and_missing_are_the_same_404(world, api, issue, who):
    client = api(world.people[who])
    hidden, missing = client.get(f"{URL}{issue.pk}/"), client.get(f"{URL}999999/")
    assert hidden.status_code == missing.status_code == 404
    assert hidden.json() == missing.json()


@pytest.mark.parametrize(("step", "state", "who", "sent"), STEPS)
def test_a_step_through_the_api(world, api, issue_in, step, state, who, sent):
    issue = issue_in(state)
    client = api(world.people[who])
    name = "rating" if step == "rate" else step.replace("-", "_")
    sent = {**sent, "is_solved": True} if step == "rate" else sent
    url = f"{URL}{issue.pk}/{name}/"
    assert api(world.baita_staff).post(url, sent).status_code in {403, 404}
    assert api(world.stranger).post(url, sent).status_code in {403, 404}
    answer = client.post(url, {**sent, "version": issue.version})
    assert answer.status_code in {200, 201}, answer.json()
    assert client.post(url, {**sent, "version": issue.version}).status_code == 409


def test_a_step_without_its_words_is_400(world, api, issue):
    answer = api(world.head).post(f"{URL}{issue.pk}/decline/", {"remark": "不归社区"})
    assert answer.status_code == 400 and attrs(answer) == {"where_to_go"}
    answer = api(world.head).post(f"{URL}{issue.pk}/merge/", {"target": "乱写"})
    assert answer.status_code == 400 and attrs(answer) == {"target"}
    assert api(world.head).post(f"{URL}{issue.pk}/invent/", {}).status_code == 404


def test_messages_and_notes(world, api, issue):
    sent = {"submit_key": str(uuid.uuid4()), "body": "内部的话", "is_internal": True}
    url = f"{URL}{issue.pk}/messages/"
    assert api(world.staff).post(url, sent).status_code == 201
    assert (
        api(world.resident).post(url, {**sent, "submit_key": str(uuid.uuid4())}).status_code == 403
    )
    assert api(world.resident).get(f"{URL}{issue.pk}/").json()["messages"] == []
    assert len(api(world.staff).get(f"{URL}{issue.pk}/").json()["messages"]) == 1


def test_support_and_following(world, api, issue_in):
    issue = issue_in("accepted")
    url = f"{URL}{issue.pk}/support/"
    client = api(world.neighbour)
    assert client.put(url).json()["support_count"] == 1
    assert client.put(url).json()["support_count"] == 1
    assert client.delete(url).json()["support_count"] == 0
    assert api(world.resident).put(url).status_code == 400
    assert client.put(f"{URL}{issue.pk}/following/").status_code == 200


def test_filters_and_cursor(world, api, file_issue):
    for _turn in range(5):
        file_issue()
    client = api(world.head)
    page = client.get(URL, {"page_size": 2, "q": "积水"}).json()
    assert len(page["results"]) == 2
    assert len(client.get(page["next"]).json()["results"]) == 2
    assert client.get(URL, {"status": "closed"}).json()["results"] == []
    assert client.get(URL, {"q": "\x00", "cursor": "x"}).status_code in {200, 404}


def test_categories_and_similar(world, api, issue_in):
    issue = issue_in("accepted")
    tree = api().get("/api/v1/categories/").json()
    assert tree[0]["code"] == "env" and len(tree[0]["leaves"]) == 3
    query = {"community": world.mingtong.pk, "text": "院坝积水很深"}
    found = api(world.neighbour).get(f"{URL}similar/", query).json()
    assert [row["issue"]["id"] for row in found] == [issue.pk]
    assert api(world.neighbour).get(f"{URL}similar/", {"community": "x"}).json() == []


def test_tracking_is_throttled_by_number(world, api, issue):
    sent = {"reference": issue.reference, "last_four": "0000"}
    assert api().post("/api/v1/tracking/", sent).json()["status"] == "submitted"
    wrong = {**sent, "last_four": "9999"}
    codes = [api().post("/api/v1/tracking/", wrong).status_code for _turn in range(11)]
    assert codes[0] == 400 and codes[-1] == 429


def test_no_personal_data_in_the_api(world, api, issue_in):
    issue = issue_in("closed")
    text = api(world.neighbour).get(f"{URL}{issue.pk}/").content.decode()
    assert "王桂芳" not in text and "13900000000" not in text and "卫国" not in text
