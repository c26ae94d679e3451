"""Polls within a consultation: the frozen question, and each person's one answer."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from committees.models.entered import Entered, checked_by_another, confirmed_or_refused
from portal.kernel import clock


class PollKind(models.TextChoices):
    """How one answers."""

    SINGLE = "single", _("单选")
    MULTIPLE = "multiple", _("多选")
    RANKED = "ranked", _("排序")
    SCORE = "score", _("打分（1–5）")


class PollUnit(models.TextChoices):
    """Who has one answer."""

    PERSON = "person", _("每人一份")
    HOUSEHOLD = "household", _("每户一份")


class Poll(models.Model):
    """One question to residents.

    options     the answers in order: [{"id": 1, "text": "…"}]
    rules       the RuleSet's words on consultation in force on the day it opens, and the
                community's figure (profile_size: adults or households, None where unknown)
    roll_size   how many people (or households) the roll counts, frozen
    frozen_hash SHA-256 of question, kind, options, limits, unit, rules, roll and times
    salt        for the digests of phones and doors, so that they say nothing elsewhere
    result      the count, written once at the close
    """

    subject_type = "poll"

    consultation = models.ForeignKey(
        "committees.Consultation", models.PROTECT, related_name="polls"
    )
    kind = models.CharField(_("题型"), max_length=8, choices=PollKind)
    unit = models.CharField(_("按什么计"), max_length=9, choices=PollUnit)
    question = models.CharField(_("问题"), max_length=200)
    options = models.JSONField()
    least = models.PositiveSmallIntegerField(_("至少选"), default=1)
    most = models.PositiveSmallIntegerField(_("最多选"), default=1)
    rules = models.JSONField()
    roll_size = models.PositiveIntegerField(_("名册总数"))
    frozen_hash = models.CharField(max_length=64)
    salt = models.CharField(max_length=32, editable=False)
    opens_at = models.DateTimeField(_("开始"))
    closes_at = models.DateTimeField(_("截止"))
    opened_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    result = models.JSONField(null=True, blank=True)
    set_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False
    )
    submit_key = models.UUIDField(unique=True, editable=False)

    class Meta:
        verbose_name = _("问卷")
        verbose_name_plural = _("问卷")
        constraints = [
            models.CheckConstraint(
                name="poll_closed_has_result",
                condition=Q(closed_at__isnull=True, result__isnull=True)
                | Q(closed_at__isnull=False, result__isnull=False),
            ),
            models.CheckConstraint(
                name="poll_runs_forward", condition=Q(closes_at__gt=F("opens_at"))
            ),
        ]
        indexes = [
            models.Index(fields=["closes_at"], name="poll_due", condition=Q(closed_at__isnull=True))
        ]

    def __str__(self) -> str:
        return self.question

    @property
    def community_id(self) -> int:
        """The community, for the record."""
        return self.consultation.community_id

    @property
    def takes_answers(self) -> bool:
        """By the clock: between opening and close."""
        return self.closed_at is None and self.opens_at <= clock.now() < self.closes_at


class Source(models.TextChoices):
    """By which way an answer came."""

    ONLINE = "online", _("网上")
    PAPER = "paper", _("纸质")


class PollAnswer(Entered):
    """One answer; never changed. A paper one counts once a second person has confirmed it.

    user              the person, where they have an account
    phone_digest      of the person's phone, so that paper and online meet
    household_digest  of the door, in polls by household
    content           ids of options in order, or {id: score}
    """

    poll = models.ForeignKey(Poll, models.PROTECT, related_name="answers")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
    )
    phone_digest = models.CharField(max_length=64, null=True, blank=True)
    household_digest = models.CharField(max_length=64, null=True, blank=True)
    source = models.CharField(max_length=6, choices=Source)
    content = models.JSONField()
    person_name = models.CharField(_("姓名"), max_length=40, blank=True)
    door = models.CharField(_("门牌"), max_length=60, blank=True)
    scan = models.ForeignKey(
        "portal.Picture", models.PROTECT, null=True, blank=True, related_name="poll_answers"
    )

    class Meta:
        verbose_name = _("答卷")
        verbose_name_plural = _("答卷")
        constraints = [
            models.UniqueConstraint(
                fields=["poll", "user"],
                condition=Q(user__isnull=False, refused_at__isnull=True),
                name="answer_once_a_person",
            ),
            models.UniqueConstraint(
                fields=["poll", "phone_digest"],
                condition=Q(phone_digest__isnull=False, refused_at__isnull=True),
                name="answer_once_a_phone",
            ),
            models.UniqueConstraint(
                fields=["poll", "household_digest"],
                condition=Q(household_digest__isnull=False, refused_at__isnull=True),
                name="answer_once_a_household",
            ),
            models.CheckConstraint(
                name="answer_of_somebody",
                condition=Q(user__isnull=False)
                | Q(phone_digest__isnull=False)
                | Q(household_digest__isnull=False),
            ),
            checked_by_another("answer_checked_by_another"),
            confirmed_or_refused("answer_confirmed_or_refused_by_somebody"),
        ]

    def __str__(self) -> str:
        return f"#{self.pk}"
