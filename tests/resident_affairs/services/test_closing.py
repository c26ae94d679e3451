"""The resident's word, and what silence means."""

from collections import defaultdict
from datetime import timedelta

import pytest

from portal.kernel import clock, events
from portal.kernel.errors import Refused, RuleViolated, TransitionRefused
from portal.models import Record
from resident_affairs import jobs
from resident_affairs.events import IssueRated, IssueReopened
from resident_affairs.models import Issue, Rating
from resident_affairs.services.closing import (
    issue_close_silent,
    issue_rate,
    issue_reopen,
    issue_settle,
    silent_issues_close,
)
from resident_affairs.services.triage import issue_assign
from resident_affairs.workflows import IssueStatus


def test_a_rating_closes_and_is_announced(world, issue_in, monkeypatch):
    issue, heard = issue_in("settled"), []
    monkeypatch.setattr(events, "_handlers", defaultdict(list, {IssueRated: [heard.append]}))
    issue = issue_rate(actor=world.resident, issue=issue, score=5, is_solved=True, words="谢谢")
    rating = Rating.objects.get()
    assert issue.status == IssueStatus.CLOSED and issue.is_solved is True
    assert heard == [IssueRated(issue_id=issue.pk, rating_id=rating.pk, score=5, is_solved=True)]
    data = Record.objects.of(issue).last().data
    assert (data["score"], data["solved"]) == (5, True)


def test_closed_is_not_solved(world, issue_in):
    issue = issue_rate(actor=world.resident, issue=issue_in("settled"), score=1, is_solved=False)
    assert issue.status == IssueStatus.CLOSED and issue.is_solved is False


@pytest.mark.parametrize("score", [0, 6, -1])
def test_a_score_lies_between_one_and_five(world, issue_in, score):
    with pytest.raises(RuleViolated) as refused:
        issue_rate(actor=world.resident, issue=issue_in("settled"), score=score, is_solved=True)
    assert refused.value.field == "score" and not Rating.objects.exists()


def test_solved_or_not_must_be_said(world, issue_in):
    with pytest.raises(RuleViolated):
        issue_rate(actor=world.resident, issue=issue_in("settled"), score=3, is_solved=None)


@pytest.mark.parametrize("who", ["neighbour", "head", "member1", "street"])
def test_nobody_rates_for_the_resident(world, issue_in, who):
    with pytest.raises(Refused):
        issue_rate(actor=world.people[who], issue=issue_in("settled"), score=5, is_solved=True)


def test_one_round_is_rated_once(world, issue_in):
    issue = issue_in("closed")
    with pytest.raises(TransitionRefused):
        issue_rate(actor=world.resident, issue=issue, score=1, is_solved=False)
    assert Rating.objects.count() == 1


def test_not_solved_can_reopen_in_the_same_click(world, issue_in):
    issue = issue_rate(
        actor=world.resident,
        issue=issue_in("settled"),
        score=1,
        is_solved=False,
        words="还是堵",
        wants_again=True,
    )
    assert issue.status == IssueStatus.REOPENED and issue.is_solved is None
    assert Rating.objects.get().score == 1


@pytest.mark.parametrize(("solved", "words"), [(True, "好了"), (False, "")])
def test_again_needs_not_solved_and_a_word(world, issue_in, solved, words):
    issue = issue_in("settled")
    with pytest.raises(RuleViolated):
        issue_rate(
            actor=world.resident,
            issue=issue,
            score=2,
            is_solved=solved,
            words=words,
            wants_again=True,
        )
    assert not Rating.objects.exists()
    assert Issue.objects.get(pk=issue.pk).status == IssueStatus.SETTLED


def again(world, issue):
    return issue_settle(
        actor=world.member1, issue=issue_assign(actor=world.head, issue=issue), remark="又办了"
    )


def test_an_issue_is_reopened_twice_and_no_more(world, issue_in, monkeypatch):
    issue, heard = issue_in("settled"), []
    monkeypatch.setattr(events, "_handlers", defaultdict(list, {IssueReopened: [heard.append]}))
    for turn in (1, 2):
        issue = issue_reopen(actor=world.resident, issue=issue, remark="又积水")
        assert issue.reopen_count == turn
        issue = again(world, issue)
    assert [event.round for event in heard] == [1, 2]
    with pytest.raises(TransitionRefused):
        issue_reopen(actor=world.resident, issue=issue, remark="又积水")
    assert Issue.objects.get(pk=issue.pk).reopen_count == 2


def test_reopening_sets_a_new_deadline_and_needs_a_reason(world, issue_in):
    issue = issue_in("settled")
    clock.advance(days=5)
    with pytest.raises(RuleViolated):
        issue_reopen(actor=world.resident, issue=issue, remark="  ")
    issue = issue_reopen(actor=world.resident, issue=issue, remark="又积水")
    assert issue.due_at.date() == (clock.now() + timedelta(days=7)).date()
    assert issue.settled_at is None


def test_seven_silent_days_close_as_unrated(world, issue_in):
    issue = issue_in("settled")
    clock.advance(days=7)
    assert silent_issues_close() == 0
    clock.advance(minutes=1)
    assert silent_issues_close() == 1
    issue.refresh_from_db()
    assert issue.status == IssueStatus.CLOSED and issue.is_solved is None
    assert not Rating.objects.exists()
    row = Record.objects.of(issue).last()
    assert row.verb == "close_silent" and row.actor is None


def test_the_silent_close_is_idempotent_and_takes_answers_too(world, issue_in):
    issue_in("answered"), issue_in("in_progress"), issue_in("closed")
    clock.advance(days=8)
    assert jobs.silent_issues_close() == 1
    assert jobs.silent_issues_close() == 0


def test_a_person_cannot_close_in_silence_what_is_not_waiting(world, issue_in):
    with pytest.raises(TransitionRefused):
        issue_close_silent(issue=issue_in("in_progress"))
    with pytest.raises(TransitionRefused):
        issue_close_silent(issue=issue_in("closed"))


def test_a_closed_issue_that_was_silent_can_still_be_reopened(world, issue_in):
    issue = issue_in("settled")
    clock.advance(days=8)
    silent_issues_close()
    issue.refresh_from_db()
    assert issue_reopen(actor=world.resident, issue=issue, remark="没好").status == "reopened"
