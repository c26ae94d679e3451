"""Training (S55): courses by Party schools and others, who goes, hours, certificates, needs."""

import uuid
from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.kernel import clock
from portal.kernel.references import reference_format
from portal.models.divisions import Level
from portal.models.subjects import Subject, SubjectQuerySet
from workstations.workflows.training import ENROLMENT, TAKES_SEAT, EnrolStatus


class Topic(models.TextChoices):
    """The three subjects of S55."""

    CULTURE = "culture", _("文化知识")
    BUSINESS = "business", _("业务知识")
    MANAGEMENT = "management", _("现代管理")


class CourseQuerySet(models.QuerySet):
    """Courses by time."""

    def coming(self):
        """Neither begun nor called off."""
        return self.filter(cancelled_at__isnull=True, starts_at__gt=clock.now())


class Course(models.Model):
    """One course, open to the stations of one sub-district; ``hours`` counted in full or less."""

    subject_type = "course"

    subdistrict = models.ForeignKey("portal.Division", models.PROTECT, related_name="+")
    title = models.CharField(_("课程"), max_length=80)
    organiser = models.CharField(_("举办单位"), max_length=80)
    topic = models.CharField(_("类别"), max_length=12, choices=Topic)
    hours = models.PositiveSmallIntegerField(_("学时"))
    place = models.CharField(_("地点"), max_length=120)
    starts_at = models.DateTimeField(_("开始时间"))
    seats = models.PositiveSmallIntegerField(_("名额"))
    cancelled_at = models.DateTimeField(null=True, blank=True, editable=False)
    created_at = models.DateTimeField(default=clock.now, editable=False)
    submit_key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)

    objects = CourseQuerySet.as_manager()

    class Meta:
        verbose_name = _("培训课程")
        verbose_name_plural = _("培训课程")
        indexes = [models.Index(fields=["subdistrict", "-starts_at"], name="course_subdistrict")]
        constraints = [
            models.CheckConstraint(name="course_hours", condition=Q(hours__gte=1, hours__lte=400)),
            models.CheckConstraint(name="course_seats", condition=Q(seats__gte=1, seats__lte=500)),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def starts_on(self) -> date:
        """The day it begins, in Kunming."""
        return timezone.localtime(self.starts_at).date()

    @property
    def is_open(self) -> bool:
        """Whether one may still enrol."""
        return self.cancelled_at is None and self.starts_at > clock.now()

    @property
    def division_chain(self) -> dict[Level, int | None]:
        """The sub-district's chain, loaded with it."""
        return {
            Level.GROUP: None,
            Level.COMMUNITY: None,
            Level.SUBDISTRICT: self.subdistrict_id,
            Level.DISTRICT: self.subdistrict.parent_id,
        }


class Enrolment(Subject):
    """One person in one course; ``hours`` what was counted, 0 until attended."""

    subject_type = "enrolment"
    workflow = ENROLMENT
    get_status_display = Subject.status_name

    status = models.CharField(_("状态"), max_length=24, choices=EnrolStatus, editable=False)
    course = models.ForeignKey(Course, models.PROTECT, related_name="enrolments")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="enrolments", db_index=False
    )
    hours = models.PositiveSmallIntegerField(_("计入学时"), default=0, editable=False)
    certificate = models.CharField(_("证书编号"), max_length=60, blank=True)

    objects = SubjectQuerySet.as_manager()

    class Meta:
        verbose_name = _("培训报名")
        verbose_name_plural = _("培训报名")
        indexes = [
            models.Index(fields=["user", "-id"], name="enrolment_person"),
            models.Index(fields=["community", "status"], name="enrolment_place"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["course", "user"],
                condition=Q(status__in=sorted(TAKES_SEAT)),
                name="enrolment_once",
            ),
            models.CheckConstraint(
                name="enrolment_hours_by_attending",
                condition=Q(status="attended", hours__gte=1) | (~Q(status="attended") & Q(hours=0)),
            ),
        ]

    def __str__(self) -> str:
        return self.reference

    @property
    def reference(self) -> str:
        """``TRN-2026-000003``."""
        return reference_format("TRN", self.created_at.year, self.pk or 0)

    @property
    def title(self) -> str:
        """The course, loaded."""
        return self.course.title

    @property
    def hand(self) -> str:
        """Its colour."""
        return "execution" if self.status in {EnrolStatus.ASKED, EnrolStatus.APPROVED} else "calm"


class TrainingNeed(models.Model):
    """What somebody should learn, as the head noted it with them; closed once it is met."""

    subject_type = "training_need"

    station = models.ForeignKey("workstations.Workstation", models.PROTECT, related_name="+")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="training_needs"
    )
    topic = models.CharField(_("类别"), max_length=12, choices=Topic)
    words = models.CharField(_("想学什么、为什么"), max_length=200)
    noted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    noted_at = models.DateTimeField(default=clock.now, editable=False)
    met_at = models.DateTimeField(null=True, blank=True, editable=False)
    submit_key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)

    class Meta:
        verbose_name = _("培训需求")
        verbose_name_plural = _("培训需求")
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"{self.topic} {self.pk}"

    @property
    def community_id(self) -> int:
        """Where the record files it."""
        return self.station.community_id

    @property
    def division_chain(self) -> dict[Level, int | None]:
        """As its station's, which is loaded with its community and sub-district."""
        return self.station.division_chain
