"""Recurring plans: who keeps them, what is refused, and each day's task exactly once."""

from datetime import date, datetime, time, timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from portal.kernel import clock
from portal.kernel.errors import NotFound, Refused, RuleViolated, StaleWrite, TransitionRefused
from portal.models import Record
from portal.selectors.calendar import overrides_forget
from portal.services.calendar import calendar_override_set
from portal.services.duties import DutyDraft, duty_add, duty_end
from tests import world as worlds
from tests.parallel import in_a_file, in_parallel
from tests.workstations.planning import entry, general, plan_of, template_of
from workstations.models import Task, TaskPlan
from workstations.services import plan_sweep
from workstations.services.plans import PlanDraft, plan_change, plan_step
from workstations.workflows import PLAN

EVERYBODY = (
    "resident leader secretary chair vice member1 head staff street districter admin "
    "baita_head stranger"
).split()


def at(day: date):
    """Eight in the morning of ``day`` in Kunming."""
    return clock.at(timezone.make_aware(datetime.combine(day, time(8))))


def days_of(plan) -> list[str]:
    rows = Task.objects.filter(plan=plan).order_by("occurs_on")
    return [f"{day:%m-%d}" for day in rows.values_list("occurs_on", flat=True)]


def sweep_through(first: date, last: date) -> None:
    """The sweep of each day."""
    for number in range((last - first).days + 1):
        with at(first + timedelta(days=number)):
            plan_sweep.plans_sweep()


def draft(plan, **words) -> PlanDraft:
    names = "title duty rhythm weekdays valid_from valid_to lead_days assignee template shift"
    return PlanDraft(**({name: getattr(plan, name) for name in names.split()} | words))


class TestSteps:
    @pytest.mark.parametrize("state", ["active", "paused", "ended"])
    def test_the_table_walked_by_everybody(self, world, state):
        """Role × step for each state, each answer predicted from the table."""
        plan = self.in_state(world, state)
        for name in ("pause", "resume", "end"):
            for who in EVERYBODY:
                may = who == "head" and PLAN[name].allows_from(state)
                with transaction.atomic():
                    words = {"actor": world.people[who], "plan": plan, "name": name}
                    if may:
                        plan_step(**words, remark="换季")
                    else:
                        with pytest.raises((Refused, TransitionRefused)):
                            plan_step(**words, remark="换季")
                    transaction.set_rollback(True)

    def in_state(self, world, state):
        plan = plan_of(world)
        name = {"paused": "pause", "ended": "end"}.get(state)
        if name:
            plan = plan_step(actor=world.head, plan=plan, name=name, remark="换季")
        return plan

    def test_a_pause_says_why(self, world):
        with pytest.raises(RuleViolated):
            plan_step(actor=world.head, plan=plan_of(world), name="pause")
        with pytest.raises(NotFound):
            plan_step(actor=world.head, plan=plan_of(world), name="lapse")

    @pytest.mark.parametrize("who", ["staff", "chair", "street", "baita_head"])
    def test_only_the_head_plans(self, world, who):
        with pytest.raises(Refused):
            plan_of(world, actor=world.people[who])
        assert not TaskPlan.objects.exists()

    def test_once_a_key(self, world):
        key = uuid4()
        assert plan_of(world, key=key) == plan_of(world, key=key)

    @pytest.mark.parametrize(
        ("field", "words"),
        [
            ("title", {"title": " "}),
            ("duty", {"duty": None}),
            ("rhythm", {"rhythm": "hourly"}),
            ("weekdays", {"weekdays": ""}),
            ("weekdays", {"weekdays": "8"}),
            ("month_day", {"rhythm": "monthly"}),
            ("month_day", {"rhythm": "monthly", "month_day": 32}),
            ("month", {"rhythm": "yearly", "month_day": 1}),
            ("shift", {"shift": "back"}),
            ("lead_days", {"lead_days": 31}),
            ("valid_from", {"valid_from": date(2026, 3, 1)}),
            ("valid_to", {"valid_to": date(2026, 3, 1)}),
        ],
    )
    def test_bad_words_come_back_at_their_field(self, world, field, words):
        with pytest.raises(RuleViolated) as refused:
            plan_of(world, **words)
        assert refused.value.field == field and not TaskPlan.objects.exists()

    def test_the_lists_refuse_a_plan(self, world):
        with pytest.raises(RuleViolated) as refused:
            plan_of(world, duty=entry(world, "negative", "F-1", "committee"))
        assert refused.value.field == "duty" and "F-1" in refused.value.message

    @pytest.mark.parametrize("who", ["member1", "baita_staff", "resident"])
    def test_only_the_stations_own_are_named(self, world, who):
        with pytest.raises(RuleViolated) as refused:
            plan_of(world, assignee=world.people[who])
        assert refused.value.field == "assignee"


class TestDays:
    def test_today_is_made_at_once_with_its_ground(self, world):
        plan = plan_of(world, assignee=world.staff, template=template_of(world))
        task = Task.objects.get(plan=plan)
        assert (task.source, task.duty, task.status) == ("plan", general(), "assigned")
        assert task.assignee == world.staff and task.was_executed_by(world.staff.pk)
        assert task.checklist.count() == 3 and timezone.localdate(task.due_at) == clock.today()
        assert Record.objects.of(task).filter(actor__isnull=True).count() == 2

    def test_without_a_name_it_waits_for_the_head(self, world):
        assert Task.objects.get(plan=plan_of(world)).status == "open"

    def test_a_name_that_left_the_station_is_passed_over(self, world):
        plan = plan_of(world, assignee=world.staff)
        world.staff.role_assignments.update(valid_to=date(2026, 3, 4))
        sweep_through(date(2026, 3, 9), date(2026, 3, 9))
        task = Task.objects.get(plan=plan, occurs_on=date(2026, 3, 9))
        assert (task.status, task.assignee) == ("open", None)

    def test_through_spring_festival_and_its_make_up_saturdays(self, world):
        with at(date(2026, 2, 2)):
            mondays = plan_of(world)
            daily = plan_of(world, rhythm="daily", shift="skip", title="每日巡查")
        sweep_through(date(2026, 2, 3), date(2026, 3, 1))
        assert days_of(mondays) == ["02-02", "02-09", "02-24"]
        found = days_of(daily)
        assert {"02-14", "02-28"} <= set(found)  # worked Saturdays
        assert not [day for day in found if "02-15" <= day <= "02-23"]
        assert len(found) == 16  # 5 + 5 + Saturday + 4 + Saturday

    def test_swept_again_and_again_it_is_once(self, world):
        plan = plan_of(world, rhythm="daily")
        for _again in range(3):
            TaskPlan.objects.update(swept_on=date(2026, 3, 1), made_through=date(2026, 3, 1))
            plan_sweep.plans_sweep()
        assert days_of(plan) == ["03-02"]

    def test_the_database_holds_it_once(self, world):
        task = Task.objects.get(plan=plan_of(world))
        task.pk = None
        with pytest.raises(IntegrityError), transaction.atomic():
            task.save(force_insert=True)
        with pytest.raises(IntegrityError), transaction.atomic():
            Task.objects.filter(plan__isnull=False).update(occurs_on=None)

    def test_a_sweep_that_dies_loses_and_doubles_nothing(self, world, monkeypatch):
        plans = [plan_of(world, rhythm="daily", title=str(n)) for n in range(3)]
        make, calls = plan_sweep._day_make, []

        def dying(*args):
            calls.append(args)
            if len(calls) == 2:
                raise SystemExit
            return make(*args)

        monkeypatch.setattr(plan_sweep, "_day_make", dying)
        with at(date(2026, 3, 3)):
            with pytest.raises(SystemExit), transaction.atomic():
                plan_sweep.plans_sweep()
            assert Task.objects.filter(occurs_on=date(2026, 3, 3)).count() == 0
            assert plan_sweep.plans_sweep() == 3
            assert plan_sweep.plans_sweep() == 0
        assert all(days_of(plan) == ["03-02", "03-03"] for plan in plans)

    def test_more_plans_than_a_batch(self, world, monkeypatch):
        monkeypatch.setattr(plan_sweep, "BATCH", 2)
        for number in range(5):
            plan_of(world, title=str(number), valid_from=date(2026, 3, 9))
        with at(date(2026, 3, 9)):
            assert plan_sweep.plans_sweep() == 5

    def test_days_the_house_missed_are_made_due_on_the_day_they_are_made(self, world):
        plan = plan_of(world, rhythm="daily")
        sweep_through(date(2026, 3, 5), date(2026, 3, 5))
        assert days_of(plan) == ["03-02", "03-03", "03-04", "03-05"]
        due = {timezone.localdate(task.due_at) for task in Task.objects.filter(plan=plan)}
        assert due == {date(2026, 3, 2), date(2026, 3, 5)}

    def test_days_of_a_pause_are_not_made_up_for(self, world):
        plan = plan_of(world, rhythm="daily")
        plan = plan_step(actor=world.head, plan=plan, name="pause", remark="封楼维修")
        sweep_through(date(2026, 3, 3), date(2026, 3, 4))
        with at(date(2026, 3, 5)):
            plan_step(actor=world.head, plan=plan, name="resume")
        assert days_of(plan) == ["03-02", "03-05"]

    def test_made_ahead_by_its_lead(self, world):
        plan = plan_of(world, lead_days=7)
        assert days_of(plan) == ["03-02", "03-09"]

    def test_a_holiday_set_by_hand_counts_until_the_day_is_made(self, world):
        plan = plan_of(world)
        words = {"date": date(2026, 3, 9), "is_workday": False, "note": "停电"}
        calendar_override_set(actor=world.admin, **words)
        overrides_forget()
        sweep_through(date(2026, 3, 9), date(2026, 3, 10))
        overrides_forget()
        assert days_of(plan) == ["03-02", "03-10"]

    def test_a_changed_plan_goes_on_behind_what_was_made(self, world):
        plan = plan_of(world)
        version = plan.version
        plan = plan_change(actor=world.head, plan=plan, draft=draft(plan, weekdays="3"))
        assert Record.objects.of(plan).get(verb="change").data["changed"] == ["weekdays"]
        with pytest.raises(StaleWrite):
            words = {"draft": draft(plan, weekdays="4"), "version": version}
            plan_change(actor=world.head, plan=plan, **words)
        sweep_through(date(2026, 3, 3), date(2026, 3, 12))
        assert days_of(plan) == ["03-02", "03-04", "03-11"]

    def test_past_its_end_it_ends(self, world):
        plan = plan_of(world, valid_to=date(2026, 3, 9))
        sweep_through(date(2026, 3, 9), date(2026, 3, 17))
        plan.refresh_from_db()
        assert plan.status == "ended" and days_of(plan) == ["03-02", "03-09"]


class TestGround:
    def test_off_its_list_the_plan_pauses_itself(self, world):
        duty = entry(world)
        plan = plan_of(world, duty=duty)
        with at(date(2026, 3, 3)):
            duty_end(actor=world.districter, duty_id=duty.pk)
        sweep_through(date(2026, 3, 9), date(2026, 3, 9))
        plan.refresh_from_db()
        assert plan.status == "paused" and days_of(plan) == ["03-02"]
        with at(date(2026, 3, 9)), pytest.raises(TransitionRefused):
            plan_step(actor=world.head, plan=plan, name="resume")

    def test_a_new_wording_is_taken_from_its_day_on(self, world):
        plan, old = plan_of(world), general()
        words = {name: getattr(old, name) for name in ("list_kind", "number", "body", "basis")}
        with at(date(2026, 3, 3)):
            new = duty_add(
                actor=world.districter,
                draft=DutyDraft(title="新表述", valid_from=date(2026, 3, 5), **words),
            )
        sweep_through(date(2026, 3, 9), date(2026, 3, 9))
        first, second = Task.objects.filter(plan=plan).order_by("occurs_on")
        assert (first.duty, second.duty) == (old, new)


@pytest.fixture
def shared(transactional_db, tmp_path, monday):
    """Six daily plans that other connections can write to."""
    with in_a_file(tmp_path / "real.sqlite3"):
        with transaction.atomic():
            world = worlds.build()
            plans = [plan_of(world, rhythm="daily", title=str(n)) for n in range(6)]
        yield plans


def test_many_workers_at_once_make_each_day_once(shared):
    """Four sweeps: on PostgreSQL they share the plans, on SQLite they take turns."""
    clock.advance(days=1)
    answers = in_parallel([plan_sweep.plans_sweep] * 4)
    assert sum(answers) == 6, answers
    assert all(days_of(plan) == ["03-02", "03-03"] for plan in shared)
