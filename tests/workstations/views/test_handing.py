"""Pages of leave, of people's loads, of handing out, and the kept filters on the list."""

from datetime import timedelta

import pytest
from django.urls import reverse

from portal.kernel import clock
from tests.workstations.resting import asked, away
from tests.workstations.views.test_desk_of_many import statements, tasks_add, tasks_make
from workstations.models import Leave, SavedFilter, Task


def url(name, *args):
    return reverse(f"workstations:{name}", args=args)


def leave_given(world, **words):
    today = clock.today()
    given = {
        "kind": "annual",
        "starts_on": today.isoformat(),
        "ends_on": (today + timedelta(days=4)).isoformat(),
        "reason": "回家探亲",
    }
    return given | words


class TestLeavePages:
    def test_from_asking_to_the_end_by_hand(self, world, station, as_user):
        staff, head = as_user(world.staff), as_user(world.head)
        assert "谁请假" not in staff.get(url("leave_ask")).content.decode()
        words = leave_given(world, substitute=world.staff2.pk)
        made = staff.post(url("leave_ask"), words)
        leave = Leave.objects.get()
        assert made.url == url("leave", leave.pk) and leave.user == world.staff
        assert "等您准假" in head.get("/").content.decode()
        assert head.get(url("leave_substitute", leave.pk)).status_code == 200
        words = {"substitute": world.staff2.pk, "version": leave.version}
        assert head.post(url("leave_substitute", leave.pk), words).status_code == 302
        page = as_user(world.staff2).get(url("leave", leave.pk)).content.decode()
        assert "蒋涛正在代办" in page and "回家探亲" not in page
        assert "回家探亲" in head.get(url("leave", leave.pk)).content.decode()
        staff.post(url("leave_step", leave.pk, "end"))
        leave.refresh_from_db()
        assert leave.status == "ended"
        assert head.get(url("leave_substitute", leave.pk)).status_code == 409
        assert "李静" in head.get(url("leave_list") + "?group=over").content.decode()

    @pytest.mark.parametrize(
        ("field", "words"),
        [
            ("ends_on", {"ends_on": "2020-01-01"}),
            ("starts_on", {"starts_on": "x"}),
            ("kind", {"kind": "moon"}),
            ("substitute", {"substitute": "999999"}),
            ("reason", {"reason": "\x00"}),
        ],
    )
    def test_bad_input_comes_back_at_its_field(self, world, station, as_user, field, words):
        page = as_user(world.staff).post(url("leave_ask"), leave_given(world, **words))
        assert page.status_code == 422 and page.context["form"].errors[field]
        assert not Leave.objects.exists()

    @pytest.mark.parametrize(
        "who", ["chair", "resident", "districter", "baita_head", "baita_staff"]
    )
    def test_to_others_a_leave_is_none(self, world, station, as_user, who):
        leave, client = asked(world), as_user(world.people[who])
        for address in (url("leave", leave.pk), url("leave_substitute", leave.pk)):
            assert client.get(address).status_code in {403, 404}
        step = client.post(url("leave_step", leave.pk, "refuse"), {"reason": "x"})
        assert step.status_code in {403, 404}

    def test_a_colleague_reads_only_what_concerns_him(self, world, station, as_user):
        other = asked(world, substitute=world.head)
        assert as_user(world.staff2).get(url("leave", other.pk)).status_code == 404

    def test_the_sub_district_sees_the_heads_alone(self, world, station, as_user):
        asked(world)
        asked(world, user=world.head, substitute=world.staff, start=10)
        page = as_user(world.street).get(url("leave_list")).content.decode()
        assert "卫国" in page and "李静 ·" not in page
        assert "卫国" in as_user(world.street).get("/").content.decode()


class TestHandingOut:
    def test_the_head_ticks_and_gives(self, world, station, as_user):
        tasks = [station.task(), station.task()]
        client = as_user(world.head)
        people = client.get(url("task_people")).content.decode()
        assert "2 件待派" in people and "李静" in people
        assert client.get(url("task_hand")).status_code == 200
        words = {"tasks": [task.pk for task in tasks], "assignee": world.staff.pk}
        assert client.post(url("task_hand"), words).url == url("task_people")
        assert Task.objects.filter(assignee=world.staff).count() == 2

    def test_refused_ones_are_named_on_the_page(self, world, station, as_user):
        done, free = station.task_in("delivered"), station.task()
        words = {"tasks": [done.pk, free.pk], "assignee": world.staff2.pk, "remark": "分工"}
        page = as_user(world.head).post(url("task_hand"), words)
        assert page.status_code == 200 and "有 1 件没有派出去" in page.content.decode()
        assert done.title in page.content.decode()

    @pytest.mark.parametrize(
        "ticks", [[], ["x"], ["9" * 30], [str(n) for n in range(1, 103)]], ids=str
    )
    def test_bad_ticks_come_back(self, world, station, as_user, ticks):
        station.task()
        words = {"tasks": ticks, "assignee": world.staff.pk, "remark": "说好的"}
        page = as_user(world.head).post(url("task_hand"), words)
        assert page.status_code == 422 and page.context["form"].errors["tasks"]
        assert "说好的" in page.content.decode()

    def test_a_forged_id_is_a_missing_page(self, world, station, as_user):
        words = {"tasks": ["999999"], "assignee": world.staff.pk}
        assert as_user(world.head).post(url("task_hand"), words).status_code == 404

    def test_whose_tasks_are_all_ticked(self, world, station, as_user):
        task = station.task_in("in_progress")
        page = as_user(world.head).get(url("task_hand") + f"?from={world.staff.pk}")
        assert page.context["ticked"] == {task.pk} and "李静手上的任务" in page.content.decode()
        assert as_user(world.head).get(url("task_hand") + "?from=zzz").status_code == 200
        assert as_user(world.head).get(url("task_hand") + "?from=999999").status_code == 200

    @pytest.mark.parametrize("who", ["staff", "chair", "street", "resident"])
    def test_only_the_heads(self, world, station, as_user, who):
        for name in ("task_people", "task_hand"):
            assert as_user(world.people[who]).get(url(name)).status_code in {403, 404}

    def test_whom_one_assigns_to_is_shown_with_their_load(self, world, station, as_user):
        task = station.task()
        station.task_in("in_progress")
        away(world)
        page = as_user(world.head).get(url("task_assign", task.pk)).content.decode()
        assert "李静" in page and "手上 1 件" in page and "休假到" in page


class TestKeptFilters:
    def test_kept_shown_as_a_chip_and_dropped(self, world, station, as_user):
        client = as_user(world.staff)
        page = client.get(url("task_list") + "?status=all_open&is_overdue=on")
        assert "把这个筛选存下来" in page.content.decode()
        made = client.post(url("task_list") + "?status=all_open&is_overdue=on", {"name": "急的"})
        row = SavedFilter.objects.get()
        assert row.wanted == {"status": "all_open", "is_overdue": True}
        page = client.get(made.url)
        assert "急的" in page.content.decode()
        assert page.context["chips"][0]["is_current"] and not page.context["may_keep"]
        assert "急的" not in as_user(world.staff2).get(url("task_list")).content.decode()
        assert as_user(world.staff2).post(url("filter_drop", row.pk)).status_code == 404
        assert client.post(url("filter_drop", row.pk)).status_code == 302
        assert not SavedFilter.objects.exists()

    def test_a_bad_name_comes_back(self, world, station, as_user):
        page = as_user(world.staff).post(url("task_list") + "?status=open", {"name": "长" * 21})
        assert page.status_code == 422 and page.context["name_form"].errors["name"]
        page = as_user(world.staff).post(url("task_list"), {"name": "空的"})
        assert page.status_code == 422 and not SavedFilter.objects.exists()

    def test_one_persons_tasks(self, world, station, as_user):
        station.task_in("in_progress")
        mine = url("task_list") + f"?assignee={world.staff.pk}"
        assert "只看李静手上的" in as_user(world.head).get(mine).content.decode()
        for wrong in ("-1", "x", "9" * 40):
            assert (
                as_user(world.head).get(url("task_list") + f"?assignee={wrong}").status_code == 200
            )


@pytest.mark.parametrize(
    ("name", "most"), [("task_people", 9), ("task_hand", 9), ("task_list", 6), ("task_mine", 6)]
)
def test_a_page_asks_as_much_at_10_as_at_50(world, monday, as_user, name, most):
    client = as_user(world.head)
    tasks_make(world, 10)
    client.get(url(name))  # the first look of the day is written down
    few = statements(client, name)
    tasks_add(world, Task.objects.first(), 50)
    assert statements(client, name) == few
    assert few <= most


@pytest.mark.parametrize("count", [10, 50])
def test_the_list_of_leaves(world, station, as_user, django_assert_max_num_queries, count):
    for number in range(count):
        asked(world, days=1, start=number)
    client = as_user(world.head)
    client.get(url("leave_list"))
    with django_assert_max_num_queries(6):
        assert client.get(url("leave_list")).status_code == 200
