"""The pages of execution: who may open them, what they show, what a form does, at what cost."""

import uuid

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from portal.kernel import clock
from portal.models import Record
from resident_affairs.models import Issue
from tests.workstations.conftest import photo
from tests.workstations.planning import part_of
from workstations.models import ExtensionRequest, SupervisionOrder, Task
from workstations.services import tasks as do
from workstations.services.supervision import order_urge


def url(name, *args):
    return reverse(f"workstations:{name}", args=args)


def test_my_tasks_are_grouped_by_due_date(world, station, as_user):
    station.task_in("in_progress")
    station.task_in("delivered")
    page = as_user(world.staff).get(url("task_mine")).content.decode()
    assert "以后" in page and "已交付" in page
    clock.advance(days=30)
    page = as_user(world.staff).get(url("task_mine")).content.decode()
    assert "超期" in page


def test_an_empty_desk_says_what_to_do(world, as_user):
    page = as_user(world.staff2).get(url("task_mine")).content.decode()
    assert "手上没有任务" in page


@pytest.mark.parametrize("name", ["task_board", "task_list"])
def test_boards_show_the_own_community_only(world, station, as_user, name):
    task = station.task_in("in_progress")
    assert task.title in as_user(world.head).get(url(name)).content.decode()
    assert task.title in as_user(world.street).get(url(name)).content.decode()
    assert task.title not in as_user(world.baita_head).get(url(name)).content.decode()
    assert as_user(world.resident).get(url(name)).status_code == 403


def test_the_list_is_filtered_and_paged(world, station, as_user):
    for _number in range(21):
        station.task(text=f"路灯坏了，编号{uuid.uuid4().hex[:6]}")
    client = as_user(world.head)
    first = client.get(url("task_list"), {"status": "open"}).content.decode()
    assert "before=" in first
    none = client.get(url("task_list"), {"status": "verified"}).content.decode()
    assert "没有符合的任务" in none
    odd = client.get(url("task_list"), {"status": "\x00nonsense", "before": "9" * 40})
    assert odd.status_code == 200


@pytest.mark.parametrize("who", ["baita_head", "baita_chair", "donghua_street"])
def test_foreign_and_missing_look_alike(world, station, as_user, who):
    task = station.task()
    client = as_user(world.people[who])
    assert client.get(url("task_detail", task.pk)).status_code == 404
    assert client.get(url("task_detail", 10**17)).status_code == 404
    assert client.post(url("task_step", task.pk, "cancel"), {"remark": "x"}).status_code == 404


def test_the_head_assigns_and_sees_who_has_how_many(world, station, as_user):
    task = station.task()
    station.task_in("in_progress")
    client = as_user(world.head)
    page = client.get(url("task_assign", task.pk)).content.decode()
    assert "李静" in page and "手上 1 件" in page and "赵敏" not in page
    done = client.post(
        url("task_assign", task.pk), {"assignee": world.staff.pk, "version": task.version}
    )
    assert done.status_code == 302
    task.refresh_from_db()
    assert task.assignee == world.staff


def test_the_committee_is_no_choice(world, station, as_user):
    task = station.task()
    answer = as_user(world.head).post(url("task_assign", task.pk), {"assignee": world.chair.pk})
    assert answer.status_code == 422
    task.refresh_from_db()
    assert task.assignee is None


def test_the_next_action_depends_on_who_looks(world, station, as_user):
    task = station.task_in("assigned")
    assert "接下" in as_user(world.staff).get(url("task_detail", task.pk)).content.decode()
    page = as_user(world.street).get(url("task_detail", task.pk)).content.decode()
    assert 'id="steps"' not in page


@pytest.mark.parametrize("who", ["street", "districter"])
def test_an_official_has_no_route_to_change_a_task(world, station, as_user, who):
    task = station.task_in("delivered")
    client = as_user(world.people[who])
    for name in ("cancel", "verify", "send_back", "deliver", "accept", "add_evidence"):
        words = {"remark": "街道要求", "photos": photo(), "stage": "after", "caption": ""}
        assert client.post(url("task_step", task.pk, name), words).status_code in {403, 409}
    for name in ("task_assign", "task_hand_over"):
        assert client.post(url(name, task.pk), {}).status_code == 403
    task.refresh_from_db()
    assert task.status == "delivered"


def test_a_note_with_a_photo_from_the_page(world, station, as_user):
    task = station.task_in("in_progress")
    client = as_user(world.staff)
    words = {
        "text": "挖开了路面",
        "percent": "40",
        "stage": "during",
        "submit_key": str(uuid.uuid4()),
        "photos": [photo(), photo("blue")],
        "is_public": "on",
    }
    assert client.post(url("task_step", task.pk, "note_progress"), words).status_code == 302
    words["photos"] = [photo()]
    assert client.post(url("task_step", task.pk, "note_progress"), words).status_code == 302
    task.refresh_from_db()
    assert (task.percent, task.notes.count(), task.evidence.count()) == (40, 1, 3)


@pytest.mark.parametrize("text", ["", "a\x00b", "字" * 1001])
def test_a_wrong_note_keeps_what_was_typed(world, station, as_user, text):
    task = station.task_in("in_progress")
    answer = as_user(world.staff).post(
        url("task_step", task.pk, "note_progress"), {"text": text, "percent": "60"}
    )
    assert answer.status_code == 422 and 'value="60"' in answer.content.decode()


def test_no_photo_no_delivery(world, station, as_user):
    task = do.task_accept(actor=world.staff, task=station.task_in("assigned"))
    client = as_user(world.staff)
    step = url("task_step", task.pk, "deliver")
    assert client.post(step, {"remark": "办好了"}).status_code == 422
    assert client.post(step, {"remark": "办好了", "photos": photo()}).status_code == 302
    task.refresh_from_db()
    assert task.status == "delivered"


def test_a_stale_form_is_409_and_keeps_the_words(world, station, as_user):
    task = station.task_in("delivered")
    answer = as_user(world.member1).post(
        url("task_step", task.pk, "send_back"), {"remark": "还有积水", "version": task.version - 1}
    )
    assert answer.status_code == 409 and "还有积水" in answer.content.decode()


def test_an_unknown_step_is_missing(world, station, as_user):
    task = station.task_in("delivered")
    assert as_user(world.chair).post(url("task_step", task.pk, "extend"), {}).status_code == 404


def test_asking_and_deciding_on_more_time(world, station, as_user):
    task = station.task_in("in_progress")
    words = {"new_due_on": "2026-03-25", "reason": "等材料"}
    assert (
        as_user(world.staff).post(url("task_step", task.pk, "ask_extension"), words).status_code
        == 302
    )
    asked = ExtensionRequest.objects.get()
    decide = url("extension_decide", task.pk, asked.pk)
    own = as_user(world.staff).post(decide, {"decision": "grant"})
    assert own.status_code == 403
    page = as_user(world.head).get(url("task_detail", task.pk)).content.decode()
    assert "同意延期" in page
    refused = as_user(world.head).post(decide, {"decision": "refuse", "remark": ""})
    assert refused.status_code == 422
    assert as_user(world.head).post(decide, {"decision": "grant"}).status_code == 302
    asked.refresh_from_db()
    assert asked.is_granted


def test_the_committee_finds_what_waits(world, station, as_user):
    task = station.task_in("delivered")
    page = as_user(world.member1).get(url("task_verify_list")).content.decode()
    assert task.reference in page
    assert as_user(world.staff).get(url("task_verify_list")).status_code == 403
    home = as_user(world.member1).get("/").content.decode()
    assert "等您验收" in home


def test_urging_from_the_page_and_answering(world, station, as_user):
    task = station.task_in("in_progress")
    urge = f"{url('order_urge')}?task={task.pk}"
    street = as_user(world.street)
    assert "没有超期" in street.get(urge).content.decode()
    assert street.post(urge, {"words": "请说明"}).status_code == 409
    clock.advance(days=30)
    assert street.post(urge, {"words": ""}).status_code == 422
    assert street.post(urge, {"words": "请三日内办好"}).status_code == 302
    order = SupervisionOrder.objects.get()
    assert as_user(world.donghua_street).get(urge).status_code == 404
    head = as_user(world.head)
    assert "督办，等您答复" in head.get("/").content.decode()
    answer = url("order_answer", order.pk)
    assert street.post(answer, {"answer": "我替他答"}).status_code == 403
    assert head.post(answer, {"answer": "周五前办好"}).status_code == 302
    page = street.get(url("order_detail", order.pk)).content.decode()
    assert "周五前办好" in page


@pytest.mark.parametrize(
    "query", ["", "?task=0", "?task=x", "?task=1&issue=1", "?issue=" + "9" * 40]
)
def test_urging_nothing_is_missing(world, as_user, query):
    assert as_user(world.street).get(url("order_urge") + query).status_code == 404


def test_the_affair_on_one_page(world, station, as_user):
    task = station.resolution().action_items.first().task
    station.done(task)
    issue = task.action_item.resolution.motion.issue
    handler = as_user(world.chair).get(url("affair", issue.pk)).content.decode()
    assert task.title in handler and "李静" in handler and "王桂芳" not in handler.split("<main")[0]
    public = as_user().get(url("affair_public", issue.pk)).content.decode()
    for name in ("李静", "王桂芳", "卫国", "赵敏"):
        assert name not in public
    mine = as_user(world.resident).get(url("affair", issue.pk)).content.decode()
    assert "李静" not in mine.split("<main")[1]
    assert as_user(world.baita_chair).get(url("affair", issue.pk)).status_code == 404


def test_a_staff_only_affair_is_not_public(world, station, as_user):
    task = station.task(visibility="staff")
    assert as_user().get(url("affair_public", task.issue_id)).status_code == 404
    assert as_user(world.neighbour).get(url("affair", task.issue_id)).status_code == 404


def test_the_stations_public_page(world, as_user):
    page = as_user().get(url("station_detail", world.mingtong.pk)).content.decode()
    assert "李静" in page and "1390000" not in page
    assert as_user().get(url("station_detail", world.tuodong.pk)).status_code == 404


def queries(client, path) -> int:
    with CaptureQueriesContext(
        connection,
    ) as seen:
        assert client.get(path).status_code == 200
    return len(seen)


@pytest.mark.parametrize("name", ["task_mine", "task_board", "task_list"])
def test_lists_cost_the_same_at_any_length(world, station, as_user, name):
    client = as_user(world.head)
    counts = []
    for size in (3, 15):
        while Task.objects.count() < size:
            task = station.task(text=f"路灯坏了{uuid.uuid4().hex[:6]}")
            do.task_assign(actor=world.head, task=task, assignee=world.head)
        counts.append(queries(client, url(name)))
    assert counts[0] == counts[1] <= 6


def test_the_task_page_costs_eight_at_most(world, station, as_user):
    task = station.task_in("in_progress")
    few = queries(as_user(world.staff), url("task_detail", task.pk))
    for number in range(20):
        do.task_note_progress(
            actor=world.staff, task=task, text=f"第{number}天", submit_key=uuid.uuid4()
        )
    assert queries(as_user(world.staff), url("task_detail", task.pk)) == few <= 8
    assert Record.objects.of(task).count() > 20


def test_the_affair_costs_eight_at_most(world, station, as_user):
    resolution = station.resolution()
    issue = resolution.motion.issue
    few = queries(as_user(world.chair), url("affair", issue.pk))
    for item in resolution.action_items.all():
        station.done(item.task)
    assert queries(as_user(world.chair), url("affair", issue.pk)) == few <= 8


def test_urged_things_are_no_longer_offered(world, station, as_user):
    task = station.task_in("in_progress")
    clock.advance(days=30)
    page = as_user(world.street).get(url("order_list")).content.decode()
    assert f"?issue={task.issue_id}" in page
    order_urge(actor=world.street, words="请说明", issue=task.issue)
    page = as_user(world.street).get(url("order_list")).content.decode()
    assert f"?issue={task.issue_id}" not in page


def test_the_page_says_why_a_task_can_no_longer_be_returned(world, station, as_user):
    task = station.task_in("assigned")
    client, steps = as_user(world.staff), url("task_step", task.pk, "return")
    assert steps in client.get(url("task_detail", task.pk)).content.decode()
    clock.advance(days=3)
    page = as_user(world.staff).get(url("task_detail", task.pk)).content.decode()
    assert steps not in page and "不能再退回" in page


def test_what_does_not_fit_the_board_is_said(world, station, as_user, monkeypatch):
    station.task_in("assigned")
    client = as_user(world.staff)
    assert client.get(url("task_board")).context["cut_at"] == 0
    monkeypatch.setattr("workstations.selectors.tasks.BOARD_LIMIT", 1)
    for name in ("task_board", "task_mine"):
        assert "期限最近的 1 件" in client.get(url(name)).content.decode()


def test_whoever_supervises_reads_a_task_without_its_issue(world, station, as_user):
    """Of a part as of a task: neither a way to the issue nor what residents wrote of themselves."""
    task = station.task_in("in_progress")
    Issue.objects.filter(pk=task.issue_id).update(title="张大爷 13700001111 家漏水")
    part = part_of(world, task)
    issue_url = reverse("workstations:affair", args=[task.issue_id])
    for row in (task, part):
        page = as_user(world.auditor).get(url("task_detail", row.pk)).content.decode()
        assert issue_url not in page and "13700001111" not in page and "家漏水" in page
        page = as_user(world.head).get(url("task_detail", row.pk)).content.decode()
        assert issue_url in page and "13700001111" in page
