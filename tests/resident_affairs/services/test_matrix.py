"""Every step of the table × every role × every state: what the table does not say is refused."""

import pytest

from portal.access.checker import access_of
from portal.kernel.errors import DomainError, Refused, TransitionRefused
from portal.models import Record
from resident_affairs.models import Issue
from resident_affairs.services import closing, triage
from resident_affairs.workflows import ISSUE, IssueStatus
from tests.resident_affairs.conftest import ROADS

WORDS = {"remark": "因为这样"}
CALLS = {
    "accept": lambda a, i, o: triage.issue_accept(actor=a, issue=i),
    "answer": lambda a, i, o: triage.issue_answer(actor=a, issue=i, **WORDS),
    "assign": lambda a, i, o: triage.issue_assign(actor=a, issue=i),
    "refer": lambda a, i, o: triage.issue_refer(actor=a, issue=i),
    "escalate": lambda a, i, o: triage.issue_escalate(actor=a, issue=i, **WORDS),
    "hand_back": lambda a, i, o: triage.issue_hand_back(actor=a, issue=i, **WORDS),
    "settle_escalated": lambda a, i, o: triage.issue_settle_escalated(actor=a, issue=i, **WORDS),
    "escalate_district": lambda a, i, o: triage.issue_escalate_district(actor=a, issue=i, **WORDS),
    "hand_down": lambda a, i, o: triage.issue_hand_down(actor=a, issue=i, **WORDS),
    "settle_district": lambda a, i, o: triage.issue_settle_district(actor=a, issue=i, **WORDS),
    "decline": lambda a, i, o: triage.issue_decline(
        actor=a, issue=i, where_to_go="派出所", **WORDS
    ),
    "merge": lambda a, i, o: triage.issue_merge(actor=a, issue=i, target=o),
    "rate": lambda a, i, o: closing.issue_rate(actor=a, issue=i, score=4, is_solved=True),
    "reopen": lambda a, i, o: closing.issue_reopen(actor=a, issue=i, **WORDS),
    "withdraw": lambda a, i, o: triage.issue_withdraw(actor=a, issue=i),
}
TRIAGERS = {"chair", "vice", "member1", "member2", "member3", "member4", "member5", "head"}
ALLOWED = {
    **dict.fromkeys(("accept", "answer", "assign", "refer", "escalate", "decline", "merge")),
    **{key: {"street"} for key in ("hand_back", "settle_escalated", "escalate_district")},
    **{key: {"districter"} for key in ("hand_down", "settle_district")},
    **{key: {"resident"} for key in ("rate", "reopen", "withdraw")},
}
ALLOWED = {name: who or TRIAGERS for name, who in ALLOWED.items()}


def test_every_step_that_a_person_takes_is_walked():
    assert set(CALLS) == {step.name for step in ISSUE.transitions if step.permission}


@pytest.mark.parametrize("state", list(IssueStatus.values))
def test_the_matrix(world, file_issue, issue_in, state):
    """14 states × 15 steps × all people, each asked on a fresh read."""
    issue, other = issue_in(state), file_issue(text="另一件院坝的事情")
    for name, call in CALLS.items():
        step = ISSUE[name]
        for who, person in world.people.items():
            if step.allows_from(state) and who in ALLOWED[name]:
                assert access_of(person).can(step.permission, issue), (name, who)
                continue
            before = Record.objects.count()
            with pytest.raises(DomainError) as refused:
                call(person, Issue.objects.get(pk=issue.pk), other)
            wanted = TransitionRefused if not step.allows_from(state) else Refused
            if name != "merge":
                assert isinstance(refused.value, wanted), (name, who, refused.value)
            assert Record.objects.count() == before, (name, who)
    assert Issue.objects.get(pk=issue.pk).status == state


@pytest.mark.parametrize(
    ("name", "state"),
    [
        (step.name, state)
        for step in ISSUE.transitions
        for state in sorted(step.sources)
        if step.permission
    ],
)
def test_the_right_person_goes_on(world, file_issue, issue_in, name, state):
    issue, other = issue_in(state), file_issue(text="另一件院坝的事情")
    actor = world.people[sorted(ALLOWED[name])[0]]
    moved = CALLS[name](actor, issue, other)
    assert moved.status == ISSUE[name].target
    row = Record.objects.of(moved).last()
    assert (row.verb, row.from_state, row.actor) == (name, state, actor)
    assert row.data["category"] == moved.category_id


def test_there_is_a_road_to_every_state():
    assert set(ROADS) == set(IssueStatus.values)
