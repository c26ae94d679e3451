"""Clocks that run, and the marks of what was announced: due work as rows that a job sweeps."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.kernel import clock
from portal.kernel.deadlines import ESCALATED, RED, YELLOW


class ClockLevel(models.TextChoices):
    """How far a clock has run."""

    YELLOW = YELLOW, _("快到期")
    RED = RED, _("超期")
    ESCALATED = ESCALATED, _("超期过半，已上报")


def _place() -> models.ForeignKey:
    return models.ForeignKey("portal.Division", models.PROTECT, related_name="+", db_index=False)


class Clock(models.Model):
    """The clock of one subject while it runs; a paused or finished subject has none.

    level       the highest level announced for ``due_at``; "" while none was
    strikes_at  when the next level is reached; null after the last
    is_inner    the subject is the inner part of another clocked affair (a task of an issue)
    """

    subject_type = models.CharField(max_length=24)
    subject_id = models.BigIntegerField()
    community, subdistrict, district = _place(), _place(), _place()
    from_at = models.DateTimeField()
    due_at = models.DateTimeField()
    level = models.CharField(max_length=9, blank=True, choices=ClockLevel)
    strikes_at = models.DateTimeField(null=True)
    is_inner = models.BooleanField(default=False)

    class Meta:
        verbose_name = _("时限")
        verbose_name_plural = _("时限")
        constraints = [
            models.UniqueConstraint(fields=["subject_type", "subject_id"], name="clock_one_each")
        ]
        indexes = [
            models.Index(
                fields=["strikes_at"],
                name="clock_strikes",
                condition=models.Q(strikes_at__isnull=False),
            ),
            *(
                models.Index(
                    fields=[place, "due_at", "id"],
                    name=f"clock_over_{place}",
                    condition=models.Q(level__in=[RED, ESCALATED], is_inner=False),
                )
                for place in ("community", "subdistrict", "district")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.subject_type} {self.subject_id}: {self.level or '-'} {self.due_at}"


class ClockMark(models.Model):
    """One level announced for one deadline of one subject: the constraint lets it be once."""

    subject_type = models.CharField(max_length=24)
    subject_id = models.BigIntegerField()
    level = models.CharField(max_length=9, choices=ClockLevel)
    due_at = models.DateTimeField()
    marked_at = models.DateTimeField(default=clock.now)

    class Meta:
        verbose_name = _("时限提醒")
        verbose_name_plural = _("时限提醒")
        constraints = [
            models.UniqueConstraint(
                fields=["subject_type", "subject_id", "level", "due_at"], name="clock_mark_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.subject_type} {self.subject_id}: {self.level} {self.due_at}"
