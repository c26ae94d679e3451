"""Filters of the task list that a person keeps under a name."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

MOST_FILTERS = 20


class SavedFilter(models.Model):
    """One person's filter. ``wanted`` holds the fields of selectors.tasks.TaskFilter that differ
    from their defaults. A preference of the person, no affair of the house: nobody else sees it."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="task_filters")
    name = models.CharField(_("名称"), max_length=20)
    wanted = models.JSONField(default=dict)

    class Meta:
        verbose_name = _("常用筛选")
        verbose_name_plural = _("常用筛选")
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["user", "name"], name="filter_name_once")]

    def __str__(self) -> str:
        return self.name
