"""Referrals (转部门办理): one department is asked to answer an issue handed up to the street."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from portal.kernel import clock
from portal.kernel.deadlines import Reading
from portal.kernel.references import reference_format
from portal.models.subjects import Subject, SubjectQuerySet
from resident_affairs.models import Issue
from workstations.workflows import REFERRAL, ReferralStatus

R = ReferralStatus
REPLIED = frozenset({R.ANSWERED, R.DECLINED})


def _person(**more) -> models.ForeignKey:
    return models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False, **more
    )


class Referral(Subject):
    """One issue at one department. The issue stays with the sub-district, on its own clock.

    question        what the department is asked, in the official's words: never the reporter's
    answer_due_at   when the answer is due: hours for what is urgent, else working days
    decline_due_at  up to when it may say that it is not its business
    """

    subject_type = "referral"
    workflow = REFERRAL
    get_status_display = Subject.status_name

    status = models.CharField(_("状态"), max_length=24, choices=ReferralStatus, editable=False)
    issue = models.ForeignKey(Issue, models.PROTECT, related_name="referrals")
    unit = models.ForeignKey("workstations.Unit", models.PROTECT, related_name="+", db_index=False)
    title = models.CharField(_("要答复的事"), max_length=80)
    question = models.TextField(_("请部门答复什么"), max_length=500)
    place = models.CharField(_("地点"), max_length=120, blank=True)
    answer_due_at = models.DateTimeField(_("答复期限"), editable=False)
    decline_due_at = models.DateTimeField(editable=False)
    referred_by = _person()
    reply = models.TextField(_("部门答复"), max_length=500, blank=True)
    replied_by = _person(null=True)
    replied_at = models.DateTimeField(null=True, blank=True, editable=False)
    submit_key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)

    objects = SubjectQuerySet.as_manager()

    class Meta:
        verbose_name = _("转部门办理")
        verbose_name_plural = _("转部门办理")
        indexes = [
            models.Index(fields=["subdistrict", "-id"], name="referral_subdistrict"),
            models.Index(fields=["community", "-id"], name="referral_community"),
            models.Index(fields=["district", "-id"], name="referral_district"),
            models.Index(fields=["unit", "-id"], name="referral_unit"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["issue"], condition=Q(status=R.WAITING), name="referral_one_open_per_issue"
            ),
            models.CheckConstraint(
                name="referral_reply_is_whole",
                condition=~Q(status__in=sorted(REPLIED))
                | (Q(replied_by__isnull=False, replied_at__isnull=False) & ~Q(reply="")),
            ),
            models.CheckConstraint(
                name="referral_decline_within_answer",
                condition=Q(decline_due_at__lte=F("answer_due_at")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.reference} {self.title}"

    def locked_first(self) -> list[models.QuerySet]:
        """The issue: its withdrawal ends the referral."""
        return [Issue.objects.filter(pk=self.issue_id)]

    @property
    def reference(self) -> str:
        """``REF-2026-000003``."""
        return reference_format("REF", self.created_at.year, self.pk or 0)

    @property
    def unit_ids(self) -> set[int]:
        """The one department asked."""
        return {self.unit_id}

    @property
    def is_waiting(self) -> bool:
        """Whether the department has still to answer."""
        return self.status == R.WAITING

    @property
    def clock_reading(self) -> Reading | None:
        """The department's clock, until it has answered."""
        return Reading(self.created_at, self.answer_due_at) if self.is_waiting else None

    @property
    def is_late(self) -> bool:
        """Whether the answer came, or is still missing, after its time."""
        return (self.replied_at or clock.now()) > self.answer_due_at and (
            self.is_waiting or self.status in REPLIED
        )
