"""What the storeys above write down onto an issue: taken up, begun, progressed, returned."""

from django.db import transaction

from portal.services.records import record_append
from portal.services.transitions import transition_apply
from resident_affairs.services.clocks import clock_resumed


def _facts(issue, data: dict | None) -> dict:
    return {"category": issue.category_id, **(data or {})}


@transaction.atomic
def issue_mark_referred(*, actor, issue, motion_reference: str):
    """The committee took the issue up as a motion; an issue still in triage is referred first.

    ``motion_reference`` is the number of the motion ("MOT-2026-000007")."""
    if issue.workflow["refer"].allows_from(issue.status):
        issue = transition_apply(issue, "refer", actor=actor, data=_facts(issue, None)).subject
    return issue_record_progress(
        actor=actor, issue=issue, data={"what": "motion_raised", "motion": motion_reference}
    )


def issue_start_work(*, actor, issue, data: dict | None = None):
    """Somebody of the station began; once it runs this only adds the fact to the timeline."""
    name = "start_work" if issue.workflow["start_work"].allows_from(issue.status) else "progress"
    return transition_apply(issue, name, actor=actor, data=_facts(issue, data)).subject


def issue_record_progress(
    *, actor, issue, data: dict, remark: str = "", remark_is_public: bool = False
):
    """Write progress made above down onto the issue's own timeline.

    data  public-safe: {"what": "resolution_adopted", "for": 5, "against": 1, "abstain": 1}
    """
    step = transition_apply(
        issue,
        "progress",
        actor=actor,
        data=_facts(issue, data),
        remark=remark,
        remark_is_public=remark_is_public,
    )
    return step.subject


def issue_return_to_triage(*, actor, issue, remark: str):
    """The motion was rejected or the task returned: the community decides anew."""
    step = transition_apply(
        issue,
        "return_to_triage",
        actor=actor,
        remark=remark,
        remark_is_public=True,
        changes=clock_resumed(issue),
        data=_facts(issue, None),
    )
    return step.subject


@transaction.atomic
def issue_record_department(
    *, actor, issue, data: dict, post=None, remark: str = "", remark_is_public: bool = False
) -> None:
    """Write what called departments did onto the issue's own timeline, in whatever state it is:
    neither its state nor its deadline moves.

    data  public-safe: {"what": "whistle_arrived", "arrived": 2, "calls": 3}
    post  the Post through which ``actor`` acted
    """
    record_append(
        subject=issue,
        verb="department",
        actor=actor,
        post=post,
        remark=remark,
        remark_is_public=remark_is_public,
        data=_facts(issue, data),
    )
