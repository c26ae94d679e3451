"""Major matters by 四议两公开: six steps, each with its document."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from committees.workflows.matters import MATTER, MatterStatus
from portal.kernel import clock
from portal.kernel.references import reference_format
from portal.models.subjects import Subject, SubjectQuerySet


class MajorMatter(Subject):
    """One major matter; public from its first step."""

    subject_type = "major_matter"
    workflow = MATTER
    get_status_display = Subject.status_name

    status = models.CharField(_("状态"), max_length=24, choices=MatterStatus, editable=False)
    title = models.CharField(_("标题"), max_length=60)
    motion = models.ForeignKey(
        "committees.Motion", models.PROTECT, null=True, blank=True, related_name="major_matters"
    )
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False
    )
    submit_key = models.UUIDField(unique=True, editable=False)

    objects = SubjectQuerySet.as_manager()

    class Meta:
        verbose_name = _("重大事项")
        verbose_name_plural = _("重大事项")
        indexes = [models.Index(fields=["community", "-id"], name="matter_place")]

    def __str__(self) -> str:
        return f"{self.reference} {self.title}"

    @property
    def reference(self) -> str:
        """``MAJ-2026-000007``."""
        return reference_format("MAJ", self.created_at.year, self.pk or 0)

    @property
    def hand(self) -> str:
        """In whose hand it is, for its colour."""
        over = {MatterStatus.RESULT_PUBLIC, MatterStatus.DROPPED}
        return "calm" if self.status in over else "deliberation"


class MatterDocument(models.Model):
    """What one step left behind; never changed, one a step."""

    matter = models.ForeignKey(MajorMatter, models.PROTECT, related_name="documents")
    step = models.CharField(max_length=24)
    held_on = models.DateField(_("日期"))
    text = models.TextField(_("记录"), max_length=4000)
    picture = models.ForeignKey(
        "portal.Picture", models.PROTECT, null=True, blank=True, related_name="matter_documents"
    )
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False
    )
    recorded_at = models.DateTimeField(default=clock.now, editable=False)

    class Meta:
        verbose_name = _("重大事项的文件")
        verbose_name_plural = _("重大事项的文件")
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["matter", "step"], name="matter_step_once")]

    def __str__(self) -> str:
        return f"#{self.matter_id} {self.step}"
