"""What has happened to an issue, announced to the storeys above."""

from dataclasses import dataclass
from datetime import timedelta

from portal.kernel.events import Event


@dataclass(frozen=True, kw_only=True)
class IssueAssigned(Event):
    """Triage handed an issue to the community's station: the station opens a task for it."""

    issue_id: int
    actor_id: int | None


@dataclass(frozen=True, kw_only=True)
class IssueWithdrawn(Event):
    """The reporter withdrew an issue: tasks and motions that rest on it alone can end."""

    issue_id: int
    actor_id: int | None


@dataclass(frozen=True, kw_only=True)
class IssueReopened(Event):
    """The resident says it is not solved; whoever executed it learns of it."""

    issue_id: int
    round: int


@dataclass(frozen=True, kw_only=True)
class IssueRated(Event):
    """The resident rated the outcome: it reaches the assessment of whoever executed it."""

    issue_id: int
    rating_id: int
    score: int
    is_solved: bool


@dataclass(frozen=True, kw_only=True)
class IssueClockPaused(Event):
    """The resident was asked something: whatever is being done for the issue waits too."""

    issue_id: int


@dataclass(frozen=True, kw_only=True)
class IssueClockResumed(Event):
    """The resident answered after ``paused``: what is done for the issue gets the time back."""

    issue_id: int
    paused: timedelta
