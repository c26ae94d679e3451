"""A head's own powers pass to whoever stands in, for the very days; separation holds all the same;
and everything done in somebody's place says so."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import transaction
from django.urls import reverse

from portal.access.checker import access_of
from portal.access.policies import permissions_of
from portal.kernel import clock
from portal.kernel.errors import NotFound, Refused, RuleViolated, TransitionRefused
from portal.models import Level, Record, Role, RoleAssignment, User
from portal.selectors.timelines import records_of_one, timeline_entries
from portal.services.roles import role_end, role_end_by, role_grant
from portal.services.transitions import transition_apply
from tests.workstations.conftest import photo
from tests.workstations.hiring import School
from tests.workstations.planning import station_of, template_of
from tests.workstations.resting import asked
from workstations.models import ChecklistItem, ExtensionRequest, Leave, Task, TaskNote, WorkEntry
from workstations.selectors.audience import HEADS, holders
from workstations.selectors.leaves import leaves_to_decide
from workstations.selectors.stations import staff_with_load, station_public
from workstations.selectors.tasks import extensions_to_decide
from workstations.selectors.workload import loads_of
from workstations.services import leaves as write
from workstations.services import tasks as do
from workstations.services import training
from workstations.services.checklists import line_tick
from workstations.services.evidence import evidence_add
from workstations.services.extensions import extension_ask, extension_decide
from workstations.services.supervision import order_answer, order_urge
from workstations.services.whistle_requests import whistle_ask
from workstations.services.work_entries import work_log, work_strike
from workstations.workflows import TASK, TaskStatus

HEADS_OWN = sorted(permissions_of(Role.STATION_HEAD) - permissions_of(Role.STATION_STAFF))
ASSIGN, EXECUTE = "workstations.assign_task", "workstations.execute_task"


def new(user) -> User:
    """The person as their next request loads them."""
    return User.objects.get(pk=user.pk)


def heads_leave(world, start=0, days=5, substitute=None, **words):
    """卫国, who heads the station, is away; 蒋涛 stands in."""
    leave = asked(world, user=world.head, substitute=world.staff2, start=start, days=days, **words)
    words = {"leave": leave, "substitute": substitute or world.staff2}
    return write.leave_approve(actor=new(world.street), **words)


def held(user, place) -> set[str]:
    """Which of the head's own permissions the person holds there now."""
    access = access_of(new(user))
    return {name for name in HEADS_OWN if access.is_granted(name, Thing(place))}


class Thing:
    """A bare subject at a community."""

    def __init__(self, place):
        chain = {Level.GROUP: None, Level.COMMUNITY: place.pk}
        self.division_chain = chain | {Level.SUBDISTRICT: place.parent_id}


def test_there_is_something_to_pass_on():
    assert {ASSIGN, "workstations.decide_leave", "workstations.plan_work"} <= set(HEADS_OWN)
    assert EXECUTE not in HEADS_OWN and "workstations.verify_task" not in HEADS_OWN


class TestPassing:
    @pytest.mark.parametrize("state", ["asked", "refused", "withdrawn", "ended", "approved"])
    @pytest.mark.parametrize(
        "who", ["head", "staff", "staff2", "baita_head", "baita_staff", "chair", "resident"]
    )
    def test_role_by_state_of_the_leave(self, world, station, state, who):
        leave = asked(world, user=world.head, substitute=world.staff2)
        words = {"leave": leave, "substitute": world.staff2}
        if state in {"approved", "ended"}:
            leave = write.leave_approve(actor=world.street, **words)
        if state == "ended":
            write.leave_step(actor=world.head, leave=leave, name="end")
        if state == "refused":
            write.leave_step(actor=world.street, leave=leave, name="refuse", remark="检查周")
        if state == "withdrawn":
            write.leave_step(actor=world.head, leave=leave, name="withdraw")
        before = permissions_of(Role.CHAIR) if who == "chair" else set()
        wanted = set(HEADS_OWN) & before
        if who == "head" or (who == "staff2" and state == "approved"):
            wanted = set(HEADS_OWN)
        assert held(world.people[who], world.mingtong) == wanted
        if who == "staff2":
            assert held(world.staff2, world.baita) == set()

    def test_from_the_first_midnight_to_the_last(self, world, station):
        heads_leave(world, start=1, days=2)
        wanted = [set(), set(HEADS_OWN), set(HEADS_OWN), set(), set()]
        for day, powers in enumerate(wanted):
            assert held(world.staff2, world.mingtong) == powers, day
            assert held(world.head, world.mingtong) == set(HEADS_OWN)
            clock.advance(days=1)

    def test_they_end_at_midnight_sharp(self, world, station):
        heads_leave(world, days=1)
        now = clock.now()
        midnight = now.astimezone().replace(hour=0, minute=0, second=0, microsecond=0)
        last = midnight + timedelta(days=1) - timedelta(seconds=1)
        with clock.at(last):
            assert held(world.staff2, world.mingtong) == set(HEADS_OWN)
        with clock.at(last + timedelta(seconds=1)):
            assert held(world.staff2, world.mingtong) == set()

    def test_another_one_stands_in_from_now_on(self, world, station):
        leave = heads_leave(world)
        write.leave_replace(actor=world.street, leave=leave, substitute=world.staff)
        assert held(world.staff2, world.mingtong) == set()
        assert held(world.staff, world.mingtong) == set(HEADS_OWN)
        write.leave_step(actor=world.head, leave=Leave.objects.get(), name="end")
        assert held(world.staff, world.mingtong) == set()
        assert Leave.objects.get().post is None

    def test_the_same_one_named_again_keeps_them_once(self, world, station):
        leave = heads_leave(world, start=2)
        write.leave_replace(actor=world.street, leave=leave, substitute=world.staff2)
        clock.advance(days=2)
        assert held(world.staff2, world.mingtong) == set(HEADS_OWN)
        rows = RoleAssignment.objects.active().filter(in_place_of=world.head)
        assert rows.count() == 1

    def test_a_leave_written_down_late_counts_from_today(self, world, station):
        heads_leave(world, start=-3, days=5)
        post = RoleAssignment.objects.get(in_place_of=world.head)
        assert (post.valid_from, post.last_day) == (
            clock.today(),
            clock.today() + timedelta(days=1),
        )
        heads_leave(world, start=-10, days=3)  # over already
        assert RoleAssignment.objects.filter(in_place_of=world.head).count() == 1

    def test_of_a_workers_leave_only_the_tasks_pass(self, world, station):
        task = station.task_in("in_progress")
        leave = asked(world)
        write.leave_approve(actor=world.head, leave=leave, substitute=world.staff2)
        assert held(world.staff2, world.mingtong) == set()
        assert access_of(new(world.staff2)).can(EXECUTE, task)
        assert not RoleAssignment.objects.filter(in_place_of__isnull=False).exists()

    def test_they_end_with_the_heads_own_post(self, world, station):
        heads_leave(world)
        role_end(actor=None, assignment=world.head.role_assignments.get())
        assert held(world.staff2, world.mingtong) == set()

    def test_they_end_when_who_stands_in_leaves_the_station(self, world, station):
        heads_leave(world)
        own = world.staff2.role_assignments.get(in_place_of__isnull=True)
        role_grant(actor=None, user=world.staff2, role=Role.RESIDENT, division=world.mingtong)
        role_end(actor=None, assignment=own)
        assert held(world.staff2, world.mingtong) == set()

    def test_two_heads_stand_in_for_each_other_with_what_they_have(self, world, station):
        role_grant(actor=None, user=world.staff2, role=Role.STATION_HEAD, division=world.mingtong)
        leave = heads_leave(world)
        assert leave.post is None and held(world.staff2, world.mingtong) == set(HEADS_OWN)
        write.leave_step(actor=world.head, leave=leave, name="end")
        assert held(world.staff2, world.mingtong) == set(HEADS_OWN)

    def test_what_goes_with_no_other_role_does_not_pass(self, world, station):
        """A ground recorded for a post of one's own excuses nothing done for somebody else."""
        role_grant(
            actor=None,
            user=world.staff2,
            role=Role.OVERSIGHT_MEMBER,
            division=world.mingtong,
            exemption="区里批准试点",
        )
        with pytest.raises(RuleViolated) as caught:
            heads_leave(world)
        assert (caught.value.field, caught.value.code) == ("substitute", "incompatible")
        assert "居务监督" in str(caught.value.message)
        assert Leave.objects.get().status == "asked" and held(world.staff2, world.mingtong) == set()
        assert heads_leave_of(world, world.staff).substitute == world.staff

    def test_the_roster_does_not_end_it_the_leave_does(self, world, station):
        leave = heads_leave(world)
        with pytest.raises(RuleViolated) as caught:
            role_end_by(actor=world.admin, assignment=leave.post)
        assert caught.value.code == "stands_in"


def heads_leave_of(world, substitute):
    leave = Leave.objects.get(user=world.head)
    return write.leave_approve(actor=new(world.street), leave=leave, substitute=substitute)


class TestSteps:
    """Each step of a task, from each state: with the powers of the head, or without."""

    def tried(self, task, step, actor) -> str:
        try:
            with transaction.atomic():
                transition_apply(task, step.name, actor=new(actor), remark="理由")
                transaction.set_rollback(True)
        except Refused:
            return "refused"
        except TransitionRefused as error:
            return error.code
        return "done"

    @pytest.mark.parametrize("state", TaskStatus.values)
    def test_as_the_head_then_and_as_a_worker_before_and_after(self, world, station, state):
        task = station.task_in(state)
        steps = [step for step in TASK.transitions if step.permission is not None]
        as_worker = [self.tried(task, step, world.staff2) for step in steps]
        as_head = [self.tried(task, step, world.head) for step in steps]
        heads_leave(world, start=1, days=1)
        assert [self.tried(task, step, world.staff2) for step in steps] == as_worker
        clock.advance(days=1)
        as_head = [self.tried(task, step, world.head) for step in steps]  # the clock ran
        assert [self.tried(task, step, world.staff2) for step in steps] == as_head
        assert "done" not in [
            answer
            for step, answer in zip(steps, as_head, strict=True)
            if step.permission == "workstations.verify_task"
        ]
        clock.advance(days=1)
        assert [self.tried(task, step, world.staff2) for step in steps] == as_worker
        if state == "open":
            assert as_worker != as_head


class TestSeparation:
    """Nobody decides what they asked for, neither in their own name nor in the other's."""

    def question(self, world, task, actor):
        day = (task.due_at + timedelta(days=3)).date()
        return extension_ask(actor=new(actor), task=task, new_due_on=day, reason="等材料")

    def decide(self, actor, asked_for):
        words = {"extension_id": asked_for.pk, "is_granted": True, "remark": "同意"}
        return extension_decide(actor=new(actor), **words)

    def test_not_the_question_one_asked_oneself(self, world, station):
        task = do.task_assign(actor=world.head, task=station.task(), assignee=world.staff2)
        heads_leave(world)
        asked_for = self.question(world, task, world.staff2)
        with pytest.raises(TransitionRefused) as caught:
            self.decide(world.staff2, asked_for)
        assert caught.value.code == "own"
        assert extensions_to_decide(access_of(new(world.staff2))) == []

    def test_not_the_question_of_the_head_in_whose_place_one_decides(self, world, station):
        task = do.task_assign(actor=world.head, task=station.task(), assignee=world.head)
        asked_for = self.question(world, task, world.head)
        heads_leave(world)
        with pytest.raises(TransitionRefused) as caught:
            self.decide(world.staff2, asked_for)
        assert caught.value.code == "own"
        assert extensions_to_decide(access_of(new(world.staff2))) == []

    def test_nor_the_head_what_was_asked_in_her_place(self, world, station):
        task = do.task_assign(actor=world.head, task=station.task(), assignee=world.head)
        heads_leave(world)
        asked_for = self.question(world, task, world.staff2)
        assert asked_for.in_place_of == world.head
        for who in (world.head, world.staff2):
            with pytest.raises(TransitionRefused):
                self.decide(who, asked_for)
            assert extensions_to_decide(access_of(new(who))) == []
        assert self.decide(world.chair, asked_for).is_granted

    def test_but_a_third_persons(self, world, station):
        task = station.task_in("in_progress")
        asked_for = self.question(world, task, world.staff)
        heads_leave(world)
        assert extensions_to_decide(access_of(new(world.staff2))) == [asked_for]
        assert self.decide(world.staff2, asked_for).is_granted
        row = Record.objects.filter(subject_type="task", verb="extend").get()
        assert row.data["in_place_of"] == world.head.pk
        told = Record.objects.filter(subject_type="issue", verb="progress").latest("id")
        assert told.data["in_place_of"] == world.head.pk

    def test_enrolments_neither_ones_own_nor_the_heads(self, world, station):
        school = School(world)
        course = school.course()
        rows = {who: school.asked(course, actor=world.people[who]) for who in ("head", "staff2")}
        other = school.asked(course, actor=world.staff)
        heads_leave(world)
        for row in rows.values():
            with pytest.raises(Refused):
                training.enrolment_step(actor=new(world.staff2), enrolment=row, name="approve")
        done = training.enrolment_step(actor=new(world.staff2), enrolment=other, name="approve")
        assert done.status == "approved"
        row = Record.objects.of(done).latest("id")
        assert (row.actor_role, row.data["in_place_of"]) == ("station_head", world.head.pk)

    def test_leaves_neither_ones_own_nor_the_heads(self, world, station):
        heads_leave(world)
        own = asked(world, user=world.staff2, substitute=world.staff, start=20)
        heads = asked(world, user=world.head, substitute=world.staff, start=30)
        third = asked(world, user=world.staff, substitute=world.head, start=10)
        assert (own.is_heads, heads.is_heads) == (False, True)
        assert leaves_to_decide(access_of(new(world.staff2))) == [third]
        for leave in (own, heads):
            with pytest.raises(Refused):
                words = {"leave": leave, "substitute": world.staff}
                write.leave_approve(actor=new(world.staff2), **words)
        words = {"leave": third, "substitute": world.head}
        assert write.leave_approve(actor=new(world.staff2), **words).status == "approved"

    def test_what_the_assignee_may_not_do_nobody_does_in_their_place(self, world, station):
        """I1: who voted on a resolution does not execute its task by way of a colleague."""
        resolution = station.resolution()
        task = Task.objects.filter(action_item__resolution=resolution).first()
        task = do.task_assign(actor=new(world.head), task=task, assignee=world.staff)
        Task.objects.filter(pk=task.pk).update(assignee=world.member1)
        leave = asked(world)
        leave = write.leave_approve(actor=new(world.head), leave=leave, substitute=world.staff2)
        Leave.objects.filter(pk=leave.pk).update(user=world.member1)
        task = Task.objects.get(pk=task.pk)
        with pytest.raises(TransitionRefused) as caught:
            do.task_accept(actor=new(world.staff2), task=task)
        assert caught.value.code == "guard" and world.member1.name in str(caught.value.message)

    def test_relations_of_the_head_do_not_pass(self, world, station):
        """Her contract, profile and results are hers; a sentence on the person stays so."""
        heads_leave(world)
        access = access_of(new(world.staff2))
        mine = Leave.objects.get()
        assert not access.can("workstations.sign_own_contract", mine)
        assert not access.can("workstations.answer_own_result", mine)
        assert not access.can("workstations.end_leave", mine)
        assert access.can("workstations.sign_own_contract", Owned(world, world.staff2))


class Owned(Thing):
    """Something of somebody's at 明通巷."""

    def __init__(self, world, user):
        super().__init__(world.mingtong)
        self.user_id = user.pk


class TestSaying:
    def test_an_act_of_the_head_names_both(self, world, station):
        task = station.task()
        heads_leave(world)
        task = do.task_assign(actor=new(world.staff2), task=task, assignee=world.staff)
        row = Record.objects.of(task).latest("id")
        assert (row.actor, row.actor_role) == (world.staff2, "station_head")
        assert row.data["in_place_of"] == world.head.pk
        told = timeline_entries(records_of_one(task, public_only=False), names=True)[0]
        assert told.who.endswith("社工站站长 · 蒋涛 · 代 卫国")
        public = timeline_entries(records_of_one(task, public_only=True), names=False)[0]
        assert "社工站站长（代）" in public.who
        assert not {"蒋涛", "卫国"} & set(public.who.split(" · "))

    def test_the_heads_own_acts_say_nothing_of_it(self, world, station):
        heads_leave(world)
        task = do.task_assign(actor=new(world.head), task=station.task(), assignee=world.staff)
        assert "in_place_of" not in Record.objects.of(task).latest("id").data
        told = timeline_entries(records_of_one(task, public_only=False), names=True)[0]
        assert "代" not in told.who

    def test_names_cost_one_statement_and_none_without(
        self, world, station, django_assert_num_queries
    ):
        task = station.task_in("in_progress")
        rows = records_of_one(task, public_only=False)
        with django_assert_num_queries(0):
            timeline_entries(rows, names=True)
        leave = asked(world)
        write.leave_approve(actor=new(world.head), leave=leave, substitute=world.staff2)
        evidence_add(actor=new(world.staff2), task=task, uploads=[photo()])
        rows = records_of_one(task, public_only=False)
        with django_assert_num_queries(1):
            assert timeline_entries(rows, names=True)[0].who.endswith("蒋涛 · 代 李静")

    ACTS = {
        "accept": ("assigned", lambda who, task: do.task_accept(actor=who, task=task)),
        "return": (
            "assigned",
            lambda who, task: do.task_return(actor=who, task=task, remark="另派"),
        ),
        "note_progress": (
            "in_progress",
            lambda who, task: do.task_note_progress(
                actor=who, task=task, text="疏通了", submit_key=uuid4()
            ),
        ),
        "add_evidence": (
            "in_progress",
            lambda who, task: evidence_add(actor=who, task=task, uploads=[photo()]),
        ),
        "block": (
            "in_progress",
            lambda who, task: do.task_block(actor=who, task=task, remark="等燃气"),
        ),
        "unblock": ("blocked", lambda who, task: do.task_unblock(actor=who, task=task)),
        "deliver": (
            "in_progress",
            lambda who, task: do.task_deliver(actor=who, task=task, uploads=[photo()]),
        ),
        "ask_extension": (
            "in_progress",
            lambda who, task: extension_ask(
                actor=who,
                task=task,
                new_due_on=(task.due_at + timedelta(days=3)).date(),
                reason="等材料",
            ),
        ),
        "log_work": (
            "in_progress",
            lambda who, task: work_log(
                actor=who,
                task=task,
                on=clock.today(),
                minutes=30,
                fen=500,
                words="买料",
                submit_key=uuid4(),
            ),
        ),
    }

    @pytest.mark.parametrize("verb", ACTS)
    @pytest.mark.parametrize("stands_in", [True, False])
    def test_every_act_on_a_task_says_in_whose_place(self, world, station, verb, stands_in):
        state, act = self.ACTS[verb]
        task = station.task_in(state)
        leave = asked(world)
        write.leave_approve(actor=world.head, leave=leave, substitute=world.staff2)
        who = world.staff2 if stands_in else world.staff
        act(new(who), Task.objects.get(pk=task.pk))
        row = Record.objects.of(task).filter(verb=verb).latest("id")
        assert row.data.get("in_place_of") == (world.staff.pk if stands_in else None)
        kept = [*TaskNote.objects.all(), *WorkEntry.objects.all(), *ExtensionRequest.objects.all()]
        for line in kept:
            assert line.in_place_of == (world.staff if stands_in else None)

    def test_handing_over_names_who_had_it_not_who_gets_it(self, world, station):
        task = station.task_in("in_progress")
        leave = asked(world)
        write.leave_approve(actor=world.head, leave=leave, substitute=world.staff2)
        words = {"assignee": world.head, "remark": "要急办"}
        do.task_hand_over(actor=new(world.staff2), task=task, **words)
        row = Record.objects.of(task).latest("id")
        assert row.data == {"assignee": world.head.pk, "in_place_of": world.staff.pk}
        told = Record.objects.filter(subject_type="issue").latest("id")
        assert told.data["in_place_of"] == world.staff.pk

    def test_ticks_and_struck_entries(self, world, station):
        template_of(world, category=world.categories["water"])
        task = do.task_assign(actor=world.head, task=station.task(), assignee=world.staff)
        task = do.task_accept(actor=world.staff, task=task)
        leave = asked(world)
        write.leave_approve(actor=world.head, leave=leave, substitute=world.staff2)
        line = ChecklistItem.objects.filter(task=task).first()
        line_tick(actor=new(world.staff2), task=task, item_id=line.pk, is_done=True)
        line.refresh_from_db()
        assert (line.ticked_by, line.in_place_of) == (world.staff2, world.staff)
        assert task.executors.filter(user=world.staff2).exists()
        line_tick(actor=new(world.staff), task=task, item_id=line.pk, is_done=False)
        line.refresh_from_db()
        assert line.in_place_of is None
        line_tick(actor=new(world.staff), task=task, item_id=line.pk, is_done=True)
        line.refresh_from_db()
        assert (line.ticked_by, line.in_place_of) == (world.staff, None)
        words = {"on": clock.today(), "minutes": 30, "fen": 0, "words": "疏通"}
        entry = work_log(actor=new(world.staff2), task=task, submit_key=uuid4(), **words)
        work_strike(actor=new(world.staff2), entry_id=entry.pk)
        told = Record.objects.of(task).filter(verb="strike_work").get()
        assert told.data["in_place_of"] == world.staff.pk
        with pytest.raises(NotFound):
            work_strike(actor=new(world.staff), entry_id=entry.pk)


class TestBeingSeen:
    def test_notices_of_the_head_reach_who_stands_in(self, world, station):
        assert holders(HEADS, world.mingtong.pk) == {world.head.pk}
        heads_leave(world)
        assert holders(HEADS, world.mingtong.pk) == {world.head.pk, world.staff2.pk}

    def test_lists_of_the_stations_people_name_their_own_posts(self, world, station):
        before = {row.user.pk: row.user.is_head for row in loads_of(world.mingtong.pk)}
        heads_leave(world)
        after = {row.user.pk: row.user.is_head for row in loads_of(world.mingtong.pk)}
        assert before == after and after[world.staff2.pk] is False
        assert not any(
            row.is_head for row in staff_with_load(world.mingtong.pk) if row.pk == world.staff2.pk
        )
        posts = station_public(world.mingtong.pk)["posts"]
        assert [p.user for p in posts if p.role == Role.STATION_HEAD] == [world.head]

    def test_the_desk_and_the_api_say_for_whom_and_until_when(self, world, station, client):
        heads_leave(world)
        client.force_login(world.staff2)
        page = client.get("/").content.decode()
        assert "（代 卫国，到" in page
        posts = client.get("/api/v1/me/").json()["posts"]
        assert [post["in_place_of"] for post in posts] == [None, world.head.pk]
        assert station_of(world)

    def test_ordinary_people_pay_nothing_for_it(self, world, station, django_assert_num_queries):
        task = station.task()
        access = access_of(new(world.head))
        with django_assert_num_queries(1):
            assert access.can(ASSIGN, task)
            assert access.can("workstations.decide_leave", None)
            assert access.stood_in_for == {}


class TestOtherActsOfTheHead:
    """What pages show with a name of its own says in whose place, too."""

    def late(self, world, station):
        task = station.task_in("in_progress")
        Task.objects.filter(pk=task.pk).update(due_at=clock.now() - timedelta(days=1))
        return order_urge(actor=world.street, task=Task.objects.get(pk=task.pk), words="抓紧")

    @pytest.mark.parametrize("stands_in", [True, False])
    def test_an_answer_to_an_urging(self, world, station, as_user, stands_in):
        order = self.late(world, station)
        heads_leave(world)
        who = world.staff2 if stands_in else world.head
        done = order_answer(actor=new(who), order_id=order.pk, words="明天办好")
        assert done.in_place_of == (world.head if stands_in else None)
        page = as_user(world.street).get(reverse("workstations:order_detail", args=[order.pk]))
        assert ("代 卫国" in page.content.decode()) == stands_in

    @pytest.mark.parametrize("stands_in", [True, False])
    def test_a_question_for_a_whistle(self, world, station, as_user, stands_in):
        heads_leave(world)
        task = station.task_in("in_progress")
        who = world.staff2 if stands_in else world.head
        words = {"kind": "enforcement", "words": "要城管到场", "submit_key": uuid4()}
        row = whistle_ask(actor=new(who), source=task, **words)
        assert row.in_place_of == (world.head if stands_in else None)
        page = as_user(world.street).get(reverse("workstations:whistle_request", args=[row.pk]))
        assert ("代 卫国" in page.content.decode()) == stands_in
