"""Words between resident and staff, and the staff's internal notes, kept apart."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.kernel import clock


class Message(models.Model):
    """One message on an issue. Internal notes are never shown to the resident."""

    issue = models.ForeignKey(
        "resident_affairs.Issue", models.CASCADE, related_name="messages", db_index=False
    )
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    is_from_resident = models.BooleanField(default=False)
    is_internal = models.BooleanField(default=False)
    asks_resident = models.BooleanField(default=False)
    body = models.TextField(_("内容"), max_length=1000)
    submit_key = models.UUIDField(unique=True, editable=False)
    created_at = models.DateTimeField(default=clock.now, editable=False)

    class Meta:
        verbose_name = _("留言")
        verbose_name_plural = _("留言")
        indexes = [models.Index(fields=["issue", "id"], name="message_issue")]
        constraints = [
            models.CheckConstraint(
                name="message_internal_is_staffs",
                condition=~models.Q(is_internal=True, is_from_resident=True),
            )
        ]

    def __str__(self) -> str:
        return f"#{self.issue_id}: {self.body[:30]}"
