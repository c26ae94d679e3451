"""Voters demand a recall: whose seat, why, who signed against which roll, by when (§20)."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from committees.models.elections import ElectionForm
from committees.models.entered import Entered, checked_by_another
from committees.models.polls import Source
from committees.workflows.recalls import RECALL_PETITION, PetitionStatus
from portal.kernel import clock
from portal.kernel.deadlines import Reading, end_of
from portal.kernel.references import reference_format
from portal.models.subjects import Subject, SubjectQuerySet


class RecallPetition(Subject):
    """One demand to recall one member.

    origin  the election that filled the seat, None where the portal does not know it
    form    the roll that is signed and voted on: that of the election
    rules   {"demand": …, "roll": …} of the law of the day it was started
    size    how many are on that roll, as it stood then
    due_on  by when the vote has to be called, once the number is reached
    """

    subject_type = "recall_petition"
    workflow = RECALL_PETITION
    get_status_display = Subject.status_name

    status = models.CharField(_("状态"), max_length=24, choices=PetitionStatus, editable=False)
    membership = models.ForeignKey(
        "committees.Membership", models.PROTECT, related_name="recall_petitions"
    )
    origin = models.ForeignKey(
        "committees.Election", models.PROTECT, null=True, editable=False, related_name="+"
    )
    form = models.CharField(_("联名和表决的名册"), max_length=16, choices=ElectionForm)
    reasons = models.TextField(_("罢免理由"), max_length=2000)
    rules = models.JSONField(editable=False)
    size = models.PositiveIntegerField(_("名册上共有"))
    closes_on = models.DateField(_("联名截止"), editable=False)
    reached_at = models.DateTimeField(null=True, blank=True, editable=False)
    due_on = models.DateField(null=True, blank=True, editable=False)
    started_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False
    )
    submit_key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)

    objects = SubjectQuerySet.as_manager()

    class Meta:
        verbose_name = _("罢免要求")
        verbose_name_plural = _("罢免要求")
        indexes = [models.Index(fields=["community", "status", "-id"], name="petition_place")]
        constraints = [
            models.UniqueConstraint(
                fields=["membership"],
                condition=Q(status__in=["collecting", "reached"]),
                name="petition_one_at_a_time",
            ),
            models.CheckConstraint(name="petition_of_a_roll", condition=Q(size__gte=1)),
        ]

    def __str__(self) -> str:
        return str(
            _("要求罢免%(seat)s %(name)s")
            % {"seat": self.membership.get_seat_display(), "name": self.membership.user.name}
        )

    @property
    def reference(self) -> str:
        """``RCL-2026-000003``."""
        return reference_format("RCL", self.created_at.year, self.pk or 0)

    @property
    def hand(self) -> str:
        """In whose hand it is, for its colour."""
        if self.status == PetitionStatus.COLLECTING:
            return "residents"
        return "deliberation" if self.status == PetitionStatus.REACHED else "calm"

    @property
    def takes_signatures(self) -> bool:
        """Whether one may still sign."""
        return self.status == PetitionStatus.COLLECTING and clock.today() <= self.closes_on

    @property
    def is_overdue(self) -> bool:
        """Whether the vote should have been called by now."""
        return self.status == PetitionStatus.REACHED and clock.today() > self.due_on

    @property
    def clock_reading(self) -> Reading | None:
        """From the signature that reached the number to the end of the last day for calling the
        vote; None while it is signed, once the vote is called, and once it is over."""
        if self.status != PetitionStatus.REACHED:
            return None
        return Reading(self.reached_at, end_of(self.due_on))


class RecallSignature(Entered):
    """One signature, of one name of the roll; on paper it counts once a second person has
    confirmed it, and paper and online together are one (V9).

    registration    the name on the roll of the election that filled the seat
    representative  the seat of a representative, where that roll is not known
    person_key      of name and door, where no roll of voters is known
    """

    petition = models.ForeignKey(RecallPetition, models.PROTECT, related_name="signatures")
    registration = models.ForeignKey(
        "committees.VoterRegistration", models.PROTECT, null=True, blank=True, related_name="+"
    )
    representative = models.ForeignKey(
        "committees.Representative", models.PROTECT, null=True, blank=True, related_name="+"
    )
    person_key = models.CharField(max_length=64)
    name = models.CharField(_("姓名"), max_length=40)
    source = models.CharField(max_length=6, choices=Source)
    scan = models.ForeignKey(
        "portal.Picture", models.PROTECT, null=True, blank=True, related_name="recall_signatures"
    )

    class Meta:
        verbose_name = _("罢免联名")
        verbose_name_plural = _("罢免联名")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["petition", "person_key"],
                condition=Q(refused_at__isnull=True),
                name="recall_signature_once",
            ),
            checked_by_another("recall_signature_by_another"),
        ]

    def __str__(self) -> str:
        return f"#{self.pk}"
