"""Whistles (吹哨报到): the sub-district calls departments to one affair; each arrives and acts."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from portal.kernel import clock
from portal.kernel.deadlines import Reading
from portal.kernel.references import reference_format
from portal.models.divisions import Level
from portal.models.subjects import Subject, SubjectQuerySet
from workstations.models.sources import OfSource, issue_key, one_source, task_key
from workstations.models.standing_in import DoneForSomebody
from workstations.workflows import WHISTLE, WHISTLE_OPEN, WHISTLE_OVER, WhistleStatus

MOST_HOURS = 72


class WhistleKind(models.TextChoices):
    """What departments may be called for, and for nothing else."""

    EMERGENCY = "emergency", _("应急处置")
    ENFORCEMENT = "enforcement", _("综合执法")
    KEY_WORK = "key_work", _("重点工作")


def _person(**more) -> models.ForeignKey:
    return models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False, **more
    )


def _once(source: str, name: str, condition: Q) -> models.UniqueConstraint:
    still = condition & Q(**{f"{source}__isnull": False})
    return models.UniqueConstraint(fields=[source], condition=still, name=name)


class Whistle(OfSource, Subject):
    """One whistle. The affair's own clock runs on; only the arrival has a clock of its own.

    brief      what the departments are told, in the official's words: never the reporter's
    hours      within how many hours they are to be there; ``due_at`` is that moment
    calls_due, calls_in_time   counted when it ended: those whose time had come, those in time
    """

    subject_type = "whistle"
    workflow = WHISTLE
    get_status_display = Subject.status_name

    status = models.CharField(_("状态"), max_length=24, choices=WhistleStatus, editable=False)
    issue = issue_key("whistles")
    task = task_key("whistles")
    kind = models.CharField(_("事由"), max_length=12, choices=WhistleKind)
    title = models.CharField(_("要办的事"), max_length=80)
    brief = models.TextField(_("到现场要办什么"), max_length=500)
    place = models.CharField(_("集合地点"), max_length=120)
    contact = models.CharField(_("现场联系人"), max_length=80, blank=True)
    hours = models.PositiveSmallIntegerField(_("几小时内到场"))
    due_at = models.DateTimeField(_("到场期限"), editable=False)
    blown_by = _person()
    outcome = models.TextField(_("处置结果"), max_length=500, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True, editable=False)
    calls_due = models.PositiveSmallIntegerField(default=0, editable=False)
    calls_in_time = models.PositiveSmallIntegerField(default=0, editable=False)
    submit_key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)

    objects = SubjectQuerySet.as_manager()

    class Meta:
        verbose_name = _("吹哨")
        verbose_name_plural = _("吹哨")
        indexes = [
            models.Index(fields=["community", "-id"], name="whistle_community"),
            models.Index(fields=["subdistrict", "-id"], name="whistle_subdistrict"),
            models.Index(fields=["district", "-id"], name="whistle_district"),
        ]
        constraints = [
            one_source("whistle_one_source"),
            _once("issue", "whistle_one_open_per_issue", Q(status__in=sorted(WHISTLE_OPEN))),
            _once("task", "whistle_one_open_per_task", Q(status__in=sorted(WHISTLE_OPEN))),
            models.CheckConstraint(
                name="whistle_hours", condition=Q(hours__gte=1, hours__lte=MOST_HOURS)
            ),
            models.CheckConstraint(
                name="whistle_in_time_of_due", condition=Q(calls_in_time__lte=F("calls_due"))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.reference} {self.title}"

    @property
    def reference(self) -> str:
        """``WHI-2026-000003``."""
        return reference_format("WHI", self.created_at.year, self.pk or 0)

    @property
    def is_open(self) -> bool:
        """Whether departments still have something to do."""
        return self.status in WHISTLE_OPEN

    @property
    def is_over(self) -> bool:
        """Whether nobody has anything to do any more."""
        return self.status in WHISTLE_OVER

    @property
    def absent(self) -> list["WhistleCall"]:
        """The calls of departments that nobody has seen arrive."""
        return [call for call in self.calls.all() if not call.has_come]

    @property
    def clock_reading(self) -> Reading | None:
        """The clock of the arrival, while a department is still to come."""
        return Reading(self.created_at, self.due_at) if self.is_open and self.absent else None

    @cached_property
    def unit_ids(self) -> set[int]:
        """The departments called."""
        return {call.unit_id for call in self.calls.all()}


class WhistleCall(models.Model):
    """One called department: whether it came in time, who saw it, what it did, how it is scored.
    Arrival and score are written once (the database refuses a second time)."""

    whistle = models.ForeignKey(Whistle, models.PROTECT, related_name="calls")
    unit = models.ForeignKey("workstations.Unit", models.PROTECT, related_name="+", db_index=False)
    arrived_at = models.DateTimeField(_("到场时间"), null=True, blank=True)
    arrived_by = _person(null=True)
    report = models.TextField(_("办了什么"), max_length=500, blank=True)
    reported_by = _person(null=True)
    reported_at = models.DateTimeField(null=True, blank=True)
    score = models.PositiveSmallIntegerField(_("评分"), null=True, blank=True)
    score_words = models.CharField(_("评语"), max_length=300, blank=True)
    scored_by = _person(null=True)
    scored_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("被吹哨部门")
        verbose_name_plural = _("被吹哨部门")
        ordering = ["id"]
        indexes = [models.Index(fields=["unit", "-id"], name="whistle_call_unit")]
        constraints = [
            models.UniqueConstraint(fields=["whistle", "unit"], name="whistle_call_once"),
            models.CheckConstraint(
                name="whistle_call_seen_by_somebody",
                condition=Q(arrived_at__isnull=True, arrived_by__isnull=True)
                | Q(arrived_at__isnull=False, arrived_by__isnull=False),
            ),
            models.CheckConstraint(
                name="whistle_call_reports_after_arrival",
                condition=Q(report="") | Q(arrived_at__isnull=False),
            ),
            models.CheckConstraint(
                name="whistle_call_scored_in_words",
                condition=Q(score__isnull=True, scored_by__isnull=True)
                | (Q(score__gte=1, score__lte=5, scored_by__isnull=False) & ~Q(score_words="")),
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.whistle_id} ← {self.unit_id}"

    @property
    def has_come(self) -> bool:
        """Whether somebody saw it arrive."""
        return self.arrived_at is not None

    @property
    def is_in_time(self) -> bool:
        """Whether it came within the hours."""
        return self.arrived_at is not None and self.arrived_at <= self.whistle.due_at

    @property
    def is_late(self) -> bool:
        """Whether it came too late, or was not there when its time had run out."""
        ended = self.whistle.ended_at or clock.now()
        return (self.arrived_at or ended) > self.whistle.due_at


class WhistleRequest(OfSource, DoneForSomebody):
    """The head of a station or the chair of a committee asks the sub-district to whistle."""

    subject_type = "whistle_request"

    community = models.ForeignKey("portal.Division", models.PROTECT, related_name="+")
    subdistrict = models.ForeignKey("portal.Division", models.PROTECT, related_name="+")
    district = models.ForeignKey("portal.Division", models.PROTECT, related_name="+")
    issue = issue_key("whistle_requests")
    task = task_key("whistle_requests")
    kind = models.CharField(_("事由"), max_length=12, choices=WhistleKind)
    words = models.CharField(_("为什么要吹哨"), max_length=300)
    asked_by = _person()
    created_at = models.DateTimeField(default=clock.now, editable=False)
    whistle = models.OneToOneField(
        Whistle, models.PROTECT, null=True, blank=True, related_name="request"
    )
    refused_by = _person(null=True)
    refused_reason = models.CharField(_("不吹哨的理由"), max_length=300, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True, editable=False)
    submit_key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)

    class Meta:
        verbose_name = _("吹哨请求")
        verbose_name_plural = _("吹哨请求")
        constraints = [
            one_source("whistle_request_one_source"),
            _once("issue", "whistle_request_one_per_issue", Q(decided_at__isnull=True)),
            _once("task", "whistle_request_one_per_task", Q(decided_at__isnull=True)),
            models.CheckConstraint(
                name="whistle_request_decided_one_way",
                condition=Q(decided_at__isnull=True, whistle__isnull=True, refused_by__isnull=True)
                | Q(decided_at__isnull=False, whistle__isnull=False, refused_by__isnull=True)
                | Q(decided_at__isnull=False, whistle__isnull=True, refused_by__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.words[:20]}"

    @property
    def division_chain(self) -> dict[Level, int | None]:
        """Level → id of the division there."""
        return {
            Level.GROUP: None,
            Level.COMMUNITY: self.community_id,
            Level.SUBDISTRICT: self.subdistrict_id,
            Level.DISTRICT: self.district_id,
        }

    @property
    def is_waiting(self) -> bool:
        """Whether the sub-district has not decided yet."""
        return self.decided_at is None
