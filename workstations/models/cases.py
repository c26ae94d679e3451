"""Supervision cases (DOMAIN d): one matter, who is concerned, what was found, what to put right.

Who complained, and in which words, stands in a table of its own (:class:`CaseComplaint`), which
no list, timeline, notice or export ever joins: only the officer who has the case opens it.
"""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from portal.kernel import clock
from portal.kernel.deadlines import Reading
from portal.kernel.references import reference_format
from portal.models.subjects import Subject, SubjectQuerySet
from workstations.workflows.cases import CASE, OPEN_CASES, CaseStatus


def person(**more) -> models.ForeignKey:
    """A person who did something here."""
    return models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False, **more
    )


class CaseSource(models.TextChoices):
    """Where a case comes from."""

    COMPLAINT = "complaint", _("群众举报")
    AUDIT = "audit", _("审计")
    INSPECTION = "inspection", _("检查")
    HOTLINE = "hotline", _("热线")
    OVERDUE = "overdue", _("超期上报")


class CaseBody(models.TextChoices):
    """Whose conduct it is about."""

    STATION = "station", _("社工站")
    COMMITTEE = "committee", _("居委会")
    SUBDISTRICT = "subdistrict", _("街道办事处")


class CaseLevel(models.TextChoices):
    """Who has it: the sub-district in its place, or the district."""

    SUBDISTRICT = "subdistrict", _("街道")
    DISTRICT = "district", _("区")


class SupervisionCase(Subject):
    """One case.

    title      the matter in neutral words: the other side reads them
    notice     what the other side is told, written by the officer; never the complaint
    order      the urging (督办) it grew from, if it did; ``continues`` the case handed up
    handler    the one officer who has it; None until it is accepted, or when it waits for another
    due_at     when the present step runs out; ``clock_from`` when it began
    """

    subject_type = "supervision_case"
    workflow = CASE
    get_status_display = Subject.status_name

    status = models.CharField(_("状态"), max_length=24, choices=CaseStatus, editable=False)
    source = models.CharField(_("来源"), max_length=10, choices=CaseSource)
    body = models.CharField(_("被反映的单位"), max_length=11, choices=CaseBody)
    level = models.CharField(_("办理层级"), max_length=11, choices=CaseLevel, editable=False)
    title = models.CharField(_("案由"), max_length=80)
    summary = models.TextField(_("线索摘要"), max_length=2000, blank=True)
    notice = models.TextField(_("告知内容"), max_length=2000, blank=True)
    explanation = models.TextField(_("说明"), max_length=2000, blank=True)
    is_upheld = models.BooleanField(null=True, blank=True, editable=False)
    order = models.ForeignKey(
        "workstations.SupervisionOrder", models.PROTECT, null=True, blank=True, related_name="cases"
    )
    inspection = models.ForeignKey(
        "workstations.Inspection", models.PROTECT, null=True, blank=True, related_name="cases"
    )
    continues = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="continued_by"
    )
    opened_by = person(null=True)
    handler = person(null=True)
    explained_by = person(null=True)
    explained_at = models.DateTimeField(null=True, blank=True, editable=False)
    clock_from = models.DateTimeField(default=clock.now, editable=False)
    due_at = models.DateTimeField(_("期限"), null=True, blank=True, editable=False)
    submit_key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)

    objects = SubjectQuerySet.as_manager()

    class Meta:
        verbose_name = _("监督案件")
        verbose_name_plural = _("监督案件")
        indexes = [
            models.Index(fields=["community", "-id"], name="case_community"),
            models.Index(fields=["subdistrict", "-id"], name="case_subdistrict"),
            models.Index(fields=["district", "-id"], name="case_district"),
        ]
        constraints = [
            models.CheckConstraint(
                name="case_finding_before_closing",
                condition=~Q(status__in=["findings", "rectifying", "checked", "closed"])
                | Q(is_upheld__isnull=False),
            ),
            models.UniqueConstraint(
                fields=["order"],
                condition=Q(order__isnull=False) & Q(status__in=sorted(OPEN_CASES)),
                name="case_one_open_per_order",
            ),
        ]

    def __str__(self) -> str:
        return self.reference

    @property
    def reference(self) -> str:
        """``CAS-2026-000003``."""
        return reference_format("CAS", self.created_at.year, self.pk or 0)

    @property
    def is_open(self) -> bool:
        """Whether somebody still has to do something."""
        return self.status in OPEN_CASES

    @property
    def clock_reading(self) -> Reading | None:
        """The clock of the present step while somebody has to take it."""
        runs = self.is_open and self.due_at is not None
        return Reading(self.clock_from, self.due_at) if runs else None

    @property
    def alert(self) -> str:
        """How the clock stands: none, ok, yellow (a fifth of the time left), red (overdue), or
        escalated (half as long again overdue); DOMAIN d."""
        reading = self.clock_reading
        return (reading.level_at(clock.now()) or "ok") if reading else "none"

    @cached_property
    def party_rows(self) -> list[tuple[int, str]]:
        """(user id, kind) of everybody who is concerned."""
        return [(row.user_id, row.kind) for row in self.parties.all()]

    @cached_property
    def complainant_id(self) -> int | None:
        """Who complained, for the one question whether the reader has an interest."""
        return (
            CaseComplaint.objects.filter(case=self.pk).values_list("complainant", flat=True).first()
        )

    @cached_property
    def rectification(self) -> "RectificationOrder":
        """The order to put it right."""
        return RectificationOrder.objects.get(case=self.pk)


class CaseComplaint(models.Model):
    """Who complained, and in which words: read by the officer who has the case, and no one else."""

    case = models.OneToOneField(SupervisionCase, models.PROTECT, related_name="+")
    complainant = person(null=True)
    text = models.TextField(_("举报内容"), max_length=2000)
    entered_by = person(null=True)
    made_at = models.DateTimeField(default=clock.now, editable=False)

    class Meta:
        verbose_name = _("举报")
        verbose_name_plural = _("举报")
        indexes = [models.Index(fields=["complainant"], name="complaint_by")]

    def __str__(self) -> str:
        return f"#{self.case_id}"


class PartyKind(models.TextChoices):
    """How somebody is concerned."""

    ACCUSED = "accused", _("被反映人")
    ACTED = "acted", _("经办过这件事")
    RECUSED = "recused", _("已回避")


class CaseParty(models.Model):
    """Somebody who is concerned, and therefore neither reads nor handles the case."""

    case = models.ForeignKey(SupervisionCase, models.CASCADE, related_name="parties")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=7, choices=PartyKind)
    since = models.DateTimeField(default=clock.now)

    class Meta:
        verbose_name = _("当事人")
        verbose_name_plural = _("当事人")
        constraints = [
            models.UniqueConstraint(fields=["case", "user", "kind"], name="case_party_once")
        ]

    def __str__(self) -> str:
        return f"#{self.case_id} {self.kind}"


class NoteKind(models.TextChoices):
    """What is said beside the steps."""

    NOTE = "note", _("办案记录")
    DIRECTION = "direction", _("督导意见")
    QUESTION = "question", _("居务监督委员会询问")
    LOOK = "look", _("居务监督委员会察看")


class CaseNote(models.Model):
    """Words about a case by those who handle, direct or oversee it. Never changed."""

    case = models.ForeignKey(SupervisionCase, models.CASCADE, related_name="notes")
    kind = models.CharField(max_length=9, choices=NoteKind)
    author = person()
    text = models.TextField(_("内容"), max_length=1000)
    made_at = models.DateTimeField(default=clock.now, editable=False)
    submit_key = models.UUIDField(unique=True, editable=False)

    class Meta:
        verbose_name = _("案件记录")
        verbose_name_plural = _("案件记录")
        ordering = ["id"]

    def __str__(self) -> str:
        return f"#{self.case_id} {self.kind}"


class CaseFinding(models.Model):
    """What was found, on which ground: upheld or not. One for a case."""

    case = models.OneToOneField(SupervisionCase, models.PROTECT, related_name="finding")
    is_upheld = models.BooleanField(_("属实"))
    text = models.TextField(_("认定意见"), max_length=2000)
    basis = models.CharField(_("依据"), max_length=300)
    found_by = person()
    made_at = models.DateTimeField(default=clock.now, editable=False)

    class Meta:
        verbose_name = _("认定意见")
        verbose_name_plural = _("认定意见")

    def __str__(self) -> str:
        return f"#{self.case_id}"


class RectificationOrder(models.Model):
    """What has to be put right by when, and what was reported."""

    case = models.OneToOneField(SupervisionCase, models.PROTECT, related_name="+")
    title = models.CharField(_("整改事项"), max_length=80)
    text = models.TextField(_("整改要求"), max_length=300)
    due_on = models.DateField(_("整改期限"))
    ordered_by = person()
    made_at = models.DateTimeField(default=clock.now, editable=False)
    report = models.TextField(_("整改结果"), max_length=2000, blank=True)
    reported_by = person(null=True)
    reported_at = models.DateTimeField(null=True, blank=True)
    rounds = models.PositiveSmallIntegerField(default=0, editable=False)

    class Meta:
        verbose_name = _("责令整改")
        verbose_name_plural = _("责令整改")
        constraints = [
            models.CheckConstraint(
                name="rectification_not_reported_by_its_author",
                condition=Q(reported_by__isnull=True) | ~Q(reported_by=F("ordered_by")),
            )
        ]

    def __str__(self) -> str:
        return self.title
