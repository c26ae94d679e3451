"""Election day in numbers: turnout by hour, count sheets entered twice; never a single voter."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from portal.kernel import clock


class TurnoutNote(models.Model):
    """How many ballots had been given out by a moment of election day."""

    election = models.ForeignKey("committees.Election", models.CASCADE, related_name="turnout")
    noted_at = models.DateTimeField(default=clock.now, editable=False)
    issued = models.PositiveIntegerField(_("已发出选票"))
    noted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False
    )

    class Meta:
        verbose_name = _("投票进度")
        verbose_name_plural = _("投票进度")
        ordering = ["noted_at", "id"]

    def __str__(self) -> str:
        return f"{self.issued}"


class CountSheet(models.Model):
    """One person's entry of the count; two different people enter it, and the two must agree.

    entry    1 or 2
    invalid  {reason: number of ballots}; the reasons are ``InvalidBallot``
    votes    {candidate id: votes}; of a recall {"for": n, "against": n, "abstain": n}
    """

    election = models.ForeignKey("committees.Election", models.CASCADE, related_name="sheets")
    entry = models.PositiveSmallIntegerField()
    issued = models.PositiveIntegerField(_("发出选票"))
    returned = models.PositiveIntegerField(_("收回选票"))
    invalid = models.JSONField(default=dict)
    votes = models.JSONField(default=dict)
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False
    )
    entered_at = models.DateTimeField(default=clock.now, editable=False)

    class Meta:
        verbose_name = _("计票单")
        verbose_name_plural = _("计票单")
        ordering = ["entry"]
        constraints = [
            models.UniqueConstraint(fields=["election", "entry"], name="count_sheet_twice"),
            models.UniqueConstraint(
                fields=["election", "entered_by"], name="count_sheet_two_people"
            ),
            models.CheckConstraint(name="count_sheet_entry", condition=Q(entry__in=[1, 2])),
        ]

    def __str__(self) -> str:
        return f"{self.election} #{self.entry}"


class InvalidBallot(models.TextChoices):
    """Why a ballot does not count."""

    TOO_MANY = "too_many", _("所选人数多于应选名额")
    UNREADABLE = "unreadable", _("无法辨认")
    NOT_OURS = "not_ours", _("不是统一印制的选票")
    BLANK = "blank", _("空白票")
