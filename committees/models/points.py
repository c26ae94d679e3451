"""What a meeting hears without voting: reports, information, and what residents demanded."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from portal.kernel import clock


class PointKind(models.TextChoices):
    """Why it stands on the agenda."""

    REPORT = "report", _("报告")
    INFORMATION = "information", _("通报")
    DEMAND = "demand", _("居民联名要求")


class AgendaPoint(models.Model):
    """One point of the agenda that is heard and not voted on.

    text         what it is about, read before the meeting
    speaker      who gives it
    late_reason  why it was added after the notice had gone out
    note         what was said about it, written down when it was heard
    """

    meeting = models.ForeignKey("committees.Meeting", models.CASCADE, related_name="points")
    kind = models.CharField(_("种类"), max_length=12, choices=PointKind, default=PointKind.REPORT)
    title = models.CharField(_("标题"), max_length=60)
    text = models.TextField(_("内容"), max_length=2000, blank=True)
    speaker = models.CharField(_("由谁报告"), max_length=40, blank=True)
    late_reason = models.CharField(_("通知后才列入的原因"), max_length=200, blank=True)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False
    )
    heard_at = models.DateTimeField(null=True, blank=True, editable=False)
    note = models.TextField(_("发言要点"), max_length=1000, blank=True)
    submit_key = models.UUIDField(unique=True, editable=False)
    created_at = models.DateTimeField(default=clock.now, editable=False)

    class Meta:
        verbose_name = _("报告和通报")
        verbose_name_plural = _("报告和通报")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting"], condition=Q(kind="demand"), name="point_of_one_demand"
            )
        ]

    def __str__(self) -> str:
        return self.title
