"""What is said against the roll of an election, and how it was ruled (§17)."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from committees.models.registrations import RollKind
from portal.kernel import clock


class ObjectionKind(models.TextChoices):
    """What is wrong with the roll."""

    MISSING = "missing", _("名单上漏了人")
    WRONG = "wrong", _("名单上多了人")


class RollObjection(models.Model):
    """One objection to the published roll; who objected is never shown.

    registration  the name that should not be there; of a missing one, the name a ruling added
    due_on        the last day of the ruling: so many days after it was received
    """

    election = models.ForeignKey("committees.Election", models.PROTECT, related_name="objections")
    kind = models.CharField(_("异议"), max_length=8, choices=ObjectionKind)
    roll = models.CharField(_("名单"), max_length=16, choices=RollKind, default=RollKind.VOTERS)
    name = models.CharField(_("涉及的姓名"), max_length=40)
    text = models.TextField(_("理由"), max_length=500)
    registration = models.ForeignKey(
        "committees.VoterRegistration", models.PROTECT, null=True, blank=True, related_name="+"
    )
    filed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False
    )
    received_on = models.DateField(_("收到"), default=clock.today, editable=False)
    due_on = models.DateField(_("处理期限"), editable=False)
    is_accepted = models.BooleanField(null=True, editable=False)
    ruling = models.TextField(_("处理决定"), max_length=500, blank=True, editable=False)
    ruled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", db_index=False
    )
    ruled_on = models.DateField(null=True, editable=False)

    class Meta:
        verbose_name = _("名单异议")
        verbose_name_plural = _("名单异议")
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                name="objection_ruled_whole",
                condition=Q(ruled_on__isnull=True, is_accepted__isnull=True, ruling="")
                | (Q(ruled_on__isnull=False, is_accepted__isnull=False) & ~Q(ruling="")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}：{self.name}"

    @property
    def is_overdue(self) -> bool:
        """Whether the ruling is late."""
        return self.ruled_on is None and clock.today() > self.due_on
