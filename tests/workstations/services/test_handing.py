"""Many tasks given in one act, whose tasks have to be handed over, and how much each has."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from portal.access.checker import access_of
from portal.kernel import clock
from portal.kernel.errors import NotFound, Refused, RuleViolated
from portal.models import Record, Role
from portal.services.roles import role_end, role_grant
from tests.workstations.planning import entry, part_of, plan_of, station_of
from tests.workstations.resting import away
from workstations.models import Secondment, Task, TaskExecutor
from workstations.selectors.workload import leavers, loads_of, pile_for
from workstations.services import tasks as do
from workstations.services.handing import MOST, tasks_hand
from workstations.services.plan_sweep import plans_sweep
from workstations.services.work_entries import work_log


def hand(world, tasks, actor=None, to=None, remark="调岗"):
    return tasks_hand(
        actor=actor or world.head,
        pks=[task.pk for task in tasks],
        assignee=to or world.staff2,
        remark=remark,
    )


def pile(station, count: int):
    return [station.task() for _n in range(count)]


def refused(field, code, call):
    with pytest.raises(RuleViolated) as caught:
        call()
    assert (caught.value.field, caught.value.code) == (field, code)


class TestManyAtOnce:
    def test_each_is_given_told_and_recorded(self, world, station):
        tasks = pile(station, 3)
        handed = hand(world, tasks, remark="")
        assert len(handed.given) == 3 and not handed.refused
        assert set(Task.objects.values_list("assignee", "status")) == {
            (world.staff2.pk, "assigned")
        }
        rows = Record.objects.filter(subject_type="task", verb="assign")
        assert {row.subject_id for row in rows} == {task.pk for task in tasks}

    def test_one_refused_holds_up_no_other_and_is_named(self, world, station):
        done, free = station.task_in("delivered"), station.task()
        moving = station.task_in("in_progress")
        handed = hand(world, [done, free, moving])
        assert {task.pk for task in handed.given} == {free.pk, moving.pk}
        assert [row.task for row in handed.refused] == [done] and "待验收" in handed.refused[0].why
        done.refresh_from_db()
        assert (done.status, done.assignee) == ("delivered", world.staff)
        rows = Record.objects.filter(subject_type="task", subject_id=done.pk, verb="assign")
        assert rows.count() == 1  # the first, to 李静

    def test_whoever_voted_is_refused_that_task_alone(self, world, station):
        station.resolution()
        voted, free = Task.objects.filter(action_item__isnull=False).first(), station.task()
        role_grant(
            actor=None,
            user=world.member3,
            role=Role.STATION_STAFF,
            division=world.baita,
            valid_from=clock.today(),
        )
        handed = hand(world, [voted, free], to=world.member3)
        assert not handed.given and len(handed.refused) == 2  # sits on the committee

    def test_the_same_sending_twice_does_it_once(self, world, station):
        tasks = pile(station, 2)
        hand(world, tasks)
        again = hand(world, tasks)
        assert len(again.already) == 2 and not again.given
        assert Record.objects.filter(subject_type="task", verb="assign").count() == 2

    def test_what_somebody_has_is_moved_with_a_reason_only(self, world, station):
        task = station.task_in("in_progress")
        refused("remark", "required", lambda: hand(world, [task], remark=" "))
        hand(world, [task], remark="合同到期")
        row = Record.objects.filter(verb="assign").latest("id")
        assert row.remark.text == "合同到期" and row.data["assignee"] == world.staff2.pk
        assert TaskExecutor.objects.filter(task=task, user=world.staff).exists()

    def test_foreign_ones_are_not_found_and_nothing_is_done(self, world, station):
        task = station.task()
        with pytest.raises(NotFound):
            tasks_hand(actor=world.head, pks=[task.pk, 10**9], assignee=world.staff2)
        with pytest.raises(NotFound):
            hand(world, [task], actor=world.baita_head, to=world.baita_staff)
        task.refresh_from_db()
        assert task.status == "open"

    @pytest.mark.parametrize("who", ["staff", "chair", "street", "resident"])
    def test_only_a_head_hands_out(self, world, station, who):
        with pytest.raises(Refused):
            hand(world, pile(station, 1), actor=world.people[who])

    def test_none_too_many_and_nobody(self, world, station):
        refused("tasks", "required", lambda: hand(world, []))
        many = list(range(1, MOST + 2))
        words = {"actor": world.head, "assignee": world.staff2}
        refused("tasks", "too_many", lambda: tasks_hand(pks=many, **words))
        words = {"actor": world.head, "assignee": None}
        refused("assignee", "required", lambda: tasks_hand(pks=[1], **words))

    def test_the_statements_for_one_do_not_grow_with_the_pile(self, world, station):
        def cost(count):
            tasks = pile(station, count)
            with CaptureQueriesContext(connection) as seen:
                hand(world, tasks)
            return len(seen)

        hand(world, pile(station, 1))
        few, many = cost(2), cost(12)
        # The row lock of the affair behind it (decision 5) is a statement where there are such.
        most = 17 + connection.features.has_select_for_update
        assert many - few <= 10 * most and few <= 2 * most + 6


class TestLeavers:
    def seen(self, world):
        world.head.__dict__.pop("_access", None)
        return leavers(access_of(world.head))

    def ends(self, world, in_days):
        post = world.staff.role_assignments.get()
        role_end(actor=None, assignment=post, on=clock.today() + timedelta(days=in_days))

    def test_nobody_as_long_as_everybody_stays(self, world, station):
        station.task_in("in_progress")
        assert self.seen(world) == []

    def test_who_has_gone_or_goes_within_a_fortnight(self, world, station):
        station.task_in("in_progress")
        self.ends(world, 16)
        assert self.seen(world) == []
        clock.advance(days=1)
        (one,) = self.seen(world)
        assert (one.name, one.tasks, one.is_gone) == ("李静", 1, False)
        clock.advance(days=20)
        (one,) = self.seen(world)
        assert one.is_gone and one.last == clock.today() - timedelta(days=6)

    def test_not_whoever_has_nothing_left_or_stays_by_another_term(self, world, station):
        task = station.task_in("delivered")
        self.ends(world, 0)
        assert self.seen(world) == []  # delivered: it waits for the committee
        do.task_send_back(actor=world.member1, task=task, remark="补拍")
        assert len(self.seen(world)) == 1
        role_grant(
            actor=None,
            user=world.staff,
            role=Role.STATION_STAFF,
            division=world.mingtong,
            valid_from=clock.today(),
        )
        assert self.seen(world) == []

    def test_who_is_seconded_elsewhere(self, world, station):
        station.task_in("in_progress")
        Secondment.objects.create(
            station=world.baita.workstation,
            user=world.staff,
            kind="cadre",
            sent_by="街道",
            duty="帮扶",
            starts_on=clock.today(),
            ends_on=clock.today() + timedelta(days=90),
        )
        (one,) = self.seen(world)
        assert one.elsewhere
        clock.advance(days=91)
        assert self.seen(world) == []

    def test_other_stations_leavers_are_not_mine(self, world, station):
        station.task_in("in_progress")
        self.ends(world, 0)
        assert leavers(access_of(world.baita_head)) == []
        assert leavers(access_of(world.chair)) == []

    def test_the_pile_of_a_leaver_is_handed_over_whole(self, world, station):
        tasks = [station.task_in("in_progress"), station.task_in("blocked")]
        self.ends(world, 0)
        found = pile_for(access_of(world.head), world.staff.pk)
        assert {row.task.pk for row in found.rows} == {task.pk for task in tasks}
        hand(world, tasks, remark="合同到期，不再续签")
        assert self.seen(world) == []


class TestLoads:
    def test_what_counts(self, world, station):
        late, soon = station.task_in("in_progress"), station.task_in("assigned")
        station.task_in("delivered")
        Task.objects.filter(pk=late.pk).update(
            due_at=clock.now() - timedelta(hours=1), expected_minutes=90
        )
        Task.objects.filter(pk=soon.pk).update(due_at=clock.now() + timedelta(days=30))
        work_log(
            actor=world.staff,
            task=Task.objects.get(pk=late.pk),
            on=clock.today(),
            minutes=45,
            fen=0,
            words="疏通",
            submit_key=uuid4(),
        )
        away(world, start=3)
        load = next(row for row in loads_of(world.mingtong.pk) if row.user == world.staff)
        assert (load.open, load.week, load.overdue) == (2, 1, 1)
        assert (load.expected, load.logged) == (90, 45)
        assert load.away.substitute == world.staff2

    def test_the_least_loaded_come_first_and_the_head_last(self, world, station):
        station.task_in("in_progress")
        assert [row.user for row in loads_of(world.mingtong.pk)] == [
            world.staff2,
            world.staff,
            world.head,
        ]

    def test_parts_and_planned_tasks_count_too(self, world, station):
        plan_of(world, assignee=world.staff2, duty=entry(world))
        plans_sweep()
        whole = station.task_in("in_progress")
        part = part_of(world, whole)
        do.task_assign(actor=world.head, task=part, assignee=world.staff2)
        load = next(row for row in loads_of(world.mingtong.pk) if row.user == world.staff2)
        assert load.open == 2
        assert station_of(world).tasks.count() == 3
