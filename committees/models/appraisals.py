"""The yearly appraisal of the members (民主评议, §37), its count sheets, and the yearly reports."""

import uuid

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from committees.workflows.appraisals import APPRAISAL, AppraisalStatus
from portal.kernel import clock
from portal.kernel.references import reference_format
from portal.models.subjects import Subject, SubjectQuerySet

MOST = 100_000


class AppraisalBody(models.TextChoices):
    """Which meeting appraises; the names are topics of the rule sets."""

    RESIDENTS = "residents_meeting", _("居民会议")
    REPRESENTATIVES = "reps_meeting", _("居民代表会议")


class Grade(models.TextChoices):
    """What came of it for one person."""

    COMPETENT = "competent", _("称职")
    BASIC = "basic", _("基本称职")
    INCOMPETENT = "incompetent", _("不称职")
    NONE = "none", _("没有有效票")


def _person(**more) -> models.ForeignKey:
    return models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False, **more
    )


class Appraisal(Subject):
    """One year's appraisal. Rules, list and numbers are frozen when it opens; ``result`` when
    two count sheets agree."""

    subject_type = "appraisal"
    workflow = APPRAISAL
    get_status_display = Subject.status_name

    status = models.CharField(_("状态"), max_length=24, choices=AppraisalStatus, editable=False)
    committee = models.ForeignKey("committees.Committee", models.PROTECT, related_name="appraisals")
    year = models.PositiveSmallIntegerField(
        _("年度"), validators=[MinValueValidator(2000), MaxValueValidator(2200)]
    )
    body = models.CharField(_("由谁评议"), max_length=20, choices=AppraisalBody)
    held_on = models.DateField(_("开会日期"))
    eligible = models.PositiveIntegerField(_("应到人数"), default=0)
    present = models.PositiveIntegerField(_("到会人数"), default=0)
    issued = models.PositiveIntegerField(_("发出选票"), default=0)
    opened_at = models.DateTimeField(null=True, blank=True, editable=False)
    published_at = models.DateTimeField(_("公布时间"), null=True, blank=True, editable=False)
    rules = models.JSONField(default=dict, blank=True, editable=False)
    result = models.JSONField(default=dict, blank=True, editable=False)
    hosted_by = _person()
    submit_key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)

    objects = SubjectQuerySet.as_manager()

    class Meta:
        verbose_name = _("民主评议")
        verbose_name_plural = _("民主评议")
        indexes = [models.Index(fields=["community", "-year"], name="appraisal_place")]
        constraints = [
            models.UniqueConstraint(
                fields=["committee", "year"],
                condition=~Q(status=AppraisalStatus.CANCELLED),
                name="appraisal_once_a_year",
            ),
            models.CheckConstraint(
                name="appraisal_numbers_fit",
                condition=Q(present__lte=F("eligible"), issued__lte=F("present")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.reference} {self.title}"

    @property
    def title(self) -> str:
        """What it is called; its committee must be loaded."""
        words = _("%(year)d 年度%(committee)s成员民主评议")
        return str(words) % {"year": self.year, "committee": self.committee.name}

    @property
    def reference(self) -> str:
        """``APP-2026-000007``."""
        return reference_format("APP", self.created_at.year, self.pk or 0)

    @property
    def hand(self) -> str:
        """In whose hand it is, for its colour."""
        over = {AppraisalStatus.PUBLISHED, AppraisalStatus.CANCELLED}
        return "calm" if self.status in over else "deliberation"


class AppraisalLine(models.Model):
    """One person who is appraised; ``result`` is written once, at publication."""

    appraisal = models.ForeignKey(Appraisal, models.PROTECT, related_name="lines")
    membership = models.ForeignKey(
        "committees.Membership", models.PROTECT, related_name="appraisal_lines"
    )
    grade = models.CharField(_("结果"), max_length=12, choices=Grade, blank=True)
    result = models.JSONField(default=dict, blank=True)
    ends_mandate = models.BooleanField(_("职务终止"), default=False)

    class Meta:
        verbose_name = _("被评议人")
        verbose_name_plural = _("被评议人")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["appraisal", "membership"], name="appraisal_line_once")
        ]

    def __str__(self) -> str:
        return f"#{self.pk}"


class Side(models.TextChoices):
    """The two who count."""

    FIRST = "first", _("第一人")
    SECOND = "second", _("第二人")


class AppraisalSheet(models.Model):
    """One person's count of all the ballots; never changed: a correction is a newer sheet.
    ``counts`` is {id of the line: [称职, 基本称职, 不称职, 无效]}."""

    appraisal = models.ForeignKey(Appraisal, models.PROTECT, related_name="sheets")
    side = models.CharField(max_length=6, choices=Side)
    number = models.PositiveSmallIntegerField()
    collected = models.PositiveIntegerField(_("收回选票"))
    counts = models.JSONField()
    entered_by = _person()
    entered_at = models.DateTimeField(default=clock.now, editable=False)

    class Meta:
        verbose_name = _("计票单")
        verbose_name_plural = _("计票单")
        constraints = [
            models.UniqueConstraint(
                fields=["appraisal", "side", "number"], name="appraisal_sheet_once"
            )
        ]

    def __str__(self) -> str:
        return f"#{self.appraisal_id}/{self.side}/{self.number}"


class YearlyReport(models.Model):
    """What the committee, or one member, says of the year; published once for all, a correction
    is the next ``number``."""

    subject_type = "yearly_report"

    community = models.ForeignKey("portal.Division", models.PROTECT, related_name="+")
    committee = models.ForeignKey("committees.Committee", models.PROTECT, related_name="reports")
    membership = models.ForeignKey(
        "committees.Membership", models.PROTECT, null=True, blank=True, related_name="reports"
    )
    year = models.PositiveSmallIntegerField(_("年度"))
    number = models.PositiveSmallIntegerField(default=1)
    text = models.TextField(_("报告"), max_length=20000)
    text_hash = models.CharField(max_length=64, editable=False)
    published_by = _person()
    published_at = models.DateTimeField(default=clock.now, editable=False)
    submit_key = models.UUIDField(unique=True, editable=False)

    class Meta:
        verbose_name = _("年度工作报告")
        verbose_name_plural = _("年度工作报告")
        indexes = [models.Index(fields=["community", "-year"], name="yearly_report_place")]
        constraints = [
            models.UniqueConstraint(
                fields=["committee", "year", "membership", "number"],
                name="yearly_report_of_member_once",
            ),
            models.UniqueConstraint(
                fields=["committee", "year", "number"],
                condition=Q(membership__isnull=True),
                name="yearly_report_of_committee_once",
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.pk}"

    @property
    def title(self) -> str:
        """Whose report of which year; committee and member must be loaded."""
        if self.membership_id:
            words = _("%(name)s %(year)d 年度述职报告")
            return str(words) % {"name": self.membership.user.name, "year": self.year}
        words = _("%(name)s %(year)d 年度工作报告")
        return str(words) % {"name": self.committee.name, "year": self.year}
