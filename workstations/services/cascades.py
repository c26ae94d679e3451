"""What the station does when an issue or a resolution below it begins, ends or is replaced."""

from django.utils import timezone
from django.utils.translation import gettext as _

from committees.events import ResolutionAdopted, ResolutionRescinded
from committees.models import Resolution
from portal.models import User
from portal.services.records import record_append
from resident_affairs.events import IssueAssigned, IssueWithdrawn
from resident_affairs.models import Issue
from resident_affairs.services.extending import issue_extend
from workstations.models import Task
from workstations.services.grounds import duty_for_routine
from workstations.services.opening import (
    task_cancel_with_source,
    task_open_from_action_item,
    task_open_from_issue,
)


def _person(user_id: int | None) -> User | None:
    return User.objects.get(pk=user_id) if user_id else None


def tasks_of_issue_open(event: IssueAssigned) -> None:
    """Triage handed an issue to the station: it has its task in the same transaction."""
    issue = Issue.objects.get(pk=event.issue_id)
    task_open_from_issue(actor=_person(event.actor_id), issue=issue)


def tasks_of_resolution_open(event: ResolutionAdopted) -> None:
    """One task for each action item, in the transaction of the vote's close. The issue behind it
    is due when the last of them is: the committee decided so, and the resident is told."""
    resolution = Resolution.objects.select_related("motion__issue").get(pk=event.resolution_id)
    actor = _person(event.actor_id)
    tasks = [
        task_open_from_action_item(actor=actor, item=item, resolution=resolution)
        for item in resolution.action_items.all()
    ]
    issue = resolution.motion.issue
    if issue is not None and tasks:
        due_at = max(task.due_at for task in tasks)
        facts = {
            "resolution": resolution.reference,
            "until": timezone.localtime(due_at).date().isoformat(),
        }
        issue_extend(actor=actor, issue=issue, due_at=due_at, data=facts)


def tasks_of_issue_withdrawn(event: IssueWithdrawn) -> None:
    """The reporter took it back: what is open for it alone ends."""
    for task in Task.objects.open().filter(issue=event.issue_id):
        words = _("反映人撤回了诉求。")
        task_cancel_with_source(task=task, remark=words, data={"issue": event.issue_id})


def tasks_of_resolution_rescinded(event: ResolutionRescinded) -> None:
    """Tasks of its items end; routine tasks that rested on it rest on its successor from now on,
    or on the entry of their category."""
    for task in Task.objects.open().filter(action_item__resolution=event.resolution_id):
        words = _("决议已被新的决议取代。")
        data = {"superseded_by": event.superseded_by_id}
        task_cancel_with_source(task=task, remark=words, data=data)
    successor = Resolution.objects.get(pk=event.superseded_by_id)
    basis = successor if successor.is_standing else None
    for task in Task.objects.open().select_for_update().filter(basis=event.resolution_id):
        task.basis = basis
        task.duty = None if basis else duty_for_routine(task.issue.category_id)
        task.save(update_fields=["basis", "duty"])
        data = {"basis": basis.pk if basis else None, "duty": task.duty_id}
        record_append(subject=task, verb="rebase", data=data)
