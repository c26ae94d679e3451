"""Uploaded pictures: taken in raw, re-encoded by a job, never served as sent."""

import secrets

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.kernel import clock


def raw_path(instance, filename: str) -> str:
    """Where the upload waits for its re-encoding: a random name, nothing of the sender's."""
    return f"raw/{secrets.token_hex(16)}"


def clean_path(instance, filename: str) -> str:
    """Where a re-encoded picture lies: a random name in a folder of 256."""
    token = secrets.token_hex(16)
    return f"pictures/{token[:2]}/{token}.jpg"


class PictureState(models.TextChoices):
    """How far a picture has come."""

    WAITING = "waiting", _("处理中")
    READY = "ready", _("可查看")
    REFUSED = "refused", _("无法识别")


class Picture(models.Model):
    """One picture. ``raw`` is removed once ``image`` and ``thumb`` have been made."""

    raw = models.FileField(upload_to=raw_path, blank=True)
    image = models.FileField(upload_to=clean_path, blank=True)
    thumb = models.FileField(upload_to=clean_path, blank=True)
    processing = models.CharField(max_length=8, choices=PictureState, default=PictureState.WAITING)
    tries = models.PositiveSmallIntegerField(default=0)
    width = models.PositiveIntegerField(default=0)
    height = models.PositiveIntegerField(default=0)
    sha256 = models.CharField(max_length=64, blank=True)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", db_index=False
    )
    created_at = models.DateTimeField(default=clock.now)

    class Meta:
        verbose_name = _("图片")
        verbose_name_plural = _("图片")
        indexes = [
            models.Index(
                fields=["id"],
                name="picture_waiting",
                condition=models.Q(processing=PictureState.WAITING),
            )
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.get_processing_display()}"

    @property
    def is_ready(self) -> bool:
        """Whether the re-encoded picture can be shown."""
        return self.processing == PictureState.READY
