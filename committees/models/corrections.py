"""What the sub-district may say to a committee: guidance without obligation, and an order to
correct on a ground of the law. Neither touches a committee's text."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from committees.models.covenants import CovenantVersion
from committees.models.resolutions import Resolution
from committees.workflows.corrections import (
    CORRECTION,
    GUIDANCE,
    OPEN,
    CorrectionStatus,
    GuidanceStatus,
)
from portal.kernel import clock
from portal.kernel.references import reference_format
from portal.models.subjects import Subject, SubjectQuerySet
from resident_affairs.models import Issue


def _person(**more) -> models.ForeignKey:
    return models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False, **more
    )


class GuidanceNote(Subject):
    """Advice to one committee, public; the committee may answer or not."""

    subject_type = "guidance"
    workflow = GUIDANCE
    get_status_display = Subject.status_name

    status = models.CharField(_("状态"), max_length=24, choices=GuidanceStatus, editable=False)
    title = models.CharField(_("标题"), max_length=60)
    text = models.TextField(_("内容"), max_length=4000)
    given_by = _person()
    answer = models.TextField(_("答复"), max_length=4000, blank=True)
    answered_by = _person(null=True, blank=True)
    answered_at = models.DateTimeField(_("答复时间"), null=True, blank=True, editable=False)
    submit_key = models.UUIDField(unique=True, editable=False)

    objects = SubjectQuerySet.as_manager()

    class Meta:
        verbose_name = _("指导意见")
        verbose_name_plural = _("指导意见")
        indexes = [models.Index(fields=["community", "status", "-id"], name="guidance_place")]

    def __str__(self) -> str:
        return f"{self.reference} {self.title}"

    @property
    def reference(self) -> str:
        """``GUI-2026-000007``."""
        return reference_format("GUI", self.created_at.year, self.pk or 0)

    @property
    def hand(self) -> str:
        """In whose hand it is: nobody has to act."""
        return "calm"


class CorrectionOrder(Subject):
    """An order to correct one version or one resolution, by the article the law gives for it.

    target_state  the version's state when it was ordered, to which a withdrawn order leaves it
    target_hash   the fingerprint of the text that was objected to
    """

    subject_type = "correction"
    workflow = CORRECTION
    get_status_display = Subject.status_name

    status = models.CharField(_("状态"), max_length=24, choices=CorrectionStatus, editable=False)
    covenant = models.ForeignKey(
        CovenantVersion, models.PROTECT, null=True, related_name="corrections"
    )
    resolution = models.ForeignKey(
        "committees.Resolution", models.PROTECT, null=True, related_name="corrections"
    )
    article = models.CharField(_("法律依据"), max_length=24)
    reason = models.TextField(_("理由"), max_length=4000)
    days = models.PositiveSmallIntegerField(_("期限（天）"))
    due_on = models.DateField(_("答复期限"))
    given_by = _person()
    rules = models.JSONField(default=dict, editable=False)
    target_state = models.CharField(max_length=24, editable=False)
    target_hash = models.CharField(max_length=64, editable=False)
    answer = models.TextField(_("居委会的答复"), max_length=4000, blank=True)
    answered_at = models.DateTimeField(_("答复时间"), null=True, blank=True, editable=False)
    new_covenant = models.ForeignKey(
        "committees.CovenantVersion", models.PROTECT, null=True, blank=True, related_name="+"
    )
    new_resolution = models.ForeignKey(
        "committees.Resolution", models.PROTECT, null=True, blank=True, related_name="+"
    )
    ruling = models.TextField(_("裁定"), max_length=4000, blank=True)
    ruled_at = models.DateTimeField(_("裁定时间"), null=True, blank=True, editable=False)
    submit_key = models.UUIDField(unique=True, editable=False)

    objects = SubjectQuerySet.as_manager()

    class Meta:
        verbose_name = _("责令改正")
        verbose_name_plural = _("责令改正")
        indexes = [models.Index(fields=["community", "status", "-id"], name="correction_place")]
        constraints = [
            models.CheckConstraint(
                name="correction_of_one_thing",
                condition=Q(covenant__isnull=False, resolution__isnull=True)
                | Q(covenant__isnull=True, resolution__isnull=False),
            ),
            models.CheckConstraint(
                name="correction_has_a_ground", condition=~Q(article="") & ~Q(reason="")
            ),
            models.UniqueConstraint(
                fields=["covenant"],
                condition=Q(status__in=OPEN),
                name="correction_one_open_of_covenant",
            ),
            models.UniqueConstraint(
                fields=["resolution"],
                condition=Q(status__in=OPEN),
                name="correction_one_open_of_resolution",
            ),
        ]

    def locked_first(self) -> list[models.QuerySet]:
        """What it objects to, and the issue behind that."""
        if self.resolution_id is None:
            return [CovenantVersion.objects.filter(pk=self.covenant_id)]
        rows = Resolution.objects.filter(pk=self.resolution_id)
        return [Issue.objects.filter(motions__resolution__in=rows), rows]

    def __str__(self) -> str:
        return f"{self.reference} {self.target.title}"

    @property
    def reference(self) -> str:
        """``COR-2026-000007``."""
        return reference_format("COR", self.created_at.year, self.pk or 0)

    @property
    def target(self):
        """What it objects to."""
        return self.covenant or self.resolution

    @property
    def is_open(self) -> bool:
        """Whether it still waits for an end."""
        return self.status in OPEN

    @property
    def waits_for_committee(self) -> bool:
        """Whether the committee's clock runs."""
        return self.status in (CorrectionStatus.GIVEN, CorrectionStatus.UPHELD)

    @property
    def is_overdue(self) -> bool:
        """Past its day without an answer."""
        return self.waits_for_committee and clock.today() > self.due_on

    @property
    def hand(self) -> str:
        """In whose hand it is, for its colour."""
        return "deliberation" if self.waits_for_committee else "calm"
