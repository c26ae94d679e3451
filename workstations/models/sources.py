"""What a whistle or a request for one is about: an issue or a task, and where it lies."""

from django.db import models
from django.db.models import Q


def issue_key(name: str) -> models.ForeignKey:
    """A key to the issue it is about."""
    target = "resident_affairs.Issue"
    return models.ForeignKey(target, models.PROTECT, null=True, blank=True, related_name=name)


def task_key(name: str) -> models.ForeignKey:
    """A key to the task it is about."""
    target = "workstations.Task"
    return models.ForeignKey(target, models.PROTECT, null=True, blank=True, related_name=name)


def one_source(name: str) -> models.CheckConstraint:
    """Exactly one of ``issue`` and ``task``."""
    return models.CheckConstraint(
        name=name,
        condition=Q(issue__isnull=False, task__isnull=True)
        | Q(issue__isnull=True, task__isnull=False),
    )


class OfSource:
    """Properties of a row that is about an issue or a task."""

    @property
    def source(self):
        """The issue or the task."""
        return self.issue if self.issue_id else self.task

    @property
    def origin(self):
        """The issue behind it, through the task if need be; None for a task without one."""
        if self.issue_id:
            return self.issue
        task = self.task
        if task.issue_id:
            return task.issue
        return task.resolution.motion.issue if task.action_item_id else None
