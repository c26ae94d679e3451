"""Papers that belong to an affair: PDF files beside a motion, an entry, an application."""

import secrets

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.kernel import clock


def paper_path(instance, filename: str) -> str:
    """Where a cleaned paper lies: a random name in a folder of 256, nothing of the sender's."""
    token = secrets.token_hex(16)
    return f"papers/{token[:2]}/{token}.pdf"


class Paper(models.Model):
    """One paper. Never changed: its SHA-256 stands in the record; what should not be seen any
    more is hidden with a reason.

    subject_type, subject_id  as in Record
    sha256                    of the file as it is served
    """

    subject_type = models.CharField(max_length=40)
    subject_id = models.BigIntegerField()
    name = models.CharField(_("名称"), max_length=80)
    file = models.FileField(_("文件"), upload_to=paper_path)
    size = models.PositiveIntegerField()
    pages = models.PositiveSmallIntegerField()
    sha256 = models.CharField(max_length=64)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False
    )
    added_at = models.DateTimeField(default=clock.now, editable=False)
    hidden_at = models.DateTimeField(null=True, blank=True, editable=False)
    hidden_reason = models.CharField(max_length=200, blank=True)

    class Meta:
        verbose_name = _("材料")
        verbose_name_plural = _("材料")
        constraints = [
            models.UniqueConstraint(
                fields=["subject_type", "subject_id", "sha256"], name="paper_once"
            )
        ]

    def __str__(self) -> str:
        return self.name
