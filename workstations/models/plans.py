"""Recurring plans: patrols, visits, yearly duties; each day of a plan has its task exactly once."""

from datetime import date

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from portal.kernel.references import reference_format
from portal.models.subjects import Subject, SubjectQuerySet
from workstations.recurrence import Rhythm, Rule, Shift
from workstations.workflows import PLAN, PlanStatus


class TaskPlan(Subject):
    """One plan.

    duty         the entry it rests on, in the wording of the day the plan was made; its tasks take
                 the wording of their own day
    weekdays     of a weekly rhythm: digits 1 (Monday) to 7
    lead_days    how many days before its day a task is made
    made_through every day of the plan up to here has its task; the sweep goes on behind it
    swept_on     the last date on which the sweep looked at it
    """

    subject_type = "task_plan"
    workflow = PLAN
    get_status_display = Subject.status_name

    status = models.CharField(_("状态"), max_length=24, choices=PlanStatus, editable=False)
    station = models.ForeignKey("workstations.Workstation", models.PROTECT, related_name="plans")
    title = models.CharField(_("标题"), max_length=80)
    text = models.TextField(_("要求"), max_length=1000, blank=True)
    duty = models.ForeignKey("portal.Duty", models.PROTECT, related_name="plans")
    template = models.ForeignKey(
        "workstations.TaskTemplate", models.PROTECT, null=True, blank=True, related_name="plans"
    )
    assignee = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
    )
    rhythm = models.CharField(_("多久一次"), max_length=8, choices=Rhythm)
    weekdays = models.CharField(_("星期"), max_length=7, blank=True)
    month_day = models.PositiveSmallIntegerField(_("几号"), null=True, blank=True)
    month = models.PositiveSmallIntegerField(_("几月"), null=True, blank=True)
    shift = models.CharField(_("遇到休息日"), max_length=8, choices=Shift, default=Shift.NEXT)
    lead_days = models.PositiveSmallIntegerField(
        _("提前几天立任务"), default=0, validators=[MinValueValidator(0), MaxValueValidator(30)]
    )
    valid_from = models.DateField(_("自"))
    valid_to = models.DateField(_("止"), null=True, blank=True)
    made_through = models.DateField(editable=False)
    swept_on = models.DateField(editable=False)
    submit_key = models.UUIDField(unique=True, editable=False)

    objects = SubjectQuerySet.as_manager()

    class Meta:
        verbose_name = _("工作计划")
        verbose_name_plural = _("工作计划")
        constraints = [
            models.CheckConstraint(
                name="plan_runs_forward",
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")),
            ),
            models.CheckConstraint(
                name="plan_says_when",
                condition=Q(rhythm=Rhythm.DAILY)
                | (Q(rhythm=Rhythm.WEEKLY) & ~Q(weekdays=""))
                | Q(rhythm=Rhythm.MONTHLY, month_day__gte=1, month_day__lte=31)
                | Q(
                    rhythm=Rhythm.YEARLY,
                    month_day__gte=1,
                    month_day__lte=31,
                    month__gte=1,
                    month__lte=12,
                ),
            ),
            models.CheckConstraint(name="plan_lead_days", condition=Q(lead_days__lte=30)),
        ]
        indexes = [
            models.Index(
                fields=["swept_on", "id"],
                name="plan_to_sweep",
                condition=Q(status=PlanStatus.ACTIVE),
            ),
            models.Index(fields=["community", "status", "-id"], name="plan_community_status"),
            models.Index(fields=["subdistrict", "-id"], name="plan_subdistrict"),
            models.Index(fields=["district", "-id"], name="plan_district"),
        ]

    def __str__(self) -> str:
        return f"{self.reference} {self.title}"

    @property
    def reference(self) -> str:
        """``PLN-2026-000011``."""
        return reference_format("PLN", self.created_at.year, self.pk or 0)

    @property
    def rule(self) -> Rule:
        """When it falls due, for the arithmetic of :mod:`workstations.recurrence`."""
        return Rule(
            rhythm=Rhythm(self.rhythm),
            shift=Shift(self.shift),
            valid_from=self.valid_from,
            valid_to=self.valid_to or date.max,
            weekdays=frozenset(map(int, self.weekdays)),
            month_day=self.month_day or 1,
            month=self.month or 1,
        )
