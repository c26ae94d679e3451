"""Every step of a task: who may take it, from where, and what it brings about."""

import uuid
from datetime import date, timedelta
from itertools import pairwise

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from committees.models import Resolution
from portal.kernel import clock
from portal.kernel.errors import NotFound, Refused, RuleViolated, StaleWrite, TransitionRefused
from portal.models import Record, Role
from portal.services.roles import role_grant
from resident_affairs.models import Issue
from resident_affairs.services.closing import issue_reopen
from resident_affairs.services.extending import issue_extend
from resident_affairs.services.triage import issue_assign, issue_withdraw
from tests.workstations.conftest import ROADS, photo
from workstations.models import ExtensionRequest, Task, TaskExecutor, TaskNote
from workstations.services import tasks as do
from workstations.services.opening import task_open_from_action_item, task_open_from_issue
from workstations.workflows import TASK

EVERYBODY = (
    "resident leader secretary chair vice member1 head staff staff2 street districter admin "
    "baita_head baita_staff baita_chair stranger"
).split()
COMMITTEE = {"chair", "vice", "member1"}
ALLOWED = {
    "assign": {"head"},
    "accept": {"staff"},
    "return": {"staff"},
    "note_progress": {"staff"},
    "block": {"staff"},
    "unblock": {"staff"},
    "hand_over": {"staff"},
    "deliver": {"staff"},
    "verify": COMMITTEE,
    "send_back": COMMITTEE,
    "cancel": {"chair", "vice"},
}
CALLS = {
    "assign": lambda w, a, t: do.task_assign(actor=a, task=t, assignee=w.staff),
    "accept": lambda w, a, t: do.task_accept(actor=a, task=t),
    "return": lambda w, a, t: do.task_return(actor=a, task=t, remark="手上太多"),
    "note_progress": lambda w, a, t: do.task_note_progress(
        actor=a, task=t, text="挖开了", percent=40, submit_key=uuid.uuid4()
    ),
    "block": lambda w, a, t: do.task_block(actor=a, task=t, remark="等材料"),
    "unblock": lambda w, a, t: do.task_unblock(actor=a, task=t),
    "hand_over": lambda w, a, t: do.task_hand_over(
        actor=a, task=t, assignee=w.staff2, remark="休假"
    ),
    "deliver": lambda w, a, t: do.task_deliver(actor=a, task=t, uploads=[photo()]),
    "verify": lambda w, a, t: do.task_verify(actor=a, task=t),
    "send_back": lambda w, a, t: do.task_send_back(actor=a, task=t, remark="再清一遍"),
    "cancel": lambda w, a, t: do.task_cancel(actor=a, task=t, remark="不再需要"),
}


@pytest.mark.parametrize("state", sorted(ROADS))
def test_the_table_walked_by_everybody(world, station, state):
    """Role × step for each state, each answer predicted from the table."""
    task = station.task_in(state)
    for step, call in CALLS.items():
        from_here = TASK[step].allows_from(state)
        for who in EVERYBODY:
            may = who in ALLOWED[step] and (task.assignee_id or step in {"assign", "cancel"})
            with transaction.atomic():
                if may and from_here:
                    call(world, world.people[who], task)
                else:
                    with pytest.raises((Refused, TransitionRefused, NotFound)):
                        call(world, world.people[who], task)
                transaction.set_rollback(True)


@pytest.mark.parametrize("state", sorted(ROADS))
def test_everything_that_moved_is_in_the_record(world, station, state):
    task = station.task_in(state)
    rows = list(Record.objects.of(task))
    assert rows[0].verb == "open" and rows[0].data["source"] == "issue"
    moves = [row for row in rows if row.from_state]
    for before, after in pairwise(moves):
        assert before.to_state == after.from_state
    assert (moves[-1].to_state if moves else "open") == state
    assert all(row.actor_id and row.actor_role for row in rows)


def test_a_task_has_exactly_one_source(world, station):
    task = station.task()
    with pytest.raises(IntegrityError), transaction.atomic():
        Task.objects.filter(pk=task.pk).update(issue=None)
    item = station.resolution().action_items.first()
    with pytest.raises(IntegrityError), transaction.atomic():
        Task.objects.filter(action_item=item).update(issue=task.issue)


def test_a_routine_task_rests_on_something(world, station):
    task = station.task()
    assert task.basis is None and task.duty
    with pytest.raises(IntegrityError), transaction.atomic():
        Task.objects.filter(pk=task.pk).update(duty=None)


def test_a_standing_resolution_is_the_basis_of_routine_tasks(world, station):
    standing = station.resolution(is_standing=True)
    task = station.task(text="第三单元门口的路灯一直不亮")
    assert task.basis == standing and task.duty is None


def test_opening_twice_is_one_task(world, station):
    task = station.task()
    assert task_open_from_issue(actor=world.head, issue=task.issue) == task
    resolution = station.resolution()
    item = resolution.action_items.first()
    again = task_open_from_action_item(actor=world.chair, item=item, resolution=resolution)
    assert again == item.task and Task.objects.filter(action_item=item).count() == 1


def test_due_from_the_issue_and_at_the_end_of_the_items_day(world, station):
    task = station.task()
    assert task.due_at == task.issue.due_at
    item = station.resolution().action_items.first()
    due = timezone.localtime(item.task.due_at)
    assert (due.date(), due.hour, due.minute) == (item.due_on, 23, 59)


@pytest.mark.parametrize("who", ["chair", "member1", "secretary", "resident", "baita_staff"])
def test_only_the_stations_own_people_can_be_given_a_task(world, station, who):
    with pytest.raises(RuleViolated) as refused:
        do.task_assign(actor=world.head, task=station.task(), assignee=world.people[who])
    assert refused.value.field == "assignee" and refused.value.code == "not_station"


def test_an_ended_post_at_the_station_is_none(world, station):
    task = station.task()
    world.staff.role_assignments.update(valid_to=clock.today())
    with pytest.raises(RuleViolated):
        do.task_assign(actor=world.head, task=task, assignee=world.staff)


def test_whoever_voted_is_never_given_the_task(world, station):
    """I1, should somebody have changed sides between the vote and the work."""
    task = station.resolution().action_items.first().task
    _change_sides(world, "member3")
    with pytest.raises(RuleViolated) as refused:
        do.task_assign(actor=world.head, task=task, assignee=world.member3)
    assert refused.value.code == "voted"


def test_whoever_voted_neither_accepts_nor_delivers(world, station, fresh):
    task = station.resolution().action_items.first().task
    _change_sides(world, "member3")
    fresh(world.member3)
    task = do.task_assign(actor=world.head, task=task, assignee=world.staff)
    Task.objects.filter(pk=task.pk).update(assignee=world.member3)
    with pytest.raises(TransitionRefused):
        do.task_accept(actor=world.member3, task=task)


def test_members_who_did_not_vote_may_have_joined_the_station(world, station):
    task = station.resolution().action_items.first().task
    _change_sides(world, "member5")
    assert do.task_assign(actor=world.head, task=task, assignee=world.member5).assignee_id


def _change_sides(world, key):
    user = world.people[key]
    user.role_assignments.update(valid_to=clock.today())
    role_grant(actor=None, user=user, role=Role.STATION_STAFF, division=world.mingtong)


def test_an_executor_never_verifies_even_years_later(world, station, fresh):
    task = station.task_in("delivered")
    world.staff.role_assignments.update(valid_to=clock.today())
    role_grant(actor=None, user=world.staff, role=Role.COMMITTEE_MEMBER, division=world.mingtong)
    fresh(world.staff)
    for step in (do.task_verify, do.task_send_back):
        with pytest.raises(TransitionRefused) as refused:
            step(actor=world.staff, task=task, remark="很好")
        assert refused.value.code == "guard"


def test_everybody_who_had_it_is_remembered(world, station):
    task = station.task_in("assigned")
    task = do.task_hand_over(actor=world.staff, task=task, assignee=world.staff2, remark="休假")
    task = do.task_return(actor=world.staff2, task=task, remark="我也休假")
    do.task_assign(actor=world.head, task=task, assignee=world.head)
    had = set(TaskExecutor.objects.filter(task=task).values_list("user__username", flat=True))
    assert had == {"staff", "staff2", "head"}


def test_nobody_hands_over_to_himself(world, station):
    with pytest.raises(RuleViolated):
        do.task_hand_over(
            actor=world.staff, task=station.task_in("assigned"), assignee=world.staff, remark="?"
        )


def test_accepting_starts_the_issue_and_the_resolution(world, station):
    task = station.task_in("in_progress")
    assert Issue.objects.get(pk=task.issue_id).status == "in_progress"
    resolution = station.resolution()
    task = resolution.action_items.first().task
    task = do.task_assign(actor=world.head, task=task, assignee=world.staff)
    do.task_accept(actor=world.staff, task=task)
    resolution.refresh_from_db()
    assert resolution.status == "in_execution"
    assert resolution.motion.issue.status == "in_progress"


def test_a_note_counts_once_and_is_told_below(world, station):
    task = station.task_in("in_progress")
    key = uuid.uuid4()
    for _send in range(2):
        do.task_note_progress(
            actor=world.staff,
            task=task,
            text="管子通了一半",
            percent=50,
            submit_key=key,
            uploads=[photo()],
            is_public=True,
        )
    assert TaskNote.objects.count() == 1
    task.refresh_from_db()
    assert task.percent == 50 and task.evidence.count() == 2
    told = Record.objects.of(task.issue).filter(data__what="task_progress").get()
    assert told.remark.text == "管子通了一半" and told.remark.is_public


@pytest.mark.parametrize(("text", "percent"), [("", 10), ("  ", 10), ("好", 101), ("好", -1)])
def test_a_bad_note_is_refused_whole(world, station, text, percent):
    task = station.task_in("in_progress")
    with pytest.raises(RuleViolated):
        do.task_note_progress(
            actor=world.staff, task=task, text=text, percent=percent, submit_key=uuid.uuid4()
        )
    assert not TaskNote.objects.exists()


def test_nothing_is_delivered_without_evidence(world, station):
    task = do.task_accept(actor=world.staff, task=station.task_in("assigned"))
    with pytest.raises(TransitionRefused) as refused:
        do.task_deliver(actor=world.staff, task=task)
    assert refused.value.code == "guard"
    done = do.task_deliver(actor=world.staff, task=task, uploads=[photo()])
    assert done.status == "delivered" and done.percent == 100


def test_sent_back_counts_and_asks_for_a_reason(world, station):
    task = station.task_in("delivered")
    with pytest.raises(RuleViolated):
        do.task_send_back(actor=world.member1, task=task, remark=" ")
    task = do.task_send_back(actor=world.member1, task=task, remark="还有积水")
    assert (task.status, task.rework_count, task.delivered_at) == ("rework", 1, None)


def test_rework_is_proved_anew(world, station):
    task = do.task_send_back(
        actor=world.member1, task=station.task_in("delivered"), remark="还有积水"
    )
    with pytest.raises(TransitionRefused) as refused:
        do.task_deliver(actor=world.staff, task=task)
    assert "返工" in refused.value.message
    again = do.task_deliver(actor=world.staff, task=task, uploads=[photo()])
    assert again.status == "delivered"
    assert list(again.evidence.values_list("round", flat=True)) == [0, 1]


def test_a_verified_routine_task_settles_its_issue(world, station):
    task = station.task_in("verified")
    assert Issue.objects.get().status == "settled" and task.verified_at
    facts = Record.objects.of(task).get(verb="verify").data
    assert facts["on_time"] is True and facts["days"] == 0 and facts["source"] == "issue"


def test_late_delivery_is_not_on_time(world, station):
    task = station.task_in("in_progress")
    clock.advance(days=30)
    task = do.task_verify(actor=world.chair, task=do.task_deliver(actor=world.staff, task=task))
    assert Record.objects.of(task).get(verb="verify").data["on_time"] is False


def test_the_last_task_implements_the_resolution_and_settles_the_issue(world, station):
    resolution = station.resolution()
    first, second = (item.task for item in resolution.action_items.all())
    do.task_verify(actor=world.member1, task=station.done(first))
    assert Resolution.objects.get().status == "in_execution"
    do.task_verify(actor=world.member2, task=station.done(second))
    assert Resolution.objects.get().status == "implemented"
    assert resolution.motion.issue.status == "referred"
    assert Issue.objects.get().status == "settled"


def test_a_cancelled_task_sends_its_issue_back_to_triage(world, station):
    station.task_in("cancelled")
    issue = Issue.objects.get()
    assert issue.status == "accepted"
    issue_assign(actor=world.head, issue=issue)
    assert Task.objects.open().filter(issue=issue).count() == 1


def test_the_rest_of_a_resolution_still_implements_it(world, station):
    first, second = (item.task for item in station.resolution().action_items.all())
    do.task_verify(actor=world.member1, task=station.done(first))
    do.task_cancel(actor=world.chair, task=second, remark="长椅由物业捐")
    assert Resolution.objects.get().status == "implemented"


def test_a_resolution_with_all_tasks_cancelled_is_not_implemented(world, station):
    for item in station.resolution().action_items.all():
        do.task_cancel(actor=world.chair, task=item.task, remark="不做了")
    assert Resolution.objects.get().status == "adopted"
    assert Issue.objects.get().status == "accepted"


def test_a_withdrawn_issue_takes_its_task_along(world, station):
    task = station.task()
    issue_withdraw(actor=world.resident, issue=task.issue)
    task.refresh_from_db()
    assert task.status == "cancelled"


def test_a_reopened_issue_gets_a_new_task_when_assigned_again(world, station):
    task = station.task_in("verified")
    issue = issue_reopen(actor=world.resident, issue=task.issue, remark="又积水了")
    assert not Task.objects.open().exists()
    issue_assign(actor=world.head, issue=issue)
    assert Task.objects.open().get().pk != task.pk


def test_a_stale_form_is_refused(world, station):
    task = station.task_in("delivered")
    with pytest.raises(StaleWrite):
        do.task_verify(actor=world.member1, task=task, version=task.version - 1)


def test_of_two_who_decide_at_once_one_wins(world, station):
    task = station.task_in("delivered")
    same = Task.objects.get(pk=task.pk)
    do.task_verify(actor=world.member1, task=task)
    with pytest.raises(TransitionRefused):
        do.task_send_back(actor=world.member2, task=same, remark="不行")
    with pytest.raises(TransitionRefused):
        do.task_cancel(actor=world.chair, task=same, remark="不行")


def test_an_extension_is_decided_by_another(world, station):
    task = do.task_accept(
        actor=world.head,
        task=do.task_assign(actor=world.head, task=station.task(), assignee=world.head),
    )
    asked = do.extension_ask(
        actor=world.head, task=task, new_due_on=date(2026, 3, 20), reason="等材料"
    )
    with pytest.raises(TransitionRefused) as refused:
        do.extension_decide(actor=world.head, extension_id=asked.pk, is_granted=True)
    assert refused.value.code == "own"
    do.extension_decide(actor=world.chair, extension_id=asked.pk, is_granted=True)
    task.refresh_from_db()
    assert timezone.localtime(task.due_at).date() == date(2026, 3, 20)
    assert Record.objects.of(task.issue).filter(data__what="extension_granted").exists()
    with pytest.raises(TransitionRefused):
        do.extension_decide(actor=world.chair, extension_id=asked.pk, is_granted=False)


def test_a_refused_extension_says_why(world, station):
    task = station.task_in("in_progress")
    words = {"new_due_on": date(2026, 3, 20), "reason": "等材料"}
    asked = do.extension_ask(actor=world.staff, task=task, **words)
    with pytest.raises(RuleViolated):
        do.extension_decide(actor=world.head, extension_id=asked.pk, is_granted=False)
    do.extension_decide(
        actor=world.head, extension_id=asked.pk, is_granted=False, remark="材料已到"
    )
    due = task.due_at
    task.refresh_from_db()
    assert task.due_at == due
    assert ExtensionRequest.objects.get().is_granted is False


def test_one_question_for_more_time_at_once(world, station):
    task = station.task_in("in_progress")
    words = {"new_due_on": date(2026, 3, 20), "reason": "等材料"}
    do.extension_ask(actor=world.staff, task=task, **words)
    with pytest.raises(TransitionRefused):
        do.extension_ask(actor=world.staff, task=task, **words)
    with pytest.raises(NotFound):
        asked = ExtensionRequest.objects.get()
        do.extension_decide(actor=world.baita_head, extension_id=asked.pk, is_granted=True)


@pytest.mark.parametrize("days", [-10, 0])
def test_an_extension_leads_forward(world, station, days):
    task = station.task_in("in_progress")
    day = timezone.localtime(task.due_at).date() + timedelta(days=days)
    with pytest.raises(RuleViolated):
        do.extension_ask(actor=world.staff, task=task, new_due_on=day, reason="等材料")


def test_more_time_for_a_task_is_more_time_for_its_issue(world, station):
    task = station.task_in("in_progress")
    asked = do.extension_ask(
        actor=world.staff, task=task, new_due_on=date(2026, 3, 20), reason="等材料"
    )
    do.extension_decide(actor=world.head, extension_id=asked.pk, is_granted=True)
    task.refresh_from_db()
    assert Issue.objects.get().due_at == task.due_at


def test_a_resolution_sets_the_deadline_of_its_issue(world, station):
    resolution = station.resolution()
    issue = Issue.objects.get()
    assert issue.due_at == max(item.task.due_at for item in resolution.action_items.all())
    assert Record.objects.of(issue).filter(data__what="extension_granted").count() == 1


def test_a_deadline_never_moves_back(world, station):
    issue = station.issue(category=world.categories["greening"])
    issue = issue_extend(actor=world.chair, issue=issue, due_at=issue.due_at, data={})
    task = station.task()
    before = task.issue.due_at
    issue_extend(actor=world.head, issue=task.issue, due_at=before - timedelta(days=1), data={})
    assert Issue.objects.get(pk=task.issue_id).due_at == before


def test_words_for_the_resident_reach_the_issue_through_the_resolution(world, station):
    task = station.resolution().action_items.first().task
    task = do.task_assign(actor=world.head, task=task, assignee=world.staff)
    task = do.task_accept(actor=world.staff, task=task)
    do.task_note_progress(
        actor=world.staff, task=task, text="树坑挖好了", submit_key=uuid.uuid4(), is_public=True
    )
    told = Record.objects.of(Issue.objects.get()).filter(data__what="task_progress").get()
    assert told.remark.text == "树坑挖好了" and told.data["action_item"] == task.action_item_id


@pytest.mark.parametrize(
    ("hours", "is_in_time"),
    # Assigned on Monday at nine: until the end of Tuesday.
    [(1, True), (38, True), (40, False), (24 * 5, False)],
)
def test_a_task_is_returned_within_one_working_day(world, station, hours, is_in_time):
    task = station.task_in("assigned")
    clock.advance(hours=hours)
    if is_in_time:
        done = do.task_return(actor=world.staff, task=task, remark="不归我片区")
        assert done.status == "open" and done.assignee is None
        return
    with pytest.raises(TransitionRefused) as refused:
        do.task_return(actor=world.staff, task=task, remark="不归我片区")
    assert "一个工作日" in refused.value.message


def test_the_weekend_does_not_count_for_a_return(world, station):
    clock.advance(days=4)  # Friday
    task = station.task_in("assigned")
    clock.advance(days=3)  # Monday
    assert do.task_return(actor=world.staff, task=task, remark="不归我片区").status == "open"
