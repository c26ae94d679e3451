"""The residents' covenant and the charter of self-government, version by version (§31)."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from committees.workflows.covenants import COVENANT, IN_FORCE, CovenantStatus
from portal.kernel import clock
from portal.kernel.references import reference_format
from portal.models.subjects import Subject, SubjectQuerySet


class CovenantKind(models.TextChoices):
    """Which of the two documents."""

    COVENANT = "covenant", _("居民公约")
    CHARTER = "charter", _("居民自治章程")


class CovenantQuerySet(SubjectQuerySet):
    """Versions by publicity and force."""

    def adopted(self):
        """Those that a meeting passed: public for good."""
        return self.filter(number__isnull=False)

    def in_force(self):
        """The text that residents live by."""
        return self.filter(status__in=IN_FORCE)


class CovenantVersion(Subject):
    """One version. Title and text are frozen once ``number`` stands; ``text_hash`` is their
    SHA-256, ``resolution`` the meeting's decision, ``file_by`` the last day to file it."""

    subject_type = "covenant"
    workflow = COVENANT
    get_status_display = Subject.status_name

    status = models.CharField(_("状态"), max_length=24, choices=CovenantStatus, editable=False)
    kind = models.CharField(_("文件"), max_length=8, choices=CovenantKind)
    number = models.PositiveSmallIntegerField(_("第几版"), null=True, blank=True, editable=False)
    title = models.CharField(_("标题"), max_length=60)
    text = models.TextField(_("全文"), max_length=20000)
    reason = models.TextField(_("说明"), max_length=1000, blank=True)
    text_hash = models.CharField(max_length=64, blank=True, editable=False)
    resolution = models.OneToOneField(
        "committees.Resolution", models.PROTECT, null=True, blank=True, related_name="covenant"
    )
    adopted_on = models.DateField(_("通过日期"), null=True, blank=True, editable=False)
    file_by = models.DateField(_("报备案期限"), null=True, blank=True, editable=False)
    submitted_at = models.DateTimeField(_("报送时间"), null=True, blank=True, editable=False)
    filed_at = models.DateTimeField(_("备案时间"), null=True, blank=True, editable=False)
    rules = models.JSONField(default=dict, blank=True, editable=False)
    drafted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False
    )
    submit_key = models.UUIDField(unique=True, editable=False)

    objects = CovenantQuerySet.as_manager()

    class Meta:
        verbose_name = _("公约和章程")
        verbose_name_plural = _("公约和章程")
        indexes = [models.Index(fields=["community", "kind", "-number"], name="covenant_place")]
        constraints = [
            models.UniqueConstraint(
                fields=["community", "kind", "number"], name="covenant_number_once"
            ),
            models.UniqueConstraint(
                fields=["community", "kind"],
                condition=Q(status=CovenantStatus.DRAFT),
                name="covenant_one_draft",
            ),
            models.UniqueConstraint(
                fields=["community", "kind"],
                condition=Q(status__in=IN_FORCE),
                name="covenant_one_in_force",
            ),
            models.CheckConstraint(
                name="covenant_adopted_by_a_meeting",
                condition=Q(number__isnull=True)
                | Q(resolution__isnull=False, adopted_on__isnull=False, file_by__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.reference} {self.title}"

    @property
    def reference(self) -> str:
        """``COV-2026-000007``."""
        return reference_format("COV", self.created_at.year, self.pk or 0)

    @property
    def hand(self) -> str:
        """In whose hand it is, for its colour."""
        waiting = {CovenantStatus.DRAFT, CovenantStatus.ADOPTED, CovenantStatus.ORDERED}
        return "deliberation" if self.status in waiting else "calm"

    @property
    def is_in_force(self) -> bool:
        """Whether residents live by it today."""
        return self.status in IN_FORCE

    @property
    def is_overdue(self) -> bool:
        """Adopted, and not filed in time."""
        return self.status == CovenantStatus.ADOPTED and clock.today() > self.file_by
