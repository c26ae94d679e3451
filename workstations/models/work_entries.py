"""Time and money that went into a task: written by whoever worked, struck but never rewritten."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from portal.kernel import clock
from workstations.models.standing_in import DoneForSomebody

DAY_MINUTES = 24 * 60


class WorkEntryQuerySet(models.QuerySet):
    """Entries that count."""

    def standing(self):
        """Those not struck."""
        return self.filter(struck_at__isnull=True)


class WorkEntry(DoneForSomebody):
    """What one person spent on one task on one day: ``minutes`` of work and ``fen`` of outlay,
    never both nothing."""

    task = models.ForeignKey("workstations.Task", models.PROTECT, related_name="work")
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False
    )
    on = models.DateField(_("哪一天"))
    minutes = models.PositiveIntegerField(_("工时（分钟）"), default=0)
    fen = models.BigIntegerField(_("费用（分）"), default=0)
    words = models.CharField(_("做了什么"), max_length=120)
    struck_at = models.DateTimeField(null=True, blank=True, editable=False)
    submit_key = models.UUIDField(unique=True, editable=False)
    created_at = models.DateTimeField(default=clock.now, editable=False)

    objects = WorkEntryQuerySet.as_manager()

    class Meta:
        verbose_name = _("工时记录")
        verbose_name_plural = _("工时记录")
        ordering = ["on", "id"]
        constraints = [
            models.CheckConstraint(
                name="work_entry_says_something",
                condition=Q(fen__gte=0, minutes__lte=DAY_MINUTES)
                & (Q(minutes__gt=0) | Q(fen__gt=0)),
            )
        ]
        indexes = [models.Index(fields=["author", "on"], name="work_author_day")]

    def __str__(self) -> str:
        return f"#{self.task_id} {self.on} {self.minutes}′"
