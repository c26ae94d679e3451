"""Issues at hand: filed by the resident of 明通巷, moved to any state through the services."""

import uuid

import pytest

from resident_affairs.services.closing import issue_rate, issue_reopen, issue_settle
from resident_affairs.services.issues import issue_file, issue_start_work
from resident_affairs.services.triage import (
    issue_accept,
    issue_answer,
    issue_assign,
    issue_decline,
    issue_escalate,
    issue_escalate_district,
    issue_merge,
    issue_refer,
    issue_withdraw,
)

TEXT = "东风巷14号院坝积水很深，老人出门要绕道。下雨天更严重。"


@pytest.fixture
def file_issue(world):
    """File an issue as the resident (or ``actor``); every keyword of issue_file can be set."""

    def file(actor=None, **words):
        words.setdefault("community", world.mingtong)
        words.setdefault("category", world.categories["water"])
        words.setdefault("text", TEXT)
        words.setdefault("submit_key", uuid.uuid4())
        return issue_file(actor=actor or world.resident, **words)

    return file


@pytest.fixture
def issue(file_issue):
    """One submitted issue."""
    return file_issue()


@pytest.fixture
def issue_in(world, file_issue):
    """A fresh issue in the wanted state, brought there by the right people."""

    def make(state, **words):
        issue = file_issue(**words)
        return ROADS[state](world, issue, file_issue)

    return make


def _settled(world, issue):
    issue = issue_assign(actor=world.head, issue=issue)
    return issue_settle(actor=world.member1, issue=issue, remark="排水管疏通好了")


ROADS = {
    "submitted": lambda w, i, f: i,
    "accepted": lambda w, i, f: issue_accept(actor=w.head, issue=i),
    "declined": lambda w, i, f: issue_decline(
        actor=w.head, issue=i, remark="属于法院受理", where_to_go="盘龙区人民法院"
    ),
    "answered": lambda w, i, f: issue_answer(actor=w.head, issue=i, remark="周三上午开放"),
    "assigned": lambda w, i, f: issue_assign(actor=w.head, issue=i),
    "referred": lambda w, i, f: issue_refer(actor=w.chair, issue=i),
    "escalated": lambda w, i, f: issue_escalate(actor=w.chair, issue=i, remark="涉及市政管网"),
    "at_district": lambda w, i, f: issue_escalate_district(
        actor=w.street,
        issue=issue_escalate(actor=w.chair, issue=i, remark="涉及市政管网"),
        remark="要市里协调",
    ),
    "in_progress": lambda w, i, f: issue_start_work(
        actor=w.staff, issue=issue_assign(actor=w.head, issue=i)
    ),
    "settled": lambda w, i, f: _settled(w, i),
    "reopened": lambda w, i, f: issue_reopen(
        actor=w.resident, issue=_settled(w, i), remark="又积水了"
    ),
    "closed": lambda w, i, f: issue_rate(
        actor=w.resident, issue=_settled(w, i), score=5, is_solved=True
    ),
    "withdrawn": lambda w, i, f: issue_withdraw(actor=w.resident, issue=i),
    "merged": lambda w, i, f: issue_merge(actor=w.head, issue=i, target=f(text="院坝的积水问题")),
}
