"""Leave: asked for, allowed by the right person, and what whoever stands in may do meanwhile."""

from datetime import timedelta
from uuid import uuid4

import pytest

from portal.access.checker import access_of
from portal.kernel import clock
from portal.kernel.errors import NotFound, Refused, RuleViolated, TransitionRefused
from portal.models import Record
from portal.services.roles import role_end
from tests.workstations.conftest import photo
from tests.workstations.planning import station_of
from tests.workstations.resting import asked, away, draft_of
from workstations.models import Leave, Task, TaskExecutor
from workstations.selectors.tasks import tasks_mine
from workstations.services import leaves as write
from workstations.services import tasks as do
from workstations.services.evidence import evidence_add


def refused(field, code, call):
    with pytest.raises(RuleViolated) as caught:
        call()
    assert (caught.value.field, caught.value.code) == (field, code)


class TestAsking:
    def test_it_is_asked_once_and_recorded_without_the_reason(self, world, station):
        key = uuid4()
        first = asked(world, key=key, reason="陪护母亲住院")
        assert asked(world, key=key) == first and Leave.objects.count() == 1
        row = Record.objects.get(subject_type="leave")
        assert (row.verb, row.is_public) == ("ask", False) and "母亲" not in str(row.data)

    @pytest.mark.parametrize(
        ("field", "code", "words"),
        [
            ("ends_on", "order", {"days": 0}),
            ("ends_on", "long", {"days": 191}),
            ("starts_on", "past", {"start": -31}),
            ("kind", "invalid", {"kind": "moon"}),
        ],
    )
    def test_a_senseless_term_is_refused(self, world, station, field, code, words):
        refused(field, code, lambda: asked(world, **words))

    def test_two_leaves_share_no_day(self, world, station):
        asked(world)
        refused("starts_on", "twice", lambda: asked(world, start=4))
        assert asked(world, start=5).status == "asked"

    def test_only_a_colleague_of_the_station_stands_in(self, world, station):
        refused("substitute", "not_station", lambda: asked(world, substitute=world.baita_staff))
        refused("substitute", "not_station", lambda: asked(world, substitute=world.chair))
        refused("substitute", "self", lambda: asked(world, substitute=world.staff))

    def test_the_head_writes_it_down_for_the_ill_nobody_else_does(self, world, station):
        assert asked(world, actor=world.head, kind="sick").user == world.staff
        with pytest.raises(Refused):
            asked(world, actor=world.staff2, start=20)
        for foreign in (world.baita_head, world.chair, world.resident):
            with pytest.raises(NotFound):
                asked(world, actor=foreign, start=20)

    def test_a_stranger_to_the_station_has_no_leave_there(self, world, station):
        words = {"actor": world.head, "user": world.baita_staff}
        refused("user", "not_station", lambda: asked(world, **words))


class TestDeciding:
    def test_the_head_allows_and_names_who_stands_in(self, world, station):
        leave = away(world)
        assert (leave.status, leave.substitute) == ("approved", world.staff2)
        row = Record.objects.filter(subject_type="leave").latest("id")
        assert row.data == {"substitute": world.staff2.pk, "person": world.staff.pk}

    @pytest.mark.parametrize("who", ["staff", "staff2", "street", "baita_head", "chair"])
    def test_nobody_else_decides_about_the_stations_people(self, world, station, who):
        with pytest.raises(Refused):
            away(world, actor=world.people[who])

    def test_the_heads_own_is_the_sub_districts_to_decide(self, world, station):
        leave = asked(world, user=world.head, substitute=world.staff)
        for who in ("head", "staff", "donghua_street", "districter"):
            with pytest.raises(Refused):
                write.leave_approve(actor=world.people[who], leave=leave, substitute=world.staff)
        leave = write.leave_approve(actor=world.street, leave=leave, substitute=world.staff)
        assert leave.status == "approved"

    def test_nobody_is_named_who_is_away_or_gone(self, world, station, fresh):
        leave = asked(world)
        refused("substitute", "required", lambda: away_as(world, leave, None))
        other = asked(world, user=world.staff2, substitute=world.head, start=4)
        refused("substitute", "away", lambda: away_as(world, leave, world.staff2))
        write.leave_step(actor=world.staff2, leave=other, name="withdraw")
        post = world.staff2.role_assignments.get()
        role_end(actor=None, assignment=post, on=clock.today() + timedelta(days=2))
        refused("substitute", "leaves", lambda: away_as(world, leave, world.staff2))

    def test_whoever_stands_in_does_not_go_away_meanwhile(self, world, station):
        away(world)
        later = asked(world, user=world.staff2, substitute=world.head, start=2)
        refused("substitute", "stands_in", lambda: away_as(world, later, world.head))

    def test_steps_in_the_wrong_state_or_by_the_wrong_person(self, world, station):
        leave = asked(world)
        with pytest.raises(TransitionRefused):
            write.leave_step(actor=world.head, leave=leave, name="withdraw")
        with pytest.raises(RuleViolated):
            write.leave_step(actor=world.head, leave=leave, name="refuse", remark=" ")
        with pytest.raises(NotFound):
            write.leave_step(actor=world.head, leave=leave, name="approve")
        leave = write.leave_step(actor=world.head, leave=leave, name="refuse", remark="检查周")
        with pytest.raises(TransitionRefused):
            away_as(world, leave, world.staff2)
        with pytest.raises(TransitionRefused):
            write.leave_step(actor=world.staff, leave=leave, name="end")


def away_as(world, leave, substitute):
    return write.leave_approve(actor=world.head, leave=leave, substitute=substitute)


class TestStandingIn:
    """The right comes through the permission, for the very days, and goes with them."""

    def can(self, user, task):
        user.__dict__.pop("_access", None)
        task = Task.objects.get(pk=task.pk)
        return access_of(user).can("workstations.execute_task", task)

    def test_from_the_first_day_to_the_last(self, world, station):
        task = station.task_in("in_progress")
        due = task.due_at
        away(world, start=1, days=2)
        assert not self.can(world.staff2, task)
        clock.advance(days=1)
        assert self.can(world.staff2, task) and self.can(world.staff, task)
        clock.advance(days=1)
        assert self.can(world.staff2, task)
        clock.advance(days=1)
        assert not self.can(world.staff2, task)
        task.refresh_from_db()
        assert task.due_at == due  # the clock ran all the while

    @pytest.mark.parametrize("who", ["head", "baita_staff", "chair", "street", "resident"])
    def test_nobody_else_gains_anything(self, world, station, who):
        task = station.task_in("in_progress")
        away(world)
        assert not self.can(world.people[who], task)

    def test_an_asked_a_refused_and_an_ended_leave_give_nothing(self, world, station):
        task = station.task_in("in_progress")
        leave = asked(world)
        assert not self.can(world.staff2, task)
        leave = away_as(world, leave, world.staff2)
        assert self.can(world.staff2, task)
        write.leave_step(actor=world.staff, leave=leave, name="end")
        assert not self.can(world.staff2, task)

    def test_replaced_means_replaced(self, world, station):
        task, leave = station.task_in("in_progress"), away(world)
        write.leave_replace(actor=world.head, leave=leave, substitute=world.head)
        assert not self.can(world.staff2, task) and self.can(world.head, task)

    def test_what_is_done_in_somebodys_place_says_so_and_bars_from_verifying(self, world, station):
        task = station.task_in("in_progress")
        away(world)
        note = {"text": "疏通了", "submit_key": uuid4()}
        do.task_note_progress(actor=world.staff2, task=task, **note)
        row = Record.objects.filter(subject_type="task", verb="note_progress").latest("id")
        assert (row.actor, row.data["in_place_of"]) == (world.staff2, world.staff.pk)
        done = do.task_deliver(actor=world.staff2, task=task, uploads=[photo()])
        assert done.assignee == world.staff
        assert TaskExecutor.objects.filter(task=task, user=world.staff2).exists()
        row = Record.objects.filter(subject_type="task", verb="deliver").latest("id")
        assert row.data["in_place_of"] == world.staff.pk

    def test_the_assignee_acts_for_himself(self, world, station):
        task = station.task_in("in_progress")
        away(world)
        evidence_add(actor=world.staff, task=task, uploads=[photo()])
        assert "in_place_of" not in Record.objects.latest("id").data
        assert not TaskExecutor.objects.filter(task=task, user=world.staff2).exists()

    def test_their_tasks_are_in_my_list_and_those_of_another_station_are_not(self, world, station):
        task = station.task_in("in_progress")
        away(world)
        world.staff2.__dict__.pop("_access", None)
        rows = [row for group in tasks_mine(access_of(world.staff2)) for row in group.rows]
        assert [row.task for row in rows] == [task] and rows[0].person == "代 李静"
        station_of(world)
        assert tasks_mine(access_of(world.head)) == []
        Leave.objects.update(station=world.baita.workstation)
        assert tasks_mine(access_of(world.staff2)) == []

    def test_a_draft_names_its_days(self, world):
        assert draft_of(world, days=3).ends_on == clock.today() + timedelta(days=2)
