"""Execution in the API: the same rules as the pages, in one documented form."""

import uuid

import pytest

from portal.kernel import clock
from tests.workstations.conftest import photo
from workstations.models import Task


def test_the_list_by_scope_and_filter(world, station, api):
    task = station.task_in("in_progress")
    station.task()
    rows = api(world.head).get("/api/v1/tasks/").json()["results"]
    assert len(rows) == 2
    one = api(world.street).get("/api/v1/tasks/", {"status": "in_progress"}).json()["results"]
    assert [row["reference"] for row in one] == [task.reference]
    assert api(world.baita_head).get("/api/v1/tasks/").json()["results"] == []
    assert api(world.resident).get("/api/v1/tasks/").status_code == 403
    assert api().get("/api/v1/tasks/").status_code == 401


@pytest.mark.parametrize(
    "query", [{"status": "nonsense"}, {"assignee": "x"}, {"assignee": "9" * 30}, {"source": "\x00"}]
)
def test_bad_filters_are_400_at_the_field(world, api, query):
    answer = api(world.head).get("/api/v1/tasks/", query)
    assert answer.status_code == 400
    assert answer.json()["errors"][0]["attr"] == next(iter(query))


def test_a_task_goes_its_way(world, station, api):
    task = station.task()
    base = f"/api/v1/tasks/{task.pk}/"
    head, staff, member = api(world.head), api(world.staff), api(world.member1)
    assert head.post(base + "assign/", {"assignee": world.staff.pk}).status_code == 200
    assert staff.post(base + "accept/", {}).json()["status"] == "in_progress"
    note = {"submit_key": str(uuid.uuid4()), "text": "挖开了", "percent": 30}
    first = staff.post(base + "notes/", note)
    again = staff.post(base + "notes/", note)
    assert first.status_code == again.status_code == 201 and first.json() == again.json()
    photos = {"photos": [photo(), photo("blue")], "stage": "after"}
    assert len(staff.post(base + "evidence/", photos, format="multipart").json()) == 2
    assert staff.post(base + "deliver/", {"remark": "好了"}).json()["status"] == "delivered"
    assert staff.post(base + "verify/", {}).status_code == 403
    assert member.post(base + "verify/", {"remark": "好"}).json()["status"] == "verified"
    detail = head.get(base).json()
    assert detail["task"]["status"] == "verified" and len(detail["timeline"]) >= 7


@pytest.mark.parametrize(
    ("step", "body", "attr"),
    [
        ("assign", {}, "assignee"),
        ("assign", {"assignee": "x"}, "assignee"),
        ("cancel", {}, "remark"),
        ("cancel", {"remark": "a\x00b"}, "remark"),
    ],
)
def test_bad_bodies_are_400_at_the_field(world, station, api, step, body, attr):
    task = station.task()
    who = world.head if step == "assign" else world.chair
    answer = api(who).post(f"/api/v1/tasks/{task.pk}/{step}/", body)
    assert answer.status_code == 400 and answer.json()["errors"][0]["attr"] == attr


def test_the_committee_is_refused_as_assignee(world, station, api):
    task = station.task()
    answer = api(world.head).post(f"/api/v1/tasks/{task.pk}/assign/", {"assignee": world.chair.pk})
    assert answer.status_code == 400 and answer.json()["errors"][0]["code"] == "not_station"


def test_wrong_state_and_stale_version_are_409(world, station, api):
    task = station.task_in("delivered")
    base = f"/api/v1/tasks/{task.pk}/"
    assert api(world.chair).post(base + "cancel/", {"remark": "x"}).status_code == 409
    stale = api(world.chair).post(base + "verify/", {"version": 1})
    assert stale.status_code == 409 and stale.json()["errors"][0]["code"] == "stale"


@pytest.mark.parametrize("who", ["baita_head", "baita_chair", "donghua_street"])
def test_foreign_and_missing_look_alike(world, station, api, who):
    task = station.task()
    client = api(world.people[who])
    foreign = client.get(f"/api/v1/tasks/{task.pk}/")
    missing = client.get("/api/v1/tasks/999999/")
    assert foreign.status_code == missing.status_code == 404
    assert foreign.json() == missing.json()


def test_steps_offered_name_why_they_are_closed(world, station, api):
    task = station.task_in("delivered")
    offers = api(world.member1).get(f"/api/v1/tasks/{task.pk}/transitions/").json()
    assert {offer["name"] for offer in offers} == {"verify", "send_back"}


def test_more_time(world, station, api):
    task = station.task_in("in_progress")
    words = {"new_due_on": "2026-03-25", "reason": "等材料"}
    asked = api(world.staff).post(f"/api/v1/tasks/{task.pk}/extensions/", words)
    assert asked.status_code == 201
    decision = f"/api/v1/extensions/{asked.json()['id']}/decision/"
    assert api(world.staff).post(decision, {"is_granted": True}).status_code == 403
    assert api(world.chair).post(decision, {"is_granted": True}).json()["is_granted"] is True


def test_the_affair(world, station, api):
    task = station.resolution().action_items.first().task
    issue = task.action_item.resolution.motion.issue
    full = api(world.street).get(f"/api/v1/affairs/{issue.pk}/").json()
    assert full["resolution"]["status"] == "adopted" and len(full["tasks"]) == 2
    mine = api(world.resident).get(f"/api/v1/affairs/{issue.pk}/")
    assert mine.status_code == 200 and "赵敏" not in mine.content.decode()
    assert api(world.neighbour).get(f"/api/v1/affairs/{issue.pk}/").status_code == 404


def test_supervision(world, station, api):
    task = station.task_in("in_progress")
    body = {"task": task.pk, "words": "请三日内办好"}
    street = api(world.street)
    assert street.post("/api/v1/supervision-orders/", body).status_code == 409
    clock.advance(days=30)
    for wrong in ({"words": "x"}, body | {"issue": task.issue_id}):
        assert street.post("/api/v1/supervision-orders/", wrong).status_code == 404
    assert api(world.chair).post("/api/v1/supervision-orders/", body).status_code == 403
    order = street.post("/api/v1/supervision-orders/", body).json()
    answer = f"/api/v1/supervision-orders/{order['id']}/answer/"
    assert street.post(answer, {"answer": "我答"}).status_code == 403
    assert api(world.head).post(answer, {"answer": "周五"}).json()["answer"] == "周五"
    rows = street.get("/api/v1/supervision-orders/", {"open": "true"}).json()["results"]
    assert rows == []


def test_no_route_of_an_official_changes_a_task(world, station, api):
    task = station.task_in("delivered")
    for (
        step
    ) in "assign accept return block unblock hand-over deliver verify send-back cancel".split():
        answer = api(world.districter).post(f"/api/v1/tasks/{task.pk}/{step}/", {"remark": "x"})
        assert answer.status_code == 403
    assert Task.objects.get().status == "delivered"


def test_assessments(world, api):
    assert api(world.member1).get("/api/v1/assessments/").json()["results"] == []
    assert api(world.resident).get("/api/v1/assessments/").status_code == 403
