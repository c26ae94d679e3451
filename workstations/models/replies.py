"""Wordings for replies that are written once: a station's own, or a sub-district's for all."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from portal.kernel import clock
from portal.models.subjects import Subject


class ReplyTemplate(models.Model):
    """One wording, with placeholders that a task fills. ``community`` null: every station of the
    sub-district may use it. ``category`` null: it fits every kind of affair."""

    subject_type = "reply_template"
    division_chain = Subject.division_chain

    community = models.ForeignKey(
        "portal.Division", models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    subdistrict = models.ForeignKey(
        "portal.Division", models.PROTECT, related_name="+", db_index=False
    )
    district = models.ForeignKey(
        "portal.Division", models.PROTECT, related_name="+", db_index=False
    )
    category = models.ForeignKey(
        "resident_affairs.Category", models.PROTECT, null=True, blank=True, related_name="+"
    )
    title = models.CharField(_("名称"), max_length=40)
    text = models.TextField(_("用语"), max_length=500)
    is_active = models.BooleanField(_("启用"), default=True)
    version = models.PositiveIntegerField(default=1, editable=False)
    created_at = models.DateTimeField(default=clock.now, editable=False)

    class Meta:
        verbose_name = _("答复用语")
        verbose_name_plural = _("答复用语")
        constraints = [
            models.UniqueConstraint(
                fields=["community", "title"],
                condition=Q(community__isnull=False),
                name="reply_title_once_a_station",
            ),
            models.UniqueConstraint(
                fields=["subdistrict", "title"],
                condition=Q(community__isnull=True),
                name="reply_title_once_a_subdistrict",
            ),
        ]
        indexes = [models.Index(fields=["subdistrict", "community"], name="reply_place")]

    def __str__(self) -> str:
        return self.title
