"""The clock of an issue's task goes with the issue's: it waits while the resident is asked."""

from django.db import transaction

from portal.kernel import clock
from portal.kernel.deadlines import clock_fact
from portal.services.records import record_append
from resident_affairs.events import IssueClockPaused, IssueClockResumed
from workstations.models import Task


def _running_of(issue_id: int):
    """Open tasks of the issue that nobody has delivered, locked after the issue itself."""
    rows = Task.objects.open().filter(issue=issue_id, delivered_at__isnull=True)
    return rows.select_for_update(of=("self",), no_key=True)


@transaction.atomic
def tasks_of_issue_pause(event: IssueClockPaused) -> None:
    """The resident was asked: the clocks of what is done for the issue stand still too."""
    for task in _running_of(event.issue_id).filter(clock_paused_at__isnull=True):
        _moved(task, "clock_paused", {"clock_paused_at": clock.now()}, clock_fact("paused"))


@transaction.atomic
def tasks_of_issue_resume(event: IssueClockResumed) -> None:
    """The resident answered: the tasks get back the time that the issue got back."""
    for task in _running_of(event.issue_id).filter(clock_paused_at__isnull=False):
        before = task.due_at
        changes = {
            "clock_paused_at": None,
            "due_at": before + event.paused,
            "clock_from": (task.clock_from or task.created_at) + event.paused,
        }
        fact = clock_fact("resumed", before, changes["due_at"])
        _moved(task, "clock_resumed", changes, fact)


def _moved(task: Task, verb: str, changes: dict, fact: dict) -> None:
    for name, value in changes.items():
        setattr(task, name, value)
    task.version += 1
    task.save(update_fields=[*changes, "version"])
    record_append(subject=task, verb=verb, data=fact)
