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

    @property
    def card(self) -> dict:
        """The words and moments of components/affair_card.html."""
        face, issue = self.face, self.issue
        return {
            "title": self.title,
            "url": self.url,
            "meta": self.meta,
            "hand": face.hand,
            "status_label": face.status_label,
            "needs_you": face.needs_you,
            "needs_you_label": face.needs_label if face.needs_you else "",
            "deadline_state": face.deadline.state,
            "deadline_text": face.deadline.text,
            "deadline_date": face.deadline.date,
            "when": issue.created_at,
            "reference": issue.reference,
            "supporters": issue.support_count,
        }


def rows_of(issues, user_id: int | None = None, *, route="resident_affairs:issue_detail") -> list:
    """A row for each issue; no statement."""
    before, after = reverse(route, args=[0]).split("0", 1)
    return [
        IssueRow(
            issue=issue,
            face=face_of(issue, user_id),
            title=text_masked(issue.title),
            url=f"{before}{issue.pk}{after}",
            meta=f"{issue.community.short_name} · {issue.category.label}",
            is_mine=user_id is not None and issue.reporter_id == user_id,
        )
        for issue in issues
    ]
