"""Minutes of a meeting: versions, amendments by those present, signatures; nothing is rewritten."""

from django.conf import settings
from django.db import models
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from committees.workflows.minutes import MINUTES, MinutesStatus
from portal.kernel import clock
from portal.models.subjects import Subject, SubjectQuerySet


class Minutes(Subject):
    """The minutes of one meeting, born with its end.

    present    ids of the people who were in the room: they amend and sign
    closes_at  until when those present may look through it, set when it is circulated
    """

    subject_type = "minutes"
    workflow = MINUTES
    get_status_display = Subject.status_name

    status = models.CharField(_("状态"), max_length=24, choices=MinutesStatus, editable=False)
    meeting = models.OneToOneField("committees.Meeting", models.PROTECT, related_name="kept")
    chaired_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False
    )
    present = models.JSONField(default=list, editable=False)
    number = models.PositiveSmallIntegerField(_("稿次"), default=1, editable=False)
    circulated_at = models.DateTimeField(null=True, blank=True, editable=False)
    closes_at = models.DateTimeField(null=True, blank=True, editable=False)
    locked_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = SubjectQuerySet.as_manager()

    class Meta:
        verbose_name = _("会议记录")
        verbose_name_plural = _("会议记录")
        indexes = [models.Index(fields=["community", "status"], name="minutes_community_status")]

    def __str__(self) -> str:
        return str(self.meeting)

    @property
    def hand(self) -> str:
        """In whose hand it is, for its colour."""
        return "calm" if self.status == MinutesStatus.LOCKED else "deliberation"

    @property
    def present_ids(self) -> frozenset[int]:
        """Who was there."""
        return frozenset(self.present)

    @cached_property
    def current(self) -> "MinutesVersion":
        """The version that holds now."""
        return self.versions.get(number=self.number)

    @cached_property
    def signer_ids(self) -> frozenset[int]:
        """Who signed the version that holds now."""
        rows = MinutesSignature.objects.filter(
            version__minutes=self.pk, version__number=self.number
        )
        return frozenset(rows.values_list("user_id", flat=True))

    @cached_property
    def signed_on_paper(self) -> frozenset[int]:
        """Participants whose hand-written signatures under the version that holds now were
        compared by a second person."""
        rows = MinutesSheet.objects.filter(
            version__minutes=self.pk, version__number=self.number, is_right=True
        )
        return frozenset(pk for people in rows.values_list("people", flat=True) for pk in people)

    @cached_property
    def has_open_sheet(self) -> bool:
        """Whether a sheet under the version that holds now waits for its second look."""
        rows = MinutesSheet.objects.filter(version__minutes=self.pk, version__number=self.number)
        return rows.filter(checked_by__isnull=True).exists()

    @cached_property
    def unaccounted(self) -> frozenset[int]:
        """Participants who were in the room and have no account: they sign on paper."""
        rows = self.meeting.participants.filter(presence="present", user__isnull=True)
        return frozenset(rows.values_list("pk", flat=True))

    @cached_property
    def has_open_amendment(self) -> bool:
        """Whether an amendment waits for its answer."""
        return self.amendments.filter(decided_at__isnull=True).exists()

    @property
    def is_period_over(self) -> bool:
        """Whether the time to look through it has passed."""
        return self.closes_at is not None and clock.now() >= self.closes_at


class MinutesVersion(models.Model):
    """One version, whole and for good. ``text_hash`` is the SHA-256 of its canonical content."""

    minutes = models.ForeignKey(Minutes, models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    content = models.JSONField()
    text_hash = models.CharField(max_length=64)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False
    )
    created_at = models.DateTimeField(default=clock.now, editable=False)

    class Meta:
        verbose_name = _("会议记录稿")
        verbose_name_plural = _("会议记录稿")
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["minutes", "number"], name="minutes_version_once")
        ]

    def __str__(self) -> str:
        return f"{self.minutes} · {self.number}"


class MinutesAmendment(models.Model):
    """What somebody who was there wants corrected, and the keeper's answer."""

    minutes = models.ForeignKey(Minutes, models.PROTECT, related_name="amendments")
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False
    )
    text = models.TextField(_("补正内容"), max_length=1000)
    submit_key = models.UUIDField(unique=True, editable=False)
    created_at = models.DateTimeField(default=clock.now, editable=False)
    is_accepted = models.BooleanField(null=True, blank=True)
    answer = models.CharField(_("答复"), max_length=300, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", db_index=False
    )
    decided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("会议记录补正")
        verbose_name_plural = _("会议记录补正")
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                name="minutes_amendment_decided_by_another",
                condition=models.Q(decided_by__isnull=True)
                | ~models.Q(decided_by=models.F("author")),
            )
        ]

    def __str__(self) -> str:
        return f"{self.author}: {self.text[:30]}"


class MinutesSheet(models.Model):
    """The page on which those without an account signed one version by hand, with who they are; it
    counts once a second person has compared it.

    people  ids of the participants whose signatures stand on it
    """

    version = models.ForeignKey(MinutesVersion, models.PROTECT, related_name="sheets")
    people = models.JSONField(default=list)
    scan = models.ForeignKey("portal.Picture", models.PROTECT, related_name="minutes_sheets")
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False
    )
    created_at = models.DateTimeField(default=clock.now, editable=False)
    checked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", db_index=False
    )
    is_right = models.BooleanField(null=True)

    class Meta:
        verbose_name = _("签名页")
        verbose_name_plural = _("签名页")
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                name="minutes_sheet_checked_by_another",
                condition=models.Q(checked_by__isnull=True)
                | ~models.Q(checked_by=models.F("entered_by")),
            ),
            models.CheckConstraint(
                name="minutes_sheet_checked_says_what",
                condition=models.Q(checked_by__isnull=True, is_right__isnull=True)
                | models.Q(checked_by__isnull=False, is_right__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.version} · {len(self.people)}"


class MinutesSignature(models.Model):
    """Somebody who was there stands for one version."""

    version = models.ForeignKey(MinutesVersion, models.PROTECT, related_name="signatures")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False
    )
    created_at = models.DateTimeField(default=clock.now, editable=False)

    class Meta:
        verbose_name = _("会议记录签名")
        verbose_name_plural = _("会议记录签名")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["version", "user"], name="minutes_signature_once")
        ]

    def __str__(self) -> str:
        return f"{self.user} · {self.version}"
