"""Issues as rows of a list, ready for the affair card."""

from dataclasses import dataclass

from django.urls import reverse

from resident_affairs.models import Issue
from resident_affairs.selectors.faces import Face, face_of
from resident_affairs.selectors.masking import text_masked


@dataclass(frozen=True)
class IssueRow:
    """One row."""

    issue: Issue
    face: Face
    title: str
    url: str
    meta: str
    is_mine: bool = False


def rows_of(issues, user_id: int | None = None, *, route="resident_affairs:issue_detail") -> list:
    """A row for each issue; no statement."""
    return [
        IssueRow(
            issue=issue,
            face=face_of(issue, user_id),
            title=text_masked(issue.title),
            url=reverse(route, args=[issue.pk]),
            meta=f"{issue.community.short_name} · {issue.category.label}",
            is_mine=user_id is not None and issue.reporter_id == user_id,
        )
        for issue in issues
    ]
