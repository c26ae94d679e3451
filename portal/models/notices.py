"""Notices to people: in the portal and, grouped, by e-mail."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.kernel import clock


class Notice(models.Model):
    """One person is told of one step of the record. ``why`` says why it came to them."""

    recipient = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="notices", db_index=False
    )
    record = models.ForeignKey("portal.Record", models.PROTECT, related_name="+", db_index=False)
    why = models.CharField(max_length=24)
    needs_you = models.BooleanField(default=False)
    created_at = models.DateTimeField(default=clock.now)
    mailed_at = models.DateTimeField(null=True, blank=True)
    wants_mail = models.BooleanField(default=False)

    class Meta:
        verbose_name = _("通知")
        verbose_name_plural = _("通知")
        constraints = [models.UniqueConstraint(fields=["recipient", "record"], name="notice_once")]
        indexes = [
            models.Index(fields=["recipient", "-id"], name="notice_newest"),
            models.Index(
                fields=["recipient", "id"],
                name="notice_unmailed",
                condition=models.Q(wants_mail=True, mailed_at__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.recipient_id} ← {self.record_id}"
