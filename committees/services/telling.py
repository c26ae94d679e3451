"""Writing a step of deliberation down onto the resident's issue, where it still listens."""

from resident_affairs.models import Issue
from resident_affairs.services.issues import issue_record_progress


def issue_told(actor, issue: Issue | None, data: dict, **words) -> None:
    """Tell ``issue`` what happened.

    data   public-safe facts; ``what`` names the step
    words  remark and remark_is_public, if somebody wrote any
    """
    if issue and issue.workflow["progress"].allows_from(issue.status):
        issue_record_progress(actor=actor, issue=issue, data=data, **words)
