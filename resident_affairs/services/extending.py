"""A later deadline for an issue, approved above it and told to the resident."""

from portal.kernel.deadlines import clock_fact
from portal.services.transitions import transition_apply


def issue_extend(*, actor, issue, due_at, data: dict):
    """Move the deadline of a running issue to ``due_at`` and write it onto its timeline; an
    earlier or equal one, or an issue that no longer runs, changes nothing.

    data  public-safe facts: which resolution or task the new deadline comes from
    """
    if not issue.workflow["progress"].allows_from(issue.status):
        return issue
    if issue.due_at is None or due_at <= issue.due_at:
        return issue
    return transition_apply(
        issue,
        "progress",
        actor=actor,
        changes={"due_at": due_at},
        data={"what": "extension_granted", "category": issue.category_id, **data}
        | clock_fact("extended", issue.due_at, due_at),
    ).subject
