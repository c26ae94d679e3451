"""Secondments (选派, S54): a cadre or Party member sent by a superior to a station for a term."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from portal.kernel import clock
from portal.models.divisions import Level


class SecondmentKind(models.TextChoices):
    """On which ground somebody is sent."""

    CADRE = "cadre", _("下派干部")
    PARTY = "party", _("下派党员")


class SecondmentQuerySet(models.QuerySet):
    """Secondments by day."""

    def running(self, on=None):
        """Those whose term holds the day ``on`` (default: today)."""
        on = on or clock.today()
        still = Q(ended_on__isnull=True) | Q(ended_on__gte=on)
        return self.filter(still, starts_on__lte=on, ends_on__gte=on)


class Secondment(models.Model):
    """One person sent to one station; the role of the staff comes with it and ends with it."""

    subject_type = "secondment"

    station = models.ForeignKey(
        "workstations.Workstation", models.PROTECT, related_name="secondments"
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="secondments", db_index=False
    )
    kind = models.CharField(_("类别"), max_length=8, choices=SecondmentKind)
    sent_by = models.CharField(_("派出单位"), max_length=80)
    duty = models.CharField(_("到站做什么"), max_length=200)
    starts_on = models.DateField(_("自"))
    ends_on = models.DateField(_("止"))
    ended_on = models.DateField(_("提前结束"), null=True, blank=True)
    end_reason = models.CharField(_("结束原因"), max_length=200, blank=True)
    assignment = models.OneToOneField(
        "portal.RoleAssignment", models.PROTECT, null=True, blank=True, related_name="+"
    )
    created_at = models.DateTimeField(default=clock.now, editable=False)
    submit_key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)

    objects = SecondmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("选派")
        verbose_name_plural = _("选派")
        ordering = ["-id"]
        indexes = [models.Index(fields=["user", "-id"], name="secondment_person")]
        constraints = [
            models.CheckConstraint(
                name="secondment_term", condition=Q(starts_on__lte=F("ends_on"))
            ),
            models.CheckConstraint(
                name="secondment_ended_inside",
                condition=Q(ended_on__isnull=True) | Q(ended_on__lte=F("ends_on")),
            ),
            models.UniqueConstraint(
                fields=["user", "station", "starts_on"],
                condition=Q(ended_on__isnull=True),
                name="secondment_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.sent_by} → {self.station}"

    @property
    def community_id(self) -> int:
        """Where the record files it."""
        return self.station.community_id

    @property
    def last_day(self):
        """The last day, early or not."""
        return self.ended_on or self.ends_on

    @property
    def is_over(self) -> bool:
        """Whether the last day has passed."""
        return self.last_day < clock.today()

    @property
    def division_chain(self) -> dict[Level, int | None]:
        """As its station's, which is loaded with its community and sub-district."""
        return self.station.division_chain
