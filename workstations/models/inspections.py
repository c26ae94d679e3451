"""Inspections: somebody from above goes and looks, line by line, and writes down what they saw."""

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.kernel import clock
from portal.kernel.references import reference_format
from portal.models.divisions import Level


class Inspection(models.Model):
    """One visit. Written once; what was wrong may become a case."""

    subject_type = "inspection"

    community = models.ForeignKey("portal.Division", models.PROTECT, related_name="+")
    subdistrict = models.ForeignKey("portal.Division", models.PROTECT, related_name="+")
    district = models.ForeignKey("portal.Division", models.PROTECT, related_name="+")
    title = models.CharField(_("检查什么"), max_length=80)
    visited_on = models.DateField(_("到场日期"))
    summary = models.TextField(_("总的情况"), max_length=1000)
    inspected_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False
    )
    created_at = models.DateTimeField(default=clock.now, editable=False)
    submit_key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)

    class Meta:
        verbose_name = _("检查")
        verbose_name_plural = _("检查")

    def __str__(self) -> str:
        return self.reference

    @property
    def reference(self) -> str:
        """``INS-2026-000004``."""
        return reference_format("INS", self.created_at.year, self.pk or 0)

    @property
    def division_chain(self) -> dict[Level, int | None]:
        """Level → id of the division there."""
        return {
            Level.GROUP: None,
            Level.COMMUNITY: self.community_id,
            Level.SUBDISTRICT: self.subdistrict_id,
            Level.DISTRICT: self.district_id,
        }


class LineResult(models.TextChoices):
    """How a line came out."""

    GOOD = "good", _("符合")
    BAD = "bad", _("有问题")
    SKIPPED = "skipped", _("没有查")


class InspectionLine(models.Model):
    """One line of the checklist."""

    inspection = models.ForeignKey(Inspection, models.CASCADE, related_name="lines")
    position = models.PositiveSmallIntegerField()
    item = models.CharField(_("查什么"), max_length=120)
    result = models.CharField(_("结果"), max_length=7, choices=LineResult)
    note = models.CharField(_("看到什么"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("检查项")
        verbose_name_plural = _("检查项")
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["inspection", "position"], name="inspection_line_once")
        ]

    def __str__(self) -> str:
        return self.item
