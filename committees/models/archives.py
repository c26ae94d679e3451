"""The archives of deliberation (§39): what was filed, how long it is kept, where it lies."""

import secrets

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from portal.kernel import clock


def archive_path(instance, filename: str) -> str:
    """Where a filed PDF lies: a random name in a folder of 256."""
    token = secrets.token_hex(16)
    return f"archives/{token[:2]}/{token}.pdf"


class ArchiveClass(models.TextChoices):
    """What is filed; the values are the keys of the periods in the rules."""

    MINUTES = "minutes", _("会议记录")
    RESOLUTION = "resolution", _("决议")
    ELECTION = "election", _("选举材料")
    HANDOVER = "handover", _("移交清单")
    MATTER = "matter", _("四议两公开")
    CONSULTATION = "consultation", _("协商")
    DEMAND = "demand", _("联名要求")
    COVENANT = "covenant", _("公约章程")
    APPRAISAL = "appraisal", _("民主评议")
    SEALED = "sealed", _("密封投票")
    DISCLOSURE = "disclosure", _("居务公开")
    CORRECTION = "correction", _("责令改正")


class ArchiveItem(models.Model):
    """One paper on file, made when its affair has come to an end; never removed.

    keep_until   None = for good; afterwards its worth is judged anew, by people
    fingerprint  SHA-256 of the words where they are frozen
    file         the paper as PDF as it stood when it was filed, with its size and SHA-256: the
                 file goes with the destruction, the fingerprint stays
    paper_place  where the signed paper lies: cabinet, box, folder
    destroyed_on the day two people judged that the paper need not be kept; the row stays
    """

    subject_type = "archive"

    community = models.ForeignKey("portal.Division", models.PROTECT, related_name="+")
    archive_class = models.CharField(_("类别"), max_length=12, choices=ArchiveClass)
    subject_id = models.BigIntegerField()
    reference = models.CharField(_("编号"), max_length=24)
    title = models.CharField(_("题名"), max_length=120)
    dated_on = models.DateField(_("日期"))
    keep_until = models.DateField(_("保管期限"), null=True, blank=True)
    fingerprint = models.CharField(max_length=64, blank=True)
    file = models.FileField(upload_to=archive_path, blank=True, editable=False)
    size = models.PositiveIntegerField(null=True, editable=False)
    sha256 = models.CharField(max_length=64, blank=True, editable=False)
    bound_at = models.DateTimeField(null=True, editable=False)
    paper_place = models.CharField(_("纸质存放"), max_length=60, blank=True)
    destroyed_on = models.DateField(_("销毁日期"), null=True, blank=True, editable=False)
    filed_at = models.DateTimeField(default=clock.now, editable=False)
    filed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", db_index=False
    )

    class Meta:
        verbose_name = _("档案")
        verbose_name_plural = _("档案")
        constraints = [
            models.UniqueConstraint(fields=["archive_class", "subject_id"], name="archive_once"),
            models.CheckConstraint(
                name="archive_bound_whole",
                condition=Q(bound_at__isnull=True, sha256="", size__isnull=True)
                | Q(bound_at__isnull=False, size__isnull=False) & ~Q(sha256=""),
            ),
        ]
        indexes = [
            models.Index(fields=["community", "-dated_on", "-id"], name="archive_place"),
            models.Index(fields=["id"], name="archive_unbound", condition=Q(bound_at__isnull=True)),
        ]

    def __str__(self) -> str:
        return f"{self.reference} {self.title}"

    @property
    def is_due(self) -> bool:
        """Whether its time is over and somebody has to judge its worth."""
        is_over = self.keep_until is not None and clock.today() >= self.keep_until
        return is_over and self.destroyed_on is None


class ArchiveJudgement(models.Model):
    """What becomes of a paper whose time is over (鉴定): one person proposes, another decides.

    until  the new end of keeping; empty = destroy
    """

    item = models.ForeignKey(ArchiveItem, models.PROTECT, related_name="judgements")
    until = models.DateField(_("延长到"), null=True, blank=True)
    reason = models.CharField(_("鉴定意见"), max_length=300)
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False
    )
    created_at = models.DateTimeField(default=clock.now, editable=False)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", db_index=False
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    is_agreed = models.BooleanField(null=True)

    class Meta:
        verbose_name = _("档案鉴定")
        verbose_name_plural = _("档案鉴定")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["item"], condition=Q(decided_at__isnull=True), name="judgement_one_open"
            ),
            models.CheckConstraint(
                name="judgement_by_two",
                condition=Q(decided_by__isnull=True) | ~Q(decided_by=F("proposed_by")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.item} · {self.until or '—'}"
