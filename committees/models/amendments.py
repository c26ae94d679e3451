"""Changes to a motion that is being debated: put to the vote before the motion itself."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.kernel import clock


class AmendmentOutcome(models.TextChoices):
    """What became of it; "" = not decided."""

    ADOPTED = "adopted", _("采纳")
    REJECTED = "rejected", _("未采纳")
    WITHDRAWN = "withdrawn", _("已撤回")


class Amendment(models.Model):
    """A motion's text as somebody would rather have it."""

    motion = models.ForeignKey("committees.Motion", models.PROTECT, related_name="amendments")
    text = models.TextField(_("修改后的内容"), max_length=4000)
    reason = models.CharField(_("修改的理由"), max_length=400, blank=True)
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False
    )
    outcome = models.CharField(max_length=10, choices=AmendmentOutcome, blank=True, editable=False)
    created_at = models.DateTimeField(default=clock.now, editable=False)
    submit_key = models.UUIDField(unique=True, editable=False)

    class Meta:
        verbose_name = _("修正案")
        verbose_name_plural = _("修正案")
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.motion}: {self.text[:30]}"
