"""The public board (居务公开, §34–35): entries by class, questions beside them, untruth."""

import uuid
from datetime import date, timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from committees.workflows.disclosures import (
    DISCLOSURE,
    QUESTION,
    UNTRUTH,
    DisclosureStatus,
    QuestionStatus,
    UntruthStatus,
)
from portal.kernel import clock
from portal.kernel.references import reference_format
from portal.models.subjects import Subject, SubjectQuerySet


class DisclosureClass(models.TextChoices):
    """The seven classes of §34."""

    DECISIONS = "decisions", _("会议决定及落实")
    MONEY = "money", _("政府拨款和捐赠")
    FACILITIES = "facilities", _("公共设施")
    SERVICES = "services", _("服务项目")
    CONSULTATIONS = "consultations", _("协商结果")
    ASSISTANCE = "assistance", _("协助政府的工作")
    OTHER = "other", _("其他")


FINDING = timedelta(days=30)
# What is accounted for every half-year, by the calendar.
ACCOUNTED = (DisclosureClass.MONEY, DisclosureClass.SERVICES)
SHOWN = (DisclosureStatus.PUBLISHED, DisclosureStatus.OFF_BOARD, DisclosureStatus.CORRECTED)


def _person(**more) -> models.ForeignKey:
    return models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False, **more
    )


class DisclosureEntry(Subject):
    """One entry on the board.

    amounts      [[label, fen], …] in whole fen
    half_year    "2026H1" when it is the account of a half-year
    sources      [[subject_type, id, reference], …]: tasks and accounts it rests on
    board_until  the first day on which it may leave the board; rules as frozen at publication
    replaces     the entry that this one corrects, with ``correction_reason``
    """

    subject_type = "disclosure"
    workflow = DISCLOSURE
    get_status_display = Subject.status_name

    status = models.CharField(_("状态"), max_length=24, choices=DisclosureStatus, editable=False)
    disclosure_class = models.CharField(_("类别"), max_length=14, choices=DisclosureClass)
    title = models.CharField(_("标题"), max_length=60)
    text = models.TextField(_("内容"), max_length=4000)
    amounts = models.JSONField(default=list, blank=True)
    half_year = models.CharField(_("哪个半年的账"), max_length=6, blank=True)
    resolution = models.ForeignKey(
        "committees.Resolution",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="disclosures",
        verbose_name=_("依据的决议"),
    )
    source = models.CharField(_("其他凭据"), max_length=120, blank=True)
    sources = models.JSONField(default=list, blank=True)
    replaces = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="corrections"
    )
    correction_reason = models.CharField(_("更正的原因"), max_length=200, blank=True)
    rules = models.JSONField(default=dict, editable=False)
    written_by = _person()
    published_by = _person(null=True)
    published_at = models.DateTimeField(null=True, blank=True, editable=False)
    board_until = models.DateField(null=True, blank=True, editable=False)
    submit_key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)

    objects = SubjectQuerySet.as_manager()

    class Meta:
        verbose_name = _("公示")
        verbose_name_plural = _("公示")
        indexes = [
            models.Index(fields=["community", "status", "-id"], name="disclosure_place"),
            models.Index(fields=["community", "disclosure_class", "-id"], name="disclosure_class"),
        ]
        constraints = [
            models.CheckConstraint(
                name="disclosure_published_by_another",
                condition=Q(published_by__isnull=True) | ~Q(published_by=models.F("written_by")),
            ),
            models.CheckConstraint(
                name="disclosure_correction_has_reason",
                condition=Q(replaces__isnull=True) | ~Q(correction_reason=""),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def reference(self) -> str:
        """``PUB-2026-000007``."""
        return reference_format("PUB", self.created_at.year, self.pk or 0)

    @property
    def hand(self) -> str:
        """In whose hand it is, for its colour."""
        return "deliberation" if self.status == DisclosureStatus.PUBLISHED else "calm"

    @property
    def is_shown(self) -> bool:
        """Whether everybody may read it: once published, for good."""
        return self.status in SHOWN


class DisclosureQuestion(Subject):
    """A resident's question beside an entry; who asked is never shown."""

    subject_type = "question"
    workflow = QUESTION
    get_status_display = Subject.status_name

    status = models.CharField(_("状态"), max_length=24, choices=QuestionStatus, editable=False)
    entry = models.ForeignKey(DisclosureEntry, models.PROTECT, related_name="questions")
    text = models.TextField(_("问题"), max_length=500)
    asked_by = _person()
    due_on = models.DateField(_("答复期限"), editable=False)
    answer = models.TextField(_("答复"), max_length=1000, blank=True)
    answered_by = _person(null=True)
    answered_at = models.DateTimeField(null=True, blank=True, editable=False)
    hidden_reason = models.CharField(max_length=200, blank=True, editable=False)
    submit_key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)

    objects = SubjectQuerySet.as_manager()

    class Meta:
        verbose_name = _("询问")
        verbose_name_plural = _("询问")
        indexes = [models.Index(fields=["community", "status", "due_on"], name="question_due")]

    def __str__(self) -> str:
        return self.text[:30]

    @property
    def reference(self) -> str:
        """``ASK-2026-000007``."""
        return reference_format("ASK", self.created_at.year, self.pk or 0)

    @property
    def shown_text(self) -> str:
        """The words, unless they are hidden."""
        return "" if self.status == QuestionStatus.HIDDEN else self.text

    @property
    def shown_answer(self) -> str:
        """The answer, unless the words are hidden."""
        return "" if self.status == QuestionStatus.HIDDEN else self.answer

    @property
    def is_overdue(self) -> bool:
        """Whether the answer is late."""
        return self.status == QuestionStatus.ASKED and clock.today() > self.due_on


class DisclosureUntruth(Subject):
    """A complaint that an entry is not true: the sub-district looks into it (§35) and says what
    it found; it never touches the entry. Who complained is never shown."""

    subject_type = "untruth"
    workflow = UNTRUTH
    get_status_display = Subject.status_name

    status = models.CharField(_("状态"), max_length=24, choices=UntruthStatus, editable=False)
    entry = models.ForeignKey(DisclosureEntry, models.PROTECT, related_name="untruths")
    text = models.TextField(_("哪里不真实"), max_length=1000)
    filed_by = _person()
    finding = models.TextField(_("核查结论"), max_length=1000, blank=True)
    is_untrue = models.BooleanField(_("确有不实"), null=True, blank=True)
    found_by = _person(null=True)
    found_at = models.DateTimeField(null=True, blank=True, editable=False)
    submit_key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)

    objects = SubjectQuerySet.as_manager()

    class Meta:
        verbose_name = _("不实反映")
        verbose_name_plural = _("不实反映")
        indexes = [models.Index(fields=["subdistrict", "status", "-id"], name="untruth_place")]

    def __str__(self) -> str:
        return self.text[:30]

    @property
    def reference(self) -> str:
        """``UNT-2026-000007``."""
        return reference_format("UNT", self.created_at.year, self.pk or 0)

    @property
    def due_on(self) -> date:
        """By when the sub-district says what it found; §35 names no days, so by default 30."""
        return timezone.localdate(self.created_at) + FINDING

    @property
    def is_overdue(self) -> bool:
        """Whether the finding is late."""
        return self.status == UntruthStatus.FILED and clock.today() > self.due_on
