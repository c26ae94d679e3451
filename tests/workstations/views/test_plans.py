"""Pages of planning: drawn for each role, bad input at its field, foreign ones are none."""

from datetime import timedelta

import pytest
from django.urls import reverse

from portal.kernel import clock
from resident_affairs.services.categories import categories_load_defaults
from tests.workstations.planning import entry, general, part_of, plan_of, template_of
from workstations.models import Task, TaskPlan, TaskTemplate, WorkEntry

MEMBERS = ("head", "staff", "chair", "secretary", "street", "districter")


def url(name, *args):
    return reverse(f"workstations:{name}", args=args)


def plan_given(**words):
    given = {
        "title": "楼道巡查",
        "duty": general().pk,
        "rhythm": "weekly",
        "weekdays": ["1", "3"],
        "shift": "next",
        "valid_from": clock.today().isoformat(),
    }
    return given | words


@pytest.mark.parametrize("who", MEMBERS)
def test_plans_and_templates_are_read_by_those_who_see_tasks(world, station, as_user, who):
    plan = plan_of(world, assignee=world.staff)
    template_of(world)
    client = as_user(world.people[who])
    for address in (url("plan_list"), url("plan", plan.pk), url("template_list")):
        page = client.get(address)
        assert page.status_code == 200
    body = client.get(url("plan", plan.pk)).content.decode()
    assert "楼道巡查" in body and "2026年3月9日" in body
    assert (who == "head") == ("暂停" in body)


@pytest.mark.parametrize("who", ["resident", "baita_head", "stranger"])
def test_to_others_a_plan_is_none(world, station, as_user, who):
    plan = plan_of(world)
    assert as_user(world.people[who]).get(url("plan", plan.pk)).status_code in {403, 404}


@pytest.mark.parametrize("name", ["plan_add", "template_add", "part_list", "category_grounds"])
@pytest.mark.parametrize("who", ["staff", "chair", "resident"])
def test_only_whoever_keeps_them_opens_the_forms(world, as_user, name, who):
    assert as_user(world.people[who]).get(url(name)).status_code in {403, 404}


def test_a_foreign_plan_or_task_is_not_found_whatever_is_asked(world, station, as_user):
    plan, task = plan_of(world), station.task_in("in_progress")
    foreign = as_user(world.baita_head)
    for address in (
        url("plan_change", plan.pk),
        url("part_open", task.pk),
        url("task_ground", task.pk),
    ):
        assert foreign.get(address).status_code == 404
    assert foreign.post(url("plan_step", plan.pk, "pause"), {"reason": "x"}).status_code == 404
    assert foreign.post(url("line_tick", task.pk, 1), {"done": "yes"}).status_code == 404


def test_a_plan_is_made_paused_and_changed_by_hand(world, station, as_user):
    client = as_user(world.head)
    assert client.get(url("plan_add")).status_code == 200
    made = client.post(url("plan_add"), plan_given(assignee=world.staff.pk))
    plan = TaskPlan.objects.get()
    assert made.url == url("plan", plan.pk) and plan.weekdays == "13"
    client.post(url("plan_step", plan.pk, "pause"), {"reason": "封楼"})
    plan.refresh_from_db()
    assert plan.status == "paused"
    form = client.get(url("plan_change", plan.pk))
    assert form.status_code == 200 and "楼道巡查" in form.content.decode()
    words = plan_given(title="夜间巡查", version=plan.version)
    assert client.post(url("plan_change", plan.pk), words).status_code == 302
    plan.refresh_from_db()
    assert plan.title == "夜间巡查"


@pytest.mark.parametrize(
    ("field", "words"),
    [
        ("weekdays", {"weekdays": []}),
        ("month_day", {"rhythm": "monthly", "month_day": "40"}),
        ("valid_from", {"valid_from": "2020-01-01"}),
        ("duty", {"duty": "999999"}),
        ("assignee", {"assignee": "999999"}),
        ("title", {"title": "\x00"}),
    ],
)
def test_a_bad_plan_comes_back_with_what_was_typed(world, station, as_user, field, words):
    page = as_user(world.head).post(url("plan_add"), plan_given(text="从一楼走到顶楼") | words)
    assert page.status_code == 422 and page.context["form"].errors[field]
    assert "从一楼走到顶楼" in page.content.decode() and not TaskPlan.objects.exists()


def test_the_negative_list_answers_at_the_field(world, station, as_user):
    duty = entry(world, "negative", "F-8", "committee", "报刊征订任务")
    page = as_user(world.head).post(url("plan_add"), plan_given(duty=duty.pk))
    assert page.status_code == 422 and "F-8 报刊征订任务" in str(
        page.context["form"].errors["duty"]
    )


def test_a_template_is_written_changed_and_switched(world, station, as_user):
    categories_load_defaults()
    client = as_user(world.head)
    words = {"title": "清下水", "required": "拍照\n疏通", "optional": "回访", "hours": "1.5"}
    words["category"] = world.categories["water"].pk
    assert client.post(url("template_add"), words).status_code == 302
    template = TaskTemplate.objects.get()
    assert template.lines.count() == 3 and template.expected_minutes == 90
    form = client.get(url("template", template.pk))
    assert "拍照\n疏通" in form.content.decode()
    twice = client.post(url("template_add"), words)
    assert twice.status_code == 422 and twice.context["form"].errors["category"]
    client.post(url("template_switch", template.pk), {"on": "no"})
    template.refresh_from_db()
    assert not template.is_active


def test_the_inside_of_a_task_is_worked_on_from_its_page(world, station, as_user):
    template_of(world, category=world.categories["water"])
    task = station.task_in("in_progress")
    staff, page = as_user(world.staff), url("task_detail", task.pk)
    body = staff.get(page).content.decode()
    assert "拍办理前照片" in body and "记工时" in body and "必做的没有打勾" in body
    line = task.checklist.first()
    staff.post(url("line_tick", task.pk, line.pk), {"done": "yes"})
    line.refresh_from_db()
    assert line.ticked_by == world.staff
    words = {"minutes": "90", "words": "疏通", "fen": "12.5", "on": clock.today().isoformat()}
    assert staff.post(url("task_step", task.pk, "log_work"), words).status_code == 302
    entry_row = WorkEntry.objects.get()
    assert (entry_row.minutes, entry_row.fen) == (90, 1250)
    assert "1 小时 30 分钟" in staff.get(page).content.decode()
    wrong = staff.post(url("task_step", task.pk, "log_work"), words | {"minutes": "", "fen": ""})
    assert wrong.status_code == 422
    staff.post(url("work_strike", entry_row.pk))
    assert "已作废" in staff.get(page).content.decode()


def test_the_head_splits_and_sees_what_is_open(world, station, as_user):
    task, client = station.task_in("in_progress"), as_user(world.head)
    due = (clock.today() + timedelta(days=2)).isoformat()
    words = {"title": "东侧", "weight": "30", "due_on": due}
    assert client.post(url("part_open", task.pk), words).status_code == 302
    part = Task.objects.get(parent=task)
    late = client.post(url("part_open", task.pk), words | {"title": "西", "due_on": "2030-01-01"})
    assert late.status_code == 422 and late.context["form"].errors["due_on"]
    assert "东侧" in client.get(url("part_list")).content.decode()
    whole = client.get(url("task_detail", task.pk)).content.decode()
    assert "东侧" in whole and "个分项没有验收" not in whole  # the head does not deliver
    assert "分项" in client.get(url("task_detail", part.pk)).content.decode()
    seen = as_user(world.resident).get(url("affair", task.issue_id))
    assert "东侧" in seen.content.decode()


def test_the_ground_of_a_task_is_changed_at_its_page(world, station, as_user):
    task, duty, client = station.task(), entry(world), as_user(world.head)
    assert client.get(url("task_ground", task.pk)).status_code == 200
    assert client.post(url("task_ground", task.pk), {"duty": ""}).status_code == 422
    assert client.post(url("task_ground", task.pk), {"duty": duty.pk}).status_code == 302
    task.refresh_from_db()
    assert task.duty == duty
    assert "T-9 巡查消防通道" in client.get(url("task_detail", task.pk)).content.decode()


def test_the_district_says_what_categories_rest_on(world, station, as_user):
    categories_load_defaults()
    duty, client = entry(world), as_user(world.districter)
    category = world.categories["water"]
    assert client.get(url("category_grounds")).status_code == 200
    assert client.get(url("category_ground", 999999)).status_code == 404
    bad = entry(world, "certificate", "Z-9", "committee", "亲属关系证明")
    refused = client.post(url("category_ground", category.pk), {"duty": bad.pk})
    assert refused.status_code == 422 and "Z-9" in str(refused.context["form"].errors["duty"])
    assert client.post(url("category_ground", category.pk), {"duty": duty.pk}).status_code == 302
    assert "T-9" in client.get(url("category_grounds")).content.decode()


@pytest.mark.parametrize("count", [10, 50])
def test_lists_ask_no_more_for_many(world, station, as_user, django_assert_max_num_queries, count):
    for number in range(count):
        plan_of(world, title=f"巡查{number}", assignee=world.staff)
    client = as_user(world.head)
    client.get(url("plan_list"))
    with django_assert_max_num_queries(6):
        assert client.get(url("plan_list")).status_code == 200


def test_a_task_with_everything_inside_asks_little(
    world, station, as_user, django_assert_max_num_queries
):
    template_of(world, category=world.categories["water"])
    task = station.task_in("in_progress")
    for number in range(10):
        part_of(world, task, title=f"分项{number}")
    client = as_user(world.head)
    client.get(url("task_detail", task.pk))
    with django_assert_max_num_queries(11):
        assert client.get(url("task_detail", task.pk)).status_code == 200
