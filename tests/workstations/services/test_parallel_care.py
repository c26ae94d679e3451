"""Two people at the same step of a petition, a task or a leave: one wins, the others are told."""

from datetime import timedelta

import pytest
from django.db import transaction

from portal.access.checker import access_of
from portal.kernel.errors import Refused, RuleViolated, StaleWrite, TransitionRefused
from portal.models import Record, Role, RoleAssignment, User
from portal.services.roles import role_grant
from portal.services.rules import rules_load_defaults
from tests import world as worlds
from tests.parallel import in_a_file, in_parallel
from tests.workstations.caring import Plea
from tests.workstations.conftest import Station
from tests.workstations.resting import asked
from workstations.models import ExtensionRequest, Leave, Petition, Task
from workstations.services import leaves as write
from workstations.services import petitions
from workstations.services import tasks as do
from workstations.services.extensions import extension_ask, extension_decide

TRIES = 8
TOLD = (TransitionRefused, StaleWrite, Refused, RuleViolated)


@pytest.fixture
def town(transactional_db, tmp_path, monday):
    """The small district on its Monday, committed where other connections can write to it."""
    with in_a_file(tmp_path / "real.sqlite3"):
        with transaction.atomic():
            world = worlds.build()
            rules_load_defaults()
        yield world


def fresh(user) -> User:
    """The person as a request of their own loads them."""
    return User.objects.get(pk=user.pk)


def one_wins(answers):
    """Exactly one got through; every other was told so in words, and nothing broke."""
    won = [answer for answer in answers if not isinstance(answer, Exception)]
    assert len(won) == 1, answers
    lost = [answer for answer in answers if isinstance(answer, Exception)]
    assert all(isinstance(answer, TOLD) for answer in lost), lost
    return won[0]


def second(world, role, place):
    other = worlds.person(f"second_{role}", "第二人")
    words = {"division": place, "valid_from": worlds.TERM_FROM}
    role_grant(actor=None, user=other, role=role, **words)
    return other


class TestPetitions:
    def test_two_answers_are_one(self, town):
        with transaction.atomic():
            petition = Plea(town).acknowledged()
            other = second(town, Role.SUBDISTRICT_OFFICIAL, town.tuodong)

        def answer(who, text):
            row = Petition.objects.get(pk=petition.pk)
            return petitions.petition_answer(actor=fresh(who), petition=row, text=text)

        pairs = [(town.street, "已更换水泵"), (other, "不予支持")] * (TRIES // 2)
        won = one_wins(in_parallel([lambda who=who, t=t: answer(who, t) for who, t in pairs]))
        petition.refresh_from_db()
        told = Record.objects.of(petition).get(verb="answer")
        assert petition.status == "answered" and petition.answered_by_id == told.actor_id
        assert petition.answer == won.answer

    def test_granted_or_refused_never_both(self, town):
        with transaction.atomic():
            plea = Plea(town)
            petition = plea.acknowledged()
            plea.step(town.street, "ask_extension", remark="要核对")
        before = petition.due_at

        def step(name):
            row = Petition.objects.get(pk=petition.pk)
            who = {"grant_extension": town.districter, "deny_extension": town.petitioner}[name]
            words = {"name": name, "remark": "理由"}
            return petitions.petition_step(actor=fresh(who), petition=row, **words)

        names = ["grant_extension", "deny_extension"] * (TRIES // 2)
        one_wins(in_parallel([lambda name=name: step(name) for name in names]))
        petition.refresh_from_db()
        moved = petition.due_at - before == timedelta(days=30)
        assert moved == petition.is_extended and petition.extension_asked_by is None


class TestTasks:
    def test_handed_over_to_one_of_two(self, town):
        with transaction.atomic():
            task = Station(town).task_in("in_progress")

        def hand(to):
            row = Task.objects.get(pk=task.pk)
            words = {"assignee": fresh(to), "remark": "休假", "version": row.version}
            return do.task_hand_over(actor=fresh(town.staff), task=row, **words)

        people = [town.staff2, town.head] * (TRIES // 2)
        one_wins(in_parallel([lambda to=to: hand(to) for to in people]))
        task.refresh_from_db()
        row = Record.objects.of(task).get(verb="hand_over")
        assert task.assignee_id == row.data["assignee"]

    def test_one_decision_on_more_time(self, town):
        with transaction.atomic():
            task = Station(town).task_in("in_progress")
            day = (task.due_at + timedelta(days=3)).date()
            words = {"task": task, "new_due_on": day, "reason": "等材料"}
            question = extension_ask(actor=fresh(town.staff), **words)

        def decide(who, is_granted):
            words = {"extension_id": question.pk, "is_granted": is_granted, "remark": "看过"}
            return extension_decide(actor=fresh(who), **words)

        sides = [(town.head, True), (town.chair, False)] * (TRIES // 2)
        one_wins(in_parallel([lambda who=who, y=y: decide(who, y) for who, y in sides]))
        done = ExtensionRequest.objects.get()
        task.refresh_from_db()
        verbs = Record.objects.of(task).filter(verb__in=["extend", "refuse_extension"])
        assert verbs.get().verb == ("extend" if done.is_granted else "refuse_extension")
        assert (task.due_at == done.new_due_at) == done.is_granted


class TestLeaves:
    def test_of_two_approvals_one_names_who_stands_in_and_one_post_passes(self, town):
        with transaction.atomic():
            Station(town)
            leave = asked(town, user=town.head, substitute=town.staff2)
            other = second(town, Role.SUBDISTRICT_OFFICIAL, town.tuodong)

        def approve(who, substitute):
            row = Leave.objects.get(pk=leave.pk)
            words = {"leave": row, "substitute": fresh(substitute)}
            return write.leave_approve(actor=fresh(who), **words)

        pairs = [(town.street, town.staff), (other, town.staff2)] * (TRIES // 2)
        one_wins(in_parallel([lambda who=who, s=s: approve(who, s) for who, s in pairs]))
        leave.refresh_from_db()
        post = RoleAssignment.objects.active().get(in_place_of=town.head)
        assert leave.post == post and post.user_id == leave.substitute_id
        assert Record.objects.of(leave).filter(verb="approve").count() == 1

    def test_allowed_or_withdrawn_never_both(self, town):
        with transaction.atomic():
            leave = asked(town, user=town.head, substitute=town.staff2)

        def approve():
            row = Leave.objects.get(pk=leave.pk)
            words = {"leave": row, "substitute": fresh(town.staff2)}
            return write.leave_approve(actor=fresh(town.street), **words)

        def withdraw():
            row = Leave.objects.get(pk=leave.pk)
            return write.leave_step(actor=fresh(town.head), leave=row, name="withdraw")

        one_wins(in_parallel([approve, withdraw] * (TRIES // 2)))
        leave.refresh_from_db()
        passed = RoleAssignment.objects.active().filter(in_place_of=town.head).exists()
        assert passed == (leave.status == "approved") == (leave.post_id is not None)

    def test_replaced_while_it_ends_leaves_nobody_with_the_post(self, town):
        with transaction.atomic():
            leave = asked(town, user=town.head, substitute=town.staff2)
            leave = write.leave_approve(
                actor=fresh(town.street), leave=leave, substitute=town.staff2
            )

        def end():
            row = Leave.objects.get(pk=leave.pk)
            return write.leave_step(actor=fresh(town.head), leave=row, name="end")

        def replace():
            row = Leave.objects.get(pk=leave.pk)
            words = {"leave": row, "substitute": fresh(town.staff)}
            return write.leave_replace(actor=fresh(town.street), **words)

        answers = in_parallel([replace, end] * (TRIES // 2))
        assert not [a for a in answers if isinstance(a, Exception) and not isinstance(a, TOLD)]
        assert Leave.objects.get().status == "ended"
        assert not RoleAssignment.objects.active().filter(in_place_of__isnull=False).exists()
        for who in (town.staff, town.staff2):
            access = access_of(fresh(who))
            assert not access.posts_with("workstations.assign_task")
