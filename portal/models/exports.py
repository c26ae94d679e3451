"""Long work that a person asked for: shown with progress, can be left and found again."""

import secrets

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.kernel import clock


def export_path(instance, filename: str) -> str:
    """A random name under ``exports/``."""
    return f"exports/{secrets.token_hex(16)}"


class ExportState(models.TextChoices):
    """How far the work has come."""

    WAITING = "waiting", _("排队中")
    RUNNING = "running", _("生成中")
    READY = "ready", _("可下载")
    FAILED = "failed", _("未能生成")


class Export(models.Model):
    """A file in the making: ``kind`` names its maker, ``params`` what was asked."""

    kind = models.CharField(max_length=40)
    params = models.JSONField(default=dict)
    title = models.CharField(max_length=120)
    progress_state = models.CharField(
        max_length=8, choices=ExportState, default=ExportState.WAITING
    )
    percent = models.PositiveSmallIntegerField(default=0)
    file = models.FileField(upload_to=export_path, blank=True)
    filename = models.CharField(max_length=120)
    sha256 = models.CharField(max_length=64, blank=True)
    requested_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="exports"
    )
    attempts = models.PositiveSmallIntegerField(default=0)
    lease_until = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(default=clock.now)

    class Meta:
        verbose_name = _("导出")
        verbose_name_plural = _("导出")
        ordering = ["-id"]

    def __str__(self) -> str:
        return self.title

    @property
    def ending(self) -> str:
        """What kind of file it is, as its reader names it."""
        return self.filename.rpartition(".")[2].upper()
