"""Triage beyond the matrix: words that are asked, categories, stale forms, merging."""

from collections import defaultdict

import pytest

from portal.kernel import clock, events
from portal.kernel.errors import NotFound, RuleViolated, StaleWrite
from portal.models import Record
from resident_affairs.events import IssueAssigned, IssueWithdrawn
from resident_affairs.models import Follower, Issue
from resident_affairs.services.following import issue_follow, issue_support
from resident_affairs.services.triage import (
    issue_accept,
    issue_assign,
    issue_decline,
    issue_escalate,
    issue_merge,
    issue_withdraw,
)
from resident_affairs.workflows import IssueStatus


@pytest.fixture
def heard(monkeypatch):
    """The events published during the test; nobody above reacts."""
    seen = []
    wired = {key: [seen.append] for key in (IssueAssigned, IssueWithdrawn)}
    monkeypatch.setattr(events, "_handlers", defaultdict(list, wired))
    return seen


def test_assigning_is_announced_upwards(world, issue, heard):
    issue_assign(actor=world.head, issue=issue)
    assert heard == [IssueAssigned(issue_id=issue.pk, actor_id=world.head.pk)]


def test_withdrawing_is_announced_upwards(world, issue, heard):
    issue_withdraw(actor=world.resident, issue=issue)
    assert heard == [IssueWithdrawn(issue_id=issue.pk, actor_id=world.resident.pk)]


def test_a_declined_issue_says_where_to_go(world, issue):
    issue_decline(actor=world.head, issue=issue, remark="不归社区", where_to_go="盘龙区法院")
    remark = Record.objects.of(issue).last().remark
    assert "盘龙区法院" in remark.text and remark.is_public


@pytest.mark.parametrize(
    ("words", "field"),
    [
        ({"remark": "", "where_to_go": "法院"}, "remark"),
        ({"remark": "不归社区", "where_to_go": "  "}, "where_to_go"),
    ],
)
def test_declining_needs_both_words(world, issue, words, field):
    with pytest.raises(RuleViolated) as refused:
        issue_decline(actor=world.head, issue=issue, **words)
    assert refused.value.field == field


def test_escalating_needs_a_reason(world, issue):
    with pytest.raises(RuleViolated):
        issue_escalate(actor=world.head, issue=issue, remark=" ")


def test_a_better_category_moves_the_deadline(world, issue):
    before = issue.due_at
    issue = issue_accept(actor=world.head, issue=issue, category=world.categories["greening"])
    assert issue.due_at > before
    data = Record.objects.of(issue).last().data
    assert data["category_before"] == world.categories["water"].pk


def test_a_root_is_no_category(world, issue):
    with pytest.raises(RuleViolated):
        issue_accept(actor=world.head, issue=issue, category=world.categories["env"])


def test_a_stale_form_changes_nothing(world, issue):
    issue_accept(actor=world.head, issue=issue, version=1)
    with pytest.raises(StaleWrite) as stale:
        issue_assign(actor=world.head, issue=issue, version=1)
    assert stale.value.extra["status"] == IssueStatus.ACCEPTED
    assert Issue.objects.get(pk=issue.pk).status == IssueStatus.ACCEPTED


def test_followers_and_supporters_move_with_a_merge(world, file_issue):
    one, two = file_issue(), file_issue(actor=world.neighbour, text="院坝积水，同一件事情")
    one, two = (issue_accept(actor=world.head, issue=row) for row in (one, two))
    issue_support(actor=world.stranger, issue=one)
    issue_follow(actor=world.baita_resident, issue=one)
    merged = issue_merge(actor=world.head, issue=one, target=two)
    assert merged.status == IssueStatus.MERGED and merged.merged_into == two
    two.refresh_from_db()
    assert two.support_count == 2
    followers = dict(Follower.objects.filter(issue=two).values_list("user_id", "is_supporter"))
    assert followers == {
        world.neighbour.pk: False,
        world.resident.pk: True,
        world.stranger.pk: True,
        world.baita_resident.pk: False,
    }
    assert Record.objects.of(two).last().verb == "merged_in"


def test_somebody_who_follows_both_counts_once(world, file_issue):
    one, two = file_issue(), file_issue(actor=world.neighbour, text="院坝积水，同一件事情")
    one, two = (issue_accept(actor=world.head, issue=row) for row in (one, two))
    for row in (one, two):
        issue_support(actor=world.stranger, issue=row)
    issue_merge(actor=world.head, issue=one, target=two)
    two.refresh_from_db()
    assert two.support_count == 2


def test_nothing_is_merged_into_itself_or_what_is_over(world, file_issue, issue_in):
    issue = file_issue()
    for target in (issue, issue_in("closed"), issue_in("withdrawn"), None):
        with pytest.raises(RuleViolated) as refused:
            issue_merge(actor=world.head, issue=issue, target=target)
        assert refused.value.field == "target"


def test_nothing_is_merged_into_another_community(world, file_issue, issue):
    foreign = file_issue(actor=world.baita_resident, community=world.baita)
    with pytest.raises(RuleViolated):
        issue_merge(actor=world.head, issue=issue, target=foreign)


def test_nothing_public_disappears_into_a_hidden_issue(world, file_issue, issue):
    hidden = file_issue(actor=world.neighbour, visibility="staff", text="只给办理人员看的")
    with pytest.raises(RuleViolated):
        issue_merge(actor=world.head, issue=issue, target=hidden)


def test_a_stranger_cannot_merge(world, file_issue, issue):
    with pytest.raises(NotFound):
        issue_merge(actor=world.stranger, issue=issue, target=file_issue(text="另一件事情"))


def test_time_stands_still_in_tests(monday):
    assert clock.now() == monday
