"""Writing a task's steps down onto what it comes from: its issue, or its resolution."""

from committees.services.resolutions import resolution_record_progress
from resident_affairs.services.issues import issue_record_progress


def place_of(record) -> dict:
    """In whose place the step of ``record`` was made, as a fact for what is told of it."""
    return {key: record.data[key] for key in ("in_place_of",) if key in record.data}


def task_told(*, actor, task, what: str, remark: str = "", is_public: bool = False, **facts):
    """Tell the source of ``task`` that ``what`` happened, where it still listens.

    facts      public-safe: numbers, codes, references; :func:`place_of` the step told of
    remark     the executor's words; the resident reads them when ``is_public``
    """
    data = {"what": what, "task": task.reference, **facts}
    root = task.root
    if root.issue_id:
        _tell_issue(actor, root.issue, data, remark, is_public)
        return
    resolution = task.resolution
    if resolution is None:
        return
    if resolution.workflow["progress"].allows_from(resolution.status):
        data["action_item"] = root.action_item_id
        resolution_record_progress(
            actor=actor,
            resolution=resolution,
            data=data,
            remark=remark,
            remark_is_public=is_public,
        )


def _tell_issue(actor, issue, data, remark, is_public) -> None:
    if issue.workflow["progress"].allows_from(issue.status):
        issue_record_progress(
            actor=actor, issue=issue, data=data, remark=remark, remark_is_public=is_public
        )
