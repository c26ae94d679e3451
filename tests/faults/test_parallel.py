"""The same act sixteen times at once, and acts that exclude each other: one wins, all are told."""

import uuid
from collections import Counter
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.db import transaction
from rest_framework.test import APIClient

from committees.models import Meeting, Motion, Resolution
from portal.kernel import clock
from portal.kernel.errors import RuleViolated
from portal.models import Record, Role, RoleAssignment, User
from portal.services.roles import role_grant
from portal.services.rules import rules_load_defaults
from resident_affairs.models import Follower, Issue, Message, Rating
from resident_affairs.services.triage import issue_accept, issue_assign, issue_refer
from tests import world as worlds
from tests.committees.conftest import SEATS, Hall
from tests.parallel import in_parallel
from tests.workstations.conftest import Station, photo
from workstations.models import Assessment, ExtensionRequest, SupervisionOrder, Task, TaskNote
from workstations.services.extensions import extension_ask
from workstations.services.tasks import task_accept, task_assign, task_deliver

TRIES = 16


@pytest.fixture
def town(shared, monday, settings):
    """The small district on its Monday; nobody is throttled."""
    cache.clear()
    with transaction.atomic():
        world = worlds.build()
        rules_load_defaults()
    return world


@pytest.fixture
def station(town):
    return Station(town)


@pytest.fixture
def hall(town):
    return Hall(town)


def act(user, path: str, body=None, method="post", format="json"):
    """One request of its own, as a thread of the web server runs it."""

    def run():
        client = APIClient(raise_request_exception=False)
        client.force_authenticate(User.objects.get(pk=user.pk))
        return getattr(client, method)(f"/api/v1/{path}", body or {}, format=format)

    return run


def statuses(answers) -> Counter:
    """How often each status was answered; a deadlock is none of them, even if told politely."""
    assert not any(b'"busy"' in getattr(answer, "content", b"") for answer in answers)
    return Counter(getattr(answer, "status_code", answer) for answer in answers)


def written(subject_type: str, *verbs: str) -> Counter:
    rows = Record.objects.filter(subject_type=subject_type, verb__in=verbs)
    return Counter(rows.values_list("verb", flat=True))


def once(answers) -> None:
    """One succeeded, the others were told that it has happened already."""
    assert statuses(answers) == {200: 1, 409: len(answers) - 1}, bodies(answers)


def bodies(answers) -> list:
    return [getattr(answer, "content", answer) for answer in answers]


def same(answers, status: int = 201) -> None:
    """All got the same answer."""
    assert statuses(answers) == {status: len(answers)}, bodies(answers)
    assert len({answer.json()["id"] for answer in answers}) == 1


# --- the same form sixteen times ---------------------------------------------------------------


def test_one_form_is_one_issue(town):
    body = {
        "submit_key": str(uuid.uuid4()),
        "community": town.mingtong.pk,
        "category": town.categories["water"].pk,
        "text": "东风巷14号院坝积水很深",
    }
    same(in_parallel([act(town.resident, "issues/", body)] * TRIES))
    assert Issue.objects.count() == Follower.objects.count() == 1
    assert written("issue", "file") == {"file": 1}


def test_one_form_is_one_message(town, station):
    issue = station.issue()
    body = {"submit_key": str(uuid.uuid4()), "body": "什么时候来？"}
    same(in_parallel([act(town.resident, f"issues/{issue.pk}/messages/", body)] * TRIES))
    assert Message.objects.count() == 1 and written("issue", "message") == {"message": 1}


def test_one_form_is_one_motion(town):
    committee = Hall(town).committee
    body = {
        "submit_key": str(uuid.uuid4()),
        "committee": committee.pk,
        "title": "院坝绿化",
        "text": "把院坝南侧改成绿地。",
        "actions": [{"what": "种树", "due_on": "2026-05-01", "evidence_wanted": "照片"}],
    }
    same(in_parallel([act(town.member1, "motions/", body)] * TRIES))
    assert Motion.objects.count() == 1 and written("motion", "propose") == {"propose": 1}


def test_one_form_is_one_meeting(town):
    body = {
        "submit_key": str(uuid.uuid4()),
        "committee": Hall(town).committee.pk,
        "title": "三月例会",
        "starts_at": (clock.now() + timedelta(days=7)).isoformat(),
        "place": "社区会议室",
    }
    same(in_parallel([act(town.chair, "meetings/", body)] * TRIES))
    assert Meeting.objects.count() == 1


def test_one_form_is_one_progress_note(town, station):
    task = station.task_in("in_progress")
    body = {"submit_key": str(uuid.uuid4()), "text": "挖开了", "percent": 30}
    same(in_parallel([act(town.staff, f"tasks/{task.pk}/notes/", body)] * TRIES))
    assert TaskNote.objects.count() == 1
    assert written("task", "note_progress") == {"note_progress": 1}


def test_one_click_assigns_once_and_makes_one_task(town, station):
    issue = station.issue()
    once(in_parallel([act(town.head, f"issues/{issue.pk}/assign/")] * TRIES))
    assert Task.objects.count() == 1 and written("task", "open") == {"open": 1}


def test_support_counts_a_person_once(town, station):
    issue = issue_accept(actor=town.head, issue=station.issue())
    tasks = [act(town.neighbour, f"issues/{issue.pk}/support/", method="put")] * TRIES
    assert statuses(in_parallel(tasks)).keys() <= {200, 204}
    issue.refresh_from_db()
    assert issue.support_count == 1 and written("issue", "support") == {"support": 1}


# --- one question, one decision ----------------------------------------------------------------


def test_one_rating_counts(town, station):
    issue = station.issue()
    issue_assign(actor=town.head, issue=issue)
    delivered = station.done(Task.objects.get(issue=issue))
    assert statuses([act(town.member1, f"tasks/{delivered.pk}/verify/")()]) == {200: 1}
    body = {"score": 5, "is_solved": True}
    answers = in_parallel([act(town.resident, f"issues/{issue.pk}/rating/", body)] * TRIES)
    assert statuses(answers) in ({200: 1, 409: TRIES - 1}, {201: 1, 409: TRIES - 1})
    assert Rating.objects.count() == 1
    assessment = Assessment.objects.get()
    assert (assessment.rated, assessment.score_sum) == (1, 5)


def test_verify_and_cancel_exclude_each_other(town, station):
    task = station.task_in("delivered")
    verify = act(town.member1, f"tasks/{task.pk}/verify/")
    send_back = act(town.chair, f"tasks/{task.pk}/send-back/", {"remark": "没有拍清楚"})
    once(in_parallel([verify, send_back] * (TRIES // 2)))
    assert sum(written("task", "verify", "send_back").values()) == 1


def test_deliver_and_cancel_exclude_each_other(town, station):
    task = station.task_in("in_progress")
    deliver = act(town.staff, f"tasks/{task.pk}/deliver/")
    cancel = act(town.chair, f"tasks/{task.pk}/cancel/", {"remark": "并案"})
    once(in_parallel([deliver, cancel] * (TRIES // 2)))
    assert sum(written("task", "deliver", "cancel").values()) == 1


def test_two_decide_on_one_extension(town, station):
    task = station.task_in("in_progress")
    asked = extension_ask(
        actor=town.staff, task=task, new_due_on=task.due_at.date() + timedelta(9), reason="等材料"
    )
    grant = {"is_granted": True}
    refuse = {"is_granted": False, "remark": "不等了"}
    path = f"extensions/{asked.pk}/decision/"
    once(in_parallel([act(town.chair, path, grant), act(town.vice, path, refuse)] * 8))
    asked.refresh_from_db()
    task.refresh_from_db()
    assert (task.due_at == asked.new_due_at) is asked.is_granted
    assert sum(written("task", "extend", "refuse_extension").values()) == 1


def test_one_extension_is_asked_at_a_time(town, station):
    task = station.task_in("in_progress")
    body = {"new_due_on": "2026-03-25", "reason": "等材料"}
    answers = in_parallel([act(town.staff, f"tasks/{task.pk}/extensions/", body)] * TRIES)
    assert statuses(answers) == {201: 1, 409: TRIES - 1}, bodies(answers)
    assert ExtensionRequest.objects.count() == 1


def test_two_officials_urge_one_thing_once(town, station):
    issue = station.issue()
    clock.advance(days=60)
    body = {"issue": issue.pk, "words": "请尽快办理"}
    both = [act(town.street, "supervision-orders/", body)] * 8
    both += [act(town.districter, "supervision-orders/", body)] * 8
    answers = in_parallel(both)
    assert statuses(answers) == {201: 1, 409: TRIES - 1}, bodies(answers)
    assert SupervisionOrder.objects.count() == 1 and written("issue", "urged") == {"urged": 1}


def test_a_vote_is_closed_once_and_makes_one_resolution(town, hall):
    event = hall.vote()
    hall.say(event, "for", *SEATS[:5])
    answers = in_parallel([act(town.chair, f"votes/{event.pk}/close/")] * TRIES)
    assert statuses(answers) == {200: TRIES}, bodies(answers)  # the later ones hear what was found
    made = Resolution.objects.get()
    assert Task.objects.filter(action_item__resolution=made).count() == 2
    assert written("motion", "adopt", "reject") == {"adopt": 1}


def test_one_issue_makes_one_motion_from_two_forms(town, station):
    issue = issue_refer(actor=town.chair, issue=station.issue())
    committee = Hall(town).committee
    words = {"issue": issue.pk, "committee": committee.pk, "title": "绿化", "text": "种树种花。"}
    actions = [{"what": "种树", "due_on": "2026-05-01", "evidence_wanted": "照片"}]
    tasks = [
        act(user, "motions/", words | {"actions": actions, "submit_key": str(uuid.uuid4())})
        for user in [town.member1, town.member2] * 8
    ]
    answers = in_parallel(tasks)
    assert statuses(answers)[201] == 1, bodies(answers)
    assert statuses(answers).keys() <= {201, 400, 409}
    assert Motion.objects.count() == 1


# --- two tasks of one resolution ---------------------------------------------------------------


def both_tasks(town, station) -> list[Task]:
    tasks = list(Task.objects.filter(action_item__resolution=station.resolution()).order_by("pk"))
    people = (town.staff, town.staff2)
    return [
        task_assign(actor=town.head, task=task, assignee=person)
        for task, person in zip(tasks, people, strict=True)
    ]


def test_the_first_two_acceptances_begin_the_resolution_once(town, station):
    one, two = both_tasks(town, station)
    tasks = [
        act(town.staff, f"tasks/{one.pk}/accept/"),
        act(town.staff2, f"tasks/{two.pk}/accept/"),
    ]
    answers = in_parallel(tasks)
    assert statuses(answers) == {200: 2}, bodies(answers)
    assert written("resolution", "start_execution") == {"start_execution": 1}
    assert written("issue", "start_work") == {"start_work": 1}


def test_the_last_two_verifications_implement_the_resolution_once(town, station):
    tasks = both_tasks(town, station)
    for task in tasks:
        begun = task_accept(actor=task.assignee, task=task)
        task_deliver(actor=task.assignee, task=begun, uploads=[photo()])
    answers = in_parallel([act(town.member1, f"tasks/{task.pk}/verify/") for task in tasks])
    assert statuses(answers) == {200: 2}, bodies(answers)
    assert Resolution.objects.get().status == "implemented"
    assert written("issue", "settle") == {"settle": 1}


# --- from both ends of the house ---------------------------------------------------------------


def test_the_resident_withdraws_while_the_station_acts(town, station):
    """Two lock the issue first, two the task first: nobody hangs, nobody gets a 500."""
    for _round in range(3):
        task = station.task_in("assigned")
        issue = f"issues/{task.issue_id}"
        answers = in_parallel(
            [
                act(town.resident, f"{issue}/withdraw/"),
                act(town.staff, f"tasks/{task.pk}/accept/"),
                act(town.chair, f"tasks/{task.pk}/cancel/", {"remark": "并案"}),
                act(town.staff, f"tasks/{task.pk}/return/", {"remark": "不归我管"}),
            ]
        )
        assert statuses(answers).keys() <= {200, 403, 404, 409}, bodies(answers)
        task.refresh_from_db()
        if task.issue.status == "withdrawn":
            assert task.status == "cancelled"


def test_settling_and_withdrawing_leave_one_truth(town, station):
    for _round in range(3):
        task = station.task_in("delivered")
        answers = in_parallel(
            [
                act(town.member1, f"tasks/{task.pk}/verify/"),
                act(town.resident, f"issues/{task.issue_id}/withdraw/"),
            ]
        )
        assert statuses(answers).keys() <= {200, 409}, bodies(answers)
        task.refresh_from_db()
        found = (task.status, task.issue.status)
        assert found in {("verified", "settled"), ("cancelled", "withdrawn")}, found


def test_two_administrators_cannot_give_roles_that_exclude_each_other(town):
    def grant(role):
        return lambda: role_grant(
            actor=None,
            user=User.objects.get(pk=town.stranger.pk),
            role=role,
            division=town.mingtong,
        )

    answers = in_parallel([grant(Role.COMMITTEE_MEMBER), grant(Role.STATION_STAFF)] * 8)
    given = RoleAssignment.objects.filter(user=town.stranger)
    assert given.count() == 1, answers
    assert all(isinstance(a, RoleAssignment | RuleViolated) for a in answers), answers
