"""The end of an issue: settled, rated by the resident, reopened, or closed in silence."""

from datetime import timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from portal.kernel import clock
from portal.kernel.deadlines import clock_fact
from portal.kernel.errors import DomainError, RuleViolated
from portal.services.transitions import transition_apply
from resident_affairs.events import IssueRated, IssueReopened
from resident_affairs.models import Issue, Rating
from resident_affairs.services.clocks import (
    clock_begun,
    clock_resumed,
    facts_of_settlement,
)

SILENT_AFTER = timedelta(days=7)
WAITING = ("settled", "answered")


def issue_settle(*, actor, issue, remark: str, data: dict | None = None) -> Issue:
    """What was to be done is done and verified: the resident is asked. ``remark`` is public."""
    step = transition_apply(
        issue,
        "settle",
        actor=actor,
        remark=remark,
        remark_is_public=True,
        changes={"settled_at": clock.now(), **clock_resumed(issue)},
        data={**(data or {}), **facts_of_settlement(issue)},
    )
    return step.subject


@transaction.atomic
def issue_rate(
    *,
    actor,
    issue,
    score: int,
    is_solved: bool,
    words: str = "",
    wants_again: bool = False,
    version: int | None = None,
) -> Issue:
    """The resident's word: 1–5, solved or not, in words if they like. Once a round.

    The words reach those who handle the issue; the public sees score and solved only.
    wants_again  not solved: reopen it in the same step (the words are the reason then)
    """
    if score not in range(1, 6):
        raise RuleViolated(_("请在 1 到 5 之间选择。"), field="score", code="range")
    if is_solved is None:
        raise RuleViolated(_("请告诉我们解决了没有。"), field="is_solved", code="required")
    if wants_again and (is_solved or not words.strip()):
        why = _("要求重办时，请选“没有解决”，并写写差在哪里。")
        raise RuleViolated(why, field="words", code="required")

    def rated(subject):
        rating = Rating.objects.create(
            issue=subject,
            round=subject.reopen_count,
            score=score,
            is_solved=is_solved,
            words=words,
            rated_by=actor,
        )
        return IssueRated(
            issue_id=subject.pk, rating_id=rating.pk, score=score, is_solved=is_solved
        )

    step = transition_apply(
        issue,
        "rate",
        actor=actor,
        version=version,
        changes={"closed_at": clock.now(), "is_solved": is_solved},
        event=rated,
        data={"category": issue.category_id, "score": score, "solved": is_solved},
    )
    if wants_again:
        return issue_reopen(actor=actor, issue=step.subject, remark=words)
    return step.subject


def issue_reopen(*, actor, issue, remark: str, version: int | None = None) -> Issue:
    """The resident says that it is not solved: a new round with a new deadline, at most two."""
    begun = clock_begun(issue.category)
    step = transition_apply(
        issue,
        "reopen",
        actor=actor,
        version=version,
        remark=remark,
        changes={
            "reopen_count": issue.reopen_count + 1,
            **begun,
            "settled_at": None,
            "closed_at": None,
            "is_solved": None,
        },
        event=lambda subject: IssueReopened(issue_id=subject.pk, round=subject.reopen_count),
        data={"category": issue.category_id, "round": issue.reopen_count + 1}
        | clock_fact("restarted", after=begun["due_at"]),
    )
    return step.subject


def issue_close_silent(*, issue) -> Issue:
    """Seven days without a word: closed as unrated, never as satisfied."""
    step = transition_apply(
        issue,
        "close_silent",
        changes={"closed_at": clock.now(), "is_solved": None},
        data={"category": issue.category_id},
    )
    return step.subject


def silent_issues_close(*, limit: int = 500) -> int:
    """Close what has waited more than seven days, one by one; returns how many were closed.
    Whatever somebody else moved meanwhile is left alone: run it as often as you like."""
    waiting = Issue.objects.filter(
        status__in=WAITING, settled_at__lt=clock.now() - SILENT_AFTER
    ).order_by("settled_at")
    closed = 0
    for issue in waiting[:limit]:
        try:
            issue_close_silent(issue=issue)
        except DomainError:
            continue
        closed += 1
    return closed
