"""Sealed votes: the roll, the ciphertexts, what was opened; never a choice beside a name."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from committees.models.motions import Motion
from committees.models.votes import VoteEvent
from committees.sealing import SEALED as CIPHER_BYTES
from committees.sealing import opened_hash
from committees.workflows.sealed import SEALED, SealedStatus
from portal.kernel import clock
from portal.kernel.references import reference_format
from portal.models.subjects import Subject, SubjectQuerySet


class SealedKind(models.TextChoices):
    """What may be decided so. Elections and recalls are on paper by law (X7): there is no kind
    for them, and the database refuses any other."""

    CONSULTATION = "consultation", _("无记名协商")
    APPRAISAL = "appraisal", _("民主评议")
    REPRESENTATIVES = "representatives", _("居民代表无记名表决")


def _person(**more) -> models.ForeignKey:
    return models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False, **more
    )


class SealedVote(Subject):
    """One secret vote with sealed ballots.

    questions     [{"text", "options": [text, …], "least", "most"}, …]; in an appraisal also
                  "membership", the id of the seat that is appraised
    frozen_hash   SHA-256 of questions, hours, roll and rules, from the moment the roll is frozen;
                  part of what every ballot is sealed to
    public_key    P-256, hex; the portal never has the other half
    trustees      [{"name", "office"}, …] the five who hold a share
    root          SHA-256 of the sorted current receipts, from the close
    motion        the motion of a representatives' meeting that is put to this vote, and in which
    meeting       meeting; its rules then hold "text_hash", the words that are voted on
    opened        {"vote", "root", "choices", "valid", "invalid"}, once two people brought the same
    paper         for each question how often each option stands on the paper ballots
    """

    subject_type = "sealed_vote"
    workflow = SEALED
    get_status_display = Subject.status_name

    status = models.CharField(_("状态"), max_length=24, choices=SealedStatus, editable=False)
    kind = models.CharField(_("用途"), max_length=16, choices=SealedKind)
    appraisal = models.ForeignKey(
        "committees.Appraisal", models.PROTECT, null=True, blank=True, related_name="sealed_votes"
    )
    consultation = models.ForeignKey(
        "committees.Consultation",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="sealed_votes",
    )
    motion = models.ForeignKey(
        "committees.Motion", models.PROTECT, null=True, blank=True, related_name="sealed_votes"
    )
    meeting = models.ForeignKey(
        "committees.Meeting", models.PROTECT, null=True, blank=True, related_name="sealed_votes"
    )
    title = models.CharField(_("名称"), max_length=60)
    questions = models.JSONField(_("问题"), default=list)
    opens_at = models.DateTimeField(_("开始"))
    closes_at = models.DateTimeField(_("截止"))
    rules = models.JSONField(default=dict, editable=False)
    frozen_hash = models.CharField(max_length=64, blank=True, editable=False)
    roll_size = models.PositiveIntegerField(null=True, editable=False)
    public_key = models.CharField(max_length=130, blank=True, editable=False)
    trustees = models.JSONField(default=list, editable=False)
    root = models.CharField(max_length=64, blank=True, editable=False)
    opened = models.JSONField(null=True, blank=True, editable=False)
    paper = models.JSONField(default=list, editable=False)
    published_at = models.DateTimeField(null=True, blank=True, editable=False)
    called_by = _person()
    destroy_by = _person(null=True)
    submit_key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)

    objects = SubjectQuerySet.as_manager()

    class Meta:
        verbose_name = _("密封投票")
        verbose_name_plural = _("密封投票")
        indexes = [models.Index(fields=["community", "status", "-id"], name="sealed_place")]
        constraints = [
            models.CheckConstraint(
                name="sealed_kind_allowed", condition=Q(kind__in=SealedKind.values)
            ),
            models.CheckConstraint(name="sealed_hours", condition=Q(opens_at__lt=F("closes_at"))),
            models.UniqueConstraint(
                fields=["appraisal"],
                condition=~Q(status=SealedStatus.CANCELLED),
                name="sealed_appraisal_once",
            ),
            models.UniqueConstraint(
                fields=["motion", "meeting"],
                condition=~Q(status=SealedStatus.CANCELLED),
                name="sealed_motion_once",
            ),
            models.CheckConstraint(
                name="sealed_motion_of_representatives",
                condition=Q(motion__isnull=True, meeting__isnull=True)
                | Q(
                    motion__isnull=False,
                    meeting__isnull=False,
                    kind=SealedKind.REPRESENTATIVES,
                    appraisal__isnull=True,
                    consultation__isnull=True,
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def locked_first(self) -> list[models.QuerySet]:
        """What its steps also change: the motion (and the issue behind it), the vote on it."""
        if self.motion_id is None:
            return []
        motion = Motion.objects.filter(pk=self.motion_id)
        events = VoteEvent.objects.filter(sealed=self.pk)
        return [*self.motion.locked_first(), motion, events]

    @property
    def reference(self) -> str:
        """``SEC-2026-000001``."""
        return reference_format("SEC", self.created_at.year, self.pk or 0)

    @property
    def hand(self) -> str:
        """In whose hand it is, for its colour."""
        over = {SealedStatus.PUBLISHED, SealedStatus.DESTROYED, SealedStatus.CANCELLED}
        return "calm" if self.status in over else "deliberation"

    @property
    def takes_ballots(self) -> bool:
        """Whether somebody on the roll may vote now."""
        return self.status == SealedStatus.OPEN and clock.now() < self.closes_at

    @property
    def limits(self) -> list[list[int]]:
        """Of each question: how many options, the fewest and the most that may be chosen."""
        return [[len(row["options"]), row["least"], row["most"]] for row in self.questions]


class SealedEntry(models.Model):
    """One person on the roll.

    participant                 their place in the meeting, when a motion is voted on
    removed_at                  taken off before the roll was frozen
    paper_by, paper_checked_by  two people who noted that this person voted on paper at the
                                counter: then no sealed ballot of theirs counts
    """

    vote = models.ForeignKey(SealedVote, models.PROTECT, related_name="entries")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    participant = models.ForeignKey(
        "committees.Participant", models.SET_NULL, null=True, related_name="sealed_entries"
    )
    name = models.CharField(_("姓名"), max_length=40)
    removed_at = models.DateTimeField(null=True, blank=True, editable=False)
    paper_by = _person(null=True)
    paper_checked_by = _person(null=True)

    class Meta:
        verbose_name = _("名册")
        verbose_name_plural = _("名册")
        constraints = [
            models.UniqueConstraint(fields=["vote", "user"], name="sealed_person_once"),
            models.UniqueConstraint(fields=["vote", "participant"], name="sealed_place_once"),
            models.CheckConstraint(
                name="sealed_paper_by_two",
                condition=Q(paper_checked_by__isnull=True)
                | (Q(paper_by__isnull=False) & ~Q(paper_checked_by=F("paper_by"))),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class SealedBallot(models.Model):
    """One ciphertext of one person; the highest version counts. Never changed; removed only when
    the box is destroyed by two people."""

    vote = models.ForeignKey(SealedVote, models.PROTECT, related_name="ballots")
    entry = models.ForeignKey(SealedEntry, models.PROTECT, related_name="ballots")
    version = models.PositiveSmallIntegerField()
    ciphertext = models.BinaryField(max_length=CIPHER_BYTES)
    receipt = models.CharField(max_length=64)
    submit_key = models.UUIDField()

    class Meta:
        verbose_name = _("密封选票")
        verbose_name_plural = _("密封选票")
        constraints = [
            models.UniqueConstraint(fields=["entry", "version"], name="sealed_version_once"),
            models.UniqueConstraint(fields=["vote", "receipt"], name="sealed_receipt_once"),
            models.UniqueConstraint(fields=["entry", "submit_key"], name="sealed_submit_once"),
        ]

    def __str__(self) -> str:
        return self.receipt[:12]


class SealedImport(models.Model):
    """What one person brought from the opening, and counted of the paper ballots; two different
    people must bring the same. ``opened_hash`` is over both."""

    vote = models.ForeignKey(SealedVote, models.PROTECT, related_name="imports")
    opened = models.JSONField()
    paper = models.JSONField(default=list)
    opened_hash = models.CharField(max_length=64)
    brought_by = _person()
    brought_at = models.DateTimeField(default=clock.now, editable=False)

    class Meta:
        verbose_name = _("开箱结果")
        verbose_name_plural = _("开箱结果")
        constraints = [
            models.UniqueConstraint(fields=["vote", "brought_by"], name="sealed_import_two_people")
        ]

    def __str__(self) -> str:
        return self.opened_hash[:12]

    @property
    def check_code(self) -> str:
        """What the offline tool prints for the same result."""
        return opened_hash(self.opened)
