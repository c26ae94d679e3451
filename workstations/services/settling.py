"""What a verified task brings about: its issue is settled, its resolution implemented."""

from django.utils.translation import gettext as _

from committees.models import Resolution
from committees.services.resolutions import resolution_implement
from resident_affairs.services.issues import issue_return_to_triage, issue_settle
from workstations.models import Task
from workstations.workflows import OPEN_STATES, TaskStatus


def source_settle(*, actor, task, remark: str) -> None:
    """After a verification: settle the issue, or implement the resolution with its last task."""
    if task.issue_id:
        issue = task.issue
        if issue.workflow["settle"].allows_from(issue.status):
            words = remark or _("社工站已经办好，居委会验收通过。")
            issue_settle(actor=actor, issue=issue, remark=words, data={"task": task.reference})
    elif task.action_item_id:
        _resolution_conclude(actor, task)


def source_release(*, actor, task, remark: str) -> None:
    """After a cancellation: the issue is routed anew; a resolution goes on with what is left."""
    if task.issue_id:
        _issue_back(actor, task.issue, remark)
    elif task.action_item_id:
        resolution = _resolution_conclude(actor, task)
        if resolution and resolution.motion.issue_id:
            _issue_back(actor, resolution.motion.issue, remark)


def _issue_back(actor, issue, remark) -> None:
    if issue.workflow["return_to_triage"].allows_from(issue.status):
        issue_return_to_triage(actor=actor, issue=issue, remark=remark)


def _resolution_conclude(actor, task) -> Resolution | None:
    """Implement the resolution when nothing of it is open and something of it was done. Returns
    the resolution when all its tasks were cancelled. Its row is locked first, so that of two
    last tasks verified at the same moment the later one sees the earlier."""
    rows = Resolution.objects.select_for_update(of=("self",))
    resolution = rows.select_related("motion").get(pk=task.action_item.resolution_id)
    siblings = Task.objects.filter(action_item__resolution=resolution)
    found = set(siblings.values_list("status", flat=True))
    if found & OPEN_STATES:
        return None
    if TaskStatus.VERIFIED in found:
        resolution_implement(actor=actor, resolution=resolution)
        return None
    return resolution
