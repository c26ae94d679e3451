"""Petitions (信访): what somebody asks of the authorities, and every clock of the regulation.

Who petitions, and in which words, stands in :class:`PetitionClaim`: read by the petitioner, the
petition office, and the office it was transferred to.
"""

import uuid

from django.db import models
from django.db.models import F, Q
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from portal.kernel import clock
from portal.kernel.deadlines import Reading
from portal.kernel.references import reference_format
from portal.models.subjects import Subject, SubjectQuerySet
from workstations.models.cases import person
from workstations.workflows.petitions import OPEN_PETITIONS, PETITION, PetitionStatus

MOST_DELEGATES = 5  # XF: a joint visit sends at most five


class PetitionKind(models.TextChoices):
    """What is asked for (XF §17)."""

    PROPOSAL = "proposal", _("建议、意见")
    CLAIM = "claim", _("申诉、求决")
    REPORT = "report", _("检举、控告")


class PetitionChannel(models.TextChoices):
    """How it came."""

    ONLINE = "online", _("网上")
    LETTER = "letter", _("来信")
    VISIT = "visit", _("走访")


class RefusalGround(models.TextChoices):
    """Why a petition cannot be taken; each names where to go instead."""

    LITIGATION = "litigation", _("应当或者正在由法院审理")
    ARBITRATION = "arbitration", _("应当或者正在仲裁、行政复议")
    DUPLICATE = "duplicate", _("已经办理或者正在办理的同一件事")


class Petition(Subject):
    """One petition.

    due_at          when the present step runs out: fifteen days for transfer, sixty for the
                    answer (ninety after the one extension), thirty for a review
    dispute_until   five working days in which the office may say that it is not competent
    ask_until       thirty days in which the petitioner may ask for a review
    """

    subject_type = "petition"
    workflow = PETITION
    get_status_display = Subject.status_name

    status = models.CharField(_("状态"), max_length=24, choices=PetitionStatus, editable=False)
    kind = models.CharField(_("类别"), max_length=8, choices=PetitionKind)
    channel = models.CharField(_("来的方式"), max_length=6, choices=PetitionChannel)
    delegates = models.PositiveSmallIntegerField(_("来访人数"), default=1)
    registered_by = person(null=True)
    clock_from = models.DateTimeField(default=clock.now, editable=False)
    due_at = models.DateTimeField(null=True, blank=True, editable=False)
    dispute_until = models.DateTimeField(null=True, blank=True, editable=False)
    ask_until = models.DateTimeField(null=True, blank=True, editable=False)
    extension_asked_by = person(null=True)
    is_extended = models.BooleanField(default=False, editable=False)
    refusal = models.CharField(_("不受理的理由"), max_length=11, choices=RefusalGround, blank=True)
    where_to_go = models.CharField(_("该去哪里"), max_length=300, blank=True)
    duplicate_of = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="duplicates"
    )
    answer = models.TextField(_("答复意见"), max_length=2000, blank=True)
    answered_by = person(null=True)
    review = models.TextField(_("复查意见"), max_length=2000, blank=True)
    reviewed_by = person(null=True)
    re_review = models.TextField(_("复核意见"), max_length=2000, blank=True)
    case = models.OneToOneField(
        "workstations.SupervisionCase", models.PROTECT, null=True, blank=True, related_name="+"
    )
    submit_key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)

    objects = SubjectQuerySet.as_manager()

    class Meta:
        verbose_name = _("信访")
        verbose_name_plural = _("信访")
        indexes = [
            models.Index(fields=["district", "-id"], name="petition_district"),
            models.Index(fields=["subdistrict", "-id"], name="petition_subdistrict"),
        ]
        constraints = [
            models.CheckConstraint(
                name="petition_at_most_five_delegates",
                condition=Q(delegates__gte=1, delegates__lte=MOST_DELEGATES),
            ),
            models.CheckConstraint(
                name="petition_refused_with_a_way",
                condition=~Q(status="refused") | (~Q(refusal="") & ~Q(where_to_go="")),
            ),
            models.CheckConstraint(
                name="petition_reviewed_by_another",
                condition=Q(reviewed_by__isnull=True) | ~Q(reviewed_by=F("answered_by")),
            ),
        ]

    def __str__(self) -> str:
        return self.reference

    @property
    def reference(self) -> str:
        """``PET-2026-000003``."""
        return reference_format("PET", self.created_at.year, self.pk or 0)

    @property
    def is_open(self) -> bool:
        """Whether an office has to do something within its time."""
        return self.status in OPEN_PETITIONS

    @property
    def clock_reading(self) -> Reading | None:
        """The clock of the present step while an office has to take it."""
        runs = self.is_open and self.due_at is not None
        return Reading(self.clock_from, self.due_at) if runs else None

    @property
    def alert(self) -> str:
        """none, ok, yellow (a fifth of the time left), red or escalated, as for a case."""
        reading = self.clock_reading
        return (reading.level_at(clock.now()) or "ok") if reading else "none"

    @cached_property
    def petitioner_id(self) -> int | None:
        """Whose it is, or None when it came on paper."""
        claim = getattr(self, "claim", None)
        return claim.user_id if claim else None


class PetitionClaim(models.Model):
    """Who petitions and in which words."""

    petition = models.OneToOneField(Petition, models.PROTECT, related_name="claim")
    user = person(null=True)
    name = models.CharField(_("信访人"), max_length=40, blank=True)
    contact = models.CharField(_("联系方式"), max_length=60, blank=True)
    title = models.CharField(_("事由"), max_length=80)
    text = models.TextField(_("请求和事实"), max_length=2000)

    class Meta:
        verbose_name = _("信访请求")
        verbose_name_plural = _("信访请求")
        indexes = [models.Index(fields=["user"], name="petition_by")]

    def __str__(self) -> str:
        return f"#{self.petition_id}"
