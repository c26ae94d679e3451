"""Filing: who may, where, once, with what deadline and which rows."""

import uuid
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from portal.kernel import clock
from portal.kernel.errors import NotFound, Refused, RuleViolated
from portal.models import Record
from resident_affairs.models import Follower, Issue, Reporter
from resident_affairs.services.issues import (
    issue_mark_referred,
    issue_record_progress,
    issue_return_to_triage,
    issue_settle,
    issue_start_work,
)
from resident_affairs.services.reporters import reporter_reveal
from resident_affairs.workflows import IssueStatus


def test_an_issue_is_filed_with_title_deadline_and_record(world, issue):
    assert issue.status == IssueStatus.SUBMITTED
    assert issue.title == "东风巷14号院坝积水很深"
    assert issue.due_at.date() == (clock.now() + timedelta(days=7)).date()
    assert issue.subdistrict == world.tuodong and issue.district == world.district
    row = Record.objects.of(issue).get()
    assert (row.verb, row.to_state, row.actor) == ("file", "submitted", world.resident)
    assert row.data["category"] == world.categories["water"].pk


def test_the_reporter_follows_and_no_contact_is_kept_without_need(world, issue):
    assert list(Follower.objects.values_list("user", flat=True)) == [world.resident.pk]
    assert not Reporter.objects.exists()


def test_a_category_in_hours_is_due_in_hours(world, file_issue):
    issue = file_issue(category=world.categories["danger"])
    assert issue.due_at == clock.now() + timedelta(hours=2)


def test_the_same_form_twice_is_one_issue(file_issue):
    key = uuid.uuid4()
    assert file_issue(submit_key=key) == file_issue(submit_key=key)
    assert Issue.objects.count() == 1 and Record.objects.filter(verb="file").count() == 1


def test_somebody_elses_key_is_refused(world, file_issue):
    key = uuid.uuid4()
    file_issue(submit_key=key)
    with pytest.raises(RuleViolated):
        file_issue(actor=world.neighbour, submit_key=key)
    assert Issue.objects.count() == 1


@pytest.mark.parametrize("who", ["baita_resident", "stranger", "street", "districter", "head"])
def test_nobody_files_where_they_do_not_live(world, file_issue, who):
    with pytest.raises(Refused):
        file_issue(actor=world.people[who])
    assert not Issue.objects.exists()


def test_a_leader_files_from_their_own_group(world, file_issue):
    assert file_issue(actor=world.leader).group == world.group


def test_the_counter_files_for_a_resident(world, file_issue):
    issue = file_issue(
        actor=world.staff, for_other=True, reporter_name="王大爷", reporter_phone="13500001234"
    )
    assert issue.reporter is None and issue.filed_by == world.staff
    assert issue.channel == "counter" and issue.contact.phone == "13500001234"
    assert not issue.followers.exists()


def test_a_leader_files_for_a_neighbour(world, file_issue):
    issue = file_issue(actor=world.leader, for_other=True, reporter_name="王大爷")
    assert issue.channel == "leader" and issue.group == world.group


@pytest.mark.parametrize("who", ["resident", "baita_staff", "street", "secretary"])
def test_others_do_not_file_for_residents(world, file_issue, who):
    with pytest.raises(Refused):
        file_issue(actor=world.people[who], for_other=True, reporter_name="王大爷")


def test_the_counter_must_say_for_whom(world, file_issue):
    with pytest.raises(RuleViolated) as refused:
        file_issue(actor=world.staff, for_other=True, reporter_name=" ")
    assert refused.value.field == "reporter_name"


def test_a_group_of_another_community_is_refused(world, file_issue):
    with pytest.raises(RuleViolated) as refused:
        file_issue(actor=world.baita_resident, community=world.baita, group=world.group)
    assert refused.value.field == "group"


@pytest.mark.parametrize("code", ["env", None])
def test_only_a_leaf_category_will_do(world, file_issue, code):
    with pytest.raises(RuleViolated) as refused:
        file_issue(category=world.categories[code] if code else None)
    assert refused.value.field == "category"


def test_a_category_out_of_use_is_refused(world, file_issue):
    water = world.categories["water"]
    water.is_active = False
    with pytest.raises(RuleViolated):
        file_issue(category=water)


@pytest.mark.parametrize("text", ["", "   ", "水", "积" * 2001])
def test_too_little_or_too_much_text_is_refused(file_issue, text):
    with pytest.raises(RuleViolated) as refused:
        file_issue(text=text)
    assert refused.value.field == "text"
    assert not Issue.objects.exists()


@pytest.mark.parametrize(
    "words", [{"place": "巷" * 121}, {"visibility": "nobody"}, {"latitude": 1000}]
)
def test_what_the_model_refuses_is_said_at_its_field(file_issue, words):
    with pytest.raises(RuleViolated) as refused:
        file_issue(**words)
    assert refused.value.field == next(iter(words))


def test_rare_han_and_long_first_clauses_make_a_title(file_issue):
    assert file_issue(text="𠮷祥里的窨井盖𪚥了，请来看看").title == "𠮷祥里的窨井盖𪚥了"
    assert len(file_issue(text="积水" * 30).title) == 24


def test_filing_costs_at_most_eight_statements_of_its_own(world, file_issue):
    """Four more are the session's: twelve in all."""
    key = uuid.uuid4()
    file_issue(submit_key=uuid.uuid4())
    with CaptureQueriesContext(connection) as queries:
        file_issue(submit_key=key, reporter_name="王", reporter_phone="13500001234")
    own = [q for q in queries if "SAVEPOINT" not in q["sql"]]
    assert len(own) <= 6, [q["sql"][:90] for q in own]


def test_the_committee_takes_a_submitted_issue_up(world, issue):
    issue = issue_mark_referred(actor=world.chair, issue=issue, motion_reference="MOT-2026-000001")
    assert issue.status == IssueStatus.REFERRED
    again = issue_mark_referred(actor=world.chair, issue=issue, motion_reference="MOT-2026-000001")
    assert again.status == IssueStatus.REFERRED
    assert Record.objects.of(issue).last().data["what"] == "motion_raised"


def test_work_starts_once_and_then_progresses(world, issue_in):
    issue = issue_start_work(actor=world.staff, issue=issue_in("assigned"), data={"task": 1})
    assert issue.status == IssueStatus.IN_PROGRESS
    issue_start_work(actor=world.staff, issue=issue, data={"task": 2})
    verbs = list(Record.objects.of(issue).values_list("verb", flat=True))
    assert verbs[-2:] == ["start_work", "progress"]


def test_progress_is_written_down_onto_the_issue(world, issue_in):
    issue = issue_in("referred")
    data = {"what": "resolution_adopted", "for": 5, "against": 1, "abstain": 1}
    issue_record_progress(actor=world.chair, issue=issue, data=data)
    row = Record.objects.of(issue).last()
    assert row.data["for"] == 5 and row.from_state == row.to_state == "referred"


def test_settling_counts_days_and_timeliness(world, issue_in):
    issue = issue_in("in_progress")
    clock.advance(days=3)
    issue = issue_settle(actor=world.member1, issue=issue, remark="好了")
    data = Record.objects.of(issue).last().data
    assert data["on_time"] is True and data["days"] == 3
    assert issue.settled_at == clock.now()


def test_settling_late_is_not_on_time(world, issue_in):
    issue = issue_in("in_progress")
    clock.advance(days=9)
    issue_settle(actor=world.member1, issue=issue, remark="好了")
    assert Record.objects.of(issue).last().data["on_time"] is False


def test_a_returned_task_comes_back_to_triage(world, issue_in):
    issue = issue_return_to_triage(actor=world.staff, issue=issue_in("assigned"), remark="不归站里")
    assert issue.status == IssueStatus.ACCEPTED


def test_looking_at_the_reporter_is_recorded(world, issue):
    contact = reporter_reveal(actor=world.staff, issue=issue)
    assert contact.name == "王桂芳"
    row = Record.objects.of(issue).last()
    assert row.verb == "reporter_seen" and not row.is_public


def test_officials_do_not_see_the_reporter_and_strangers_see_nothing(world, issue):
    with pytest.raises(Refused):
        reporter_reveal(actor=world.street, issue=issue)
    with pytest.raises(NotFound):
        reporter_reveal(actor=world.baita_staff, issue=issue)
    assert not Record.objects.filter(verb="reporter_seen").exists()
