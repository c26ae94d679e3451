"""Residents demand a meeting: what for, who signed, and by when it has to be convened."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from committees.models.entered import Entered, checked_by_another
from committees.models.meetings import MeetingKind
from committees.models.polls import Source
from committees.workflows.demands import DEMAND, DemandStatus
from portal.kernel import clock
from portal.kernel.deadlines import Reading, end_of
from portal.kernel.references import reference_format
from portal.models.subjects import Subject, SubjectQuerySet


class MeetingDemand(Subject):
    """One demand (§26 residents' meeting, §29 representatives' meeting).

    rules   the shares and periods as frozen when it was started
    sizes   {"adults": n, "households": n, "representatives": n}: the rolls it is counted against
            as they stood then; a roll nobody knows the size of is absent
    due_on  until when the committee has to convene, once the number is reached
    salt    for the digests of people and doors
    """

    subject_type = "demand"
    workflow = DEMAND
    get_status_display = Subject.status_name

    status = models.CharField(_("状态"), max_length=24, choices=DemandStatus, editable=False)
    kind = models.CharField(_("要求召开"), max_length=20, choices=MeetingKind)
    title = models.CharField(_("要议什么"), max_length=60)
    reasons = models.TextField(_("理由"), max_length=2000)
    rules = models.JSONField(editable=False)
    sizes = models.JSONField(editable=False)
    closes_on = models.DateField(_("联名截止"), editable=False)
    reached_at = models.DateTimeField(null=True, blank=True, editable=False)
    due_on = models.DateField(null=True, blank=True, editable=False)
    salt = models.CharField(max_length=32, editable=False)
    started_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False
    )
    submit_key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)

    objects = SubjectQuerySet.as_manager()

    class Meta:
        verbose_name = _("联名要求")
        verbose_name_plural = _("联名要求")
        indexes = [models.Index(fields=["community", "status", "-id"], name="demand_place")]
        constraints = [
            models.CheckConstraint(
                name="demand_of_a_wider_meeting",
                condition=Q(kind__in=["reps_meeting", "residents_meeting"]),
            )
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def reference(self) -> str:
        """``DEM-2026-000007``."""
        return reference_format("DEM", self.created_at.year, self.pk or 0)

    @property
    def hand(self) -> str:
        """In whose hand it is, for its colour."""
        if self.status == DemandStatus.COLLECTING:
            return "residents"
        return "deliberation" if self.status == DemandStatus.REACHED else "calm"

    @property
    def takes_signatures(self) -> bool:
        """Whether one may still sign."""
        return self.status == DemandStatus.COLLECTING and clock.today() <= self.closes_on

    @property
    def is_overdue(self) -> bool:
        """Whether the committee should have convened by now."""
        return self.status == DemandStatus.REACHED and clock.today() > self.due_on

    @property
    def clock_reading(self) -> Reading | None:
        """From the signature that reached the number to the end of the last day for convening;
        None while it is signed, once a meeting is called, and once it is over."""
        if self.status != DemandStatus.REACHED:
            return None
        return Reading(self.reached_at, end_of(self.due_on))


class DemandSignature(Entered):
    """One signature; a paper one counts once a second person has confirmed it (V9: paper and
    online together are one).

    person_digest     of the phone, or of name and door where there is none
    household_digest  of the door, when it is given for the household as well
    by_phone          whether the digest is of a phone: who signed without one is told from others
                      of the same name by their door
    representative    whose seat it is, when a residents' representative signs
    group             the residents' group that its leader signs for (1990–2025 law)
    """

    demand = models.ForeignKey(MeetingDemand, models.PROTECT, related_name="signatures")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
    )
    representative = models.ForeignKey(
        "committees.Representative", models.PROTECT, null=True, blank=True, related_name="+"
    )
    person_digest = models.CharField(max_length=64)
    household_digest = models.CharField(max_length=64, null=True, blank=True)
    by_phone = models.BooleanField(default=False, editable=False)
    group = models.ForeignKey(
        "portal.Division", models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    name = models.CharField(_("姓名"), max_length=40)
    door = models.CharField(_("门牌"), max_length=60, blank=True)
    source = models.CharField(max_length=6, choices=Source)
    scan = models.ForeignKey(
        "portal.Picture", models.PROTECT, null=True, blank=True, related_name="signatures"
    )

    class Meta:
        verbose_name = _("联名")
        verbose_name_plural = _("联名")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["demand", "person_digest"],
                condition=Q(refused_at__isnull=True),
                name="signature_person_once",
            ),
            models.UniqueConstraint(
                fields=["demand", "household_digest"],
                condition=Q(household_digest__isnull=False, refused_at__isnull=True),
                name="signature_household_once",
            ),
            models.UniqueConstraint(
                fields=["demand", "representative"],
                condition=Q(representative__isnull=False, refused_at__isnull=True),
                name="signature_representative_once",
            ),
            models.UniqueConstraint(
                fields=["demand", "group"],
                condition=Q(group__isnull=False, refused_at__isnull=True),
                name="signature_group_once",
            ),
            checked_by_another("signature_checked_by_another"),
        ]

    def __str__(self) -> str:
        return f"#{self.pk}"
