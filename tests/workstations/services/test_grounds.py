"""What tasks rest on: the entry of the category, the lists that refuse, the wording that stays."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from portal.kernel import clock
from portal.kernel.errors import Refused, RuleViolated, TransitionRefused
from portal.models import Duty, Record, Role, RoleAssignment
from portal.selectors.figures import gauges_by_division
from portal.services.duties import DutyDraft, duties_load_defaults, duty_add, duty_end
from portal.services.figures import gauges_refresh
from tests.workstations.planning import entry, general
from workstations.models import CategoryBasis, Task
from workstations.services import tasks as do
from workstations.services.grounds import category_basis_set, duty_check, task_rest_on


def test_a_routine_task_rests_on_the_general_entry(world, station):
    task = station.task()
    assert task.duty == general() and task.basis is None
    assert Record.objects.of(task).get(verb="open").data["duty"] == task.duty_id


def test_its_category_may_name_another(world, station):
    duty = entry(world)
    category_basis_set(actor=world.districter, category=world.categories["water"], duty=duty)
    assert station.task().duty == duty


def test_no_entry_no_task(world, station):
    duty_end(actor=world.districter, duty_id=general().pk)
    with pytest.raises(RuleViolated) as refused:
        station.task()
    assert refused.value.code == "no_entry" and not Task.objects.exists()
    assert duties_load_defaults() == 0  # what the district took off its list stays off


def test_an_ended_entry_of_the_category_falls_back_to_the_general_one(world, station):
    duty = entry(world)
    category_basis_set(actor=world.districter, category=world.categories["water"], duty=duty)
    clock.advance(days=1)
    duty_end(actor=world.districter, duty_id=duty.pk)
    assert station.task().duty == general()


def test_the_wording_of_the_day_is_kept(world, station):
    first = station.task()
    old = general()
    draft = DutyDraft(
        list_kind=old.list_kind,
        number=old.number,
        title="受理、办理、回访居民诉求",
        basis="新职责",
        body=old.body,
        valid_from=clock.today() + timedelta(days=1),
    )
    new = duty_add(actor=world.districter, draft=draft)
    clock.advance(days=1)
    second = station.task(text="三单元楼道灯坏了，晚上看不见。")
    first.refresh_from_db()
    assert (first.duty, second.duty) == (old, new)


@pytest.mark.parametrize("kind", ["negative", "certificate"])
def test_the_lists_refuse_and_say_which_entry(world, station, kind):
    duty = entry(world, kind, body="committee", title="协税护税任务")
    task = station.task()
    with pytest.raises(RuleViolated) as refused:
        task_rest_on(actor=world.head, task=task, duty=duty)
    assert refused.value.field == "duty" and "协税护税任务" in refused.value.message
    with pytest.raises(RuleViolated):
        category_basis_set(actor=world.districter, category=world.categories["water"], duty=duty)
    assert not CategoryBasis.objects.exists()


def test_what_is_the_streets_comes_as_an_entrusted_affair(world):
    with pytest.raises(RuleViolated) as refused:
        duty_check(entry(world, body="subdistrict"))
    assert refused.value.code == "street"
    assert duty_check(entry(world, "assist", "X-9", "committee"))


def test_an_entry_holds_in_its_own_days_only(world):
    duty = entry(world)
    with pytest.raises(RuleViolated) as refused:
        duty_check(duty, clock.today() - timedelta(days=1))
    assert refused.value.code == "off_list"
    duty.valid_to = clock.today() + timedelta(days=3)
    assert duty_check(duty) == duty
    with pytest.raises(RuleViolated):
        duty_check(duty, clock.today() + timedelta(days=3))
    with pytest.raises(RuleViolated):
        duty_check(None)


def test_the_head_names_another_entry_once(world, station):
    task, duty = station.task(), entry(world)
    for _twice in range(2):
        task = task_rest_on(actor=world.head, task=task, duty=duty)
    assert task.duty == duty
    assert Record.objects.of(task).filter(verb="rebase").count() == 1


@pytest.mark.parametrize("who", ["staff", "chair", "street", "baita_head"])
def test_nobody_else_names_it(world, station, who):
    task = station.task()
    with pytest.raises(Refused):
        task_rest_on(actor=world.people[who], task=task, duty=entry(world))


def test_what_rests_on_a_resolution_is_left_there(world, station):
    task = station.resolution().action_items.first().task
    with pytest.raises(TransitionRefused):
        task_rest_on(actor=world.head, task=task, duty=general())


def test_only_the_district_keeps_the_categories(world):
    with pytest.raises(Refused):
        category_basis_set(actor=world.head, category=world.categories["water"], duty=general())


def test_a_category_goes_back_to_the_general_entry(world, station):
    category = world.categories["water"]
    category_basis_set(actor=world.districter, category=category, duty=entry(world))
    category_basis_set(actor=world.districter, category=category, duty=None)
    assert station.task().duty == general()


def test_the_database_lets_no_category_rest_on_a_forbidden_list(world):
    words = {"category": world.categories["water"], "number": "F-1", "set_by": world.districter}
    with pytest.raises(IntegrityError), transaction.atomic():
        CategoryBasis.objects.create(list_kind="negative", **words)


def test_a_committee_member_is_told_which_entry_forbids_it(world, station):
    entry(world, "negative", "F-7", "committee", "挂牌迎检的任务")
    with pytest.raises(RuleViolated) as refused:
        do.task_assign(actor=world.head, task=station.task(), assignee=world.member1)
    assert "F-7 挂牌迎检的任务" in refused.value.message


def test_not_even_one_who_also_works_at_the_station(world, station):
    """I2 allows an exemption on paper; it never brings the committee a task."""
    words = {"user": world.member1, "division": world.mingtong}
    RoleAssignment.objects.create(role=Role.STATION_STAFF, valid_from=clock.today(), **words)
    with pytest.raises(RuleViolated) as refused:
        do.task_assign(actor=world.head, task=station.task(), assignee=world.member1)
    assert refused.value.code == "not_station"


def test_the_committees_burden_is_counted_from_the_rows_and_none(world, station):
    task = station.task_in("assigned")
    gauges_refresh()
    assert gauges_by_division([world.mingtong.pk])[world.mingtong.pk].get("committee_tasks", 0) == 0
    Task.objects.filter(pk=task.pk).update(assignee=world.member1)  # round the services
    gauges_refresh()
    assert gauges_by_division([world.mingtong.pk])[world.mingtong.pk]["committee_tasks"] == 1


def test_every_task_names_its_ground(world, station):
    station.task()
    station.resolution()
    for task in Task.objects.all():
        assert task.duty_id or task.resolution is not None
    assert Duty.objects.filter(tasks__isnull=False).exists()
