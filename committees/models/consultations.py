"""Consultations (§32): the topic, who supports it, and what residents say."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from committees.workflows.consultations import CONSULTATION, ConsultationStatus
from portal.kernel import clock
from portal.kernel.references import reference_format
from portal.models.subjects import Subject, SubjectQuerySet

OVER = frozenset({ConsultationStatus.FED_BACK, ConsultationStatus.DROPPED})
SETTLED = OVER | {
    ConsultationStatus.CONCLUDED,
    ConsultationStatus.EXECUTING,
    ConsultationStatus.SENT_TO_MEETING,
}


class ConsultationKind(models.TextChoices):
    """In which form people come together."""

    COUNCIL = "council", _("议事会")
    HEARING = "hearing", _("听证会")
    TALK = "talk", _("恳谈会")


class ConsultationOrigin(models.TextChoices):
    """Who brought the topic."""

    RESIDENT = "resident", _("居民提出")
    COMMITTEE = "committee", _("居委会提出")
    ISSUE = "issue", _("来自诉求")


class Consultation(Subject):
    """One topic on its way. Opinions are taken while it is deliberated, until ``closes_at``."""

    subject_type = "consultation"
    workflow = CONSULTATION
    get_status_display = Subject.status_name

    status = models.CharField(_("状态"), max_length=24, choices=ConsultationStatus, editable=False)
    kind = models.CharField(_("形式"), max_length=8, choices=ConsultationKind)
    origin = models.CharField(_("来源"), max_length=9, choices=ConsultationOrigin)
    issue = models.ForeignKey(
        "resident_affairs.Issue",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="consultations",
    )
    motion = models.ForeignKey(
        "committees.Motion", models.PROTECT, null=True, blank=True, related_name="consultations"
    )
    title = models.CharField(_("标题"), max_length=60)
    question = models.CharField(_("要大家商量的问题"), max_length=300)
    why = models.TextField(_("为什么要商量"), max_length=2000)
    participants = models.CharField(_("谁来参加"), max_length=300, blank=True)
    place = models.CharField(_("地点"), max_length=80, blank=True)
    sits_at = models.DateTimeField(_("开会时间"), null=True, blank=True)
    closes_at = models.DateTimeField(_("意见截止"))
    conclusion = models.TextField(_("结论"), max_length=4000, blank=True)
    feedback = models.TextField(_("落实反馈"), max_length=4000, blank=True)
    support_needed = models.PositiveIntegerField(_("需要附议"), default=0)
    rules = models.JSONField(default=dict)
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False
    )
    submit_key = models.UUIDField(unique=True, editable=False)

    objects = SubjectQuerySet.as_manager()

    class Meta:
        verbose_name = _("协商")
        verbose_name_plural = _("协商")
        indexes = [models.Index(fields=["community", "status", "-id"], name="consultation_place")]

    def __str__(self) -> str:
        return f"{self.reference} {self.title}"

    @property
    def reference(self) -> str:
        """``CON-2026-000007``."""
        return reference_format("CON", self.created_at.year, self.pk or 0)

    @property
    def hand(self) -> str:
        """In whose hand it is, for its colour."""
        return "calm" if self.status in OVER else "deliberation"

    @property
    def takes_opinions(self) -> bool:
        """Whether residents may write and change opinions now."""
        return self.status == ConsultationStatus.DELIBERATING and clock.now() < self.closes_at

    @property
    def shows_opinions(self) -> bool:
        """Whether what was said is public: after the close, never before."""
        if self.status == ConsultationStatus.DELIBERATING:
            return clock.now() >= self.closes_at
        return self.status in SETTLED and self.status != ConsultationStatus.DROPPED


class Support(models.Model):
    """One resident stands behind a topic, once: online, or by a confirmed ``paper``."""

    consultation = models.ForeignKey(Consultation, models.PROTECT, related_name="supports")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", db_index=False
    )
    paper = models.OneToOneField(
        "committees.PaperVoice", models.PROTECT, null=True, related_name="support"
    )
    created_at = models.DateTimeField(default=clock.now, editable=False)

    class Meta:
        verbose_name = _("附议")
        verbose_name_plural = _("附议")
        constraints = [
            models.UniqueConstraint(fields=["consultation", "user"], name="support_once"),
            models.CheckConstraint(
                name="support_of_somebody",
                condition=Q(user__isnull=False) | Q(paper__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.pk}"


class Stance(models.TextChoices):
    """Which way an opinion leans."""

    FOR = "for", _("赞成")
    AGAINST = "against", _("反对")
    OTHER = "other", _("其他建议")


class Opinion(models.Model):
    """One resident's place among the opinions; what it says is in its newest version. Without an
    ``author`` it came by ``paper`` from somebody who has no account."""

    subject_type = "opinion"

    consultation = models.ForeignKey(Consultation, models.PROTECT, related_name="opinions")
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", db_index=False
    )
    paper = models.OneToOneField(
        "committees.PaperVoice", models.PROTECT, null=True, related_name="opinion"
    )
    hidden_at = models.DateTimeField(null=True, blank=True)
    hidden_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
    )
    hidden_reason = models.CharField(_("隐藏理由"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("意见")
        verbose_name_plural = _("意见")
        constraints = [
            models.UniqueConstraint(fields=["consultation", "author"], name="opinion_once"),
            models.CheckConstraint(
                name="opinion_of_somebody",
                condition=Q(author__isnull=False) | Q(paper__isnull=False),
            ),
            models.CheckConstraint(
                name="opinion_hidden_says_why",
                condition=Q(hidden_at__isnull=True) | ~Q(hidden_reason=""),
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.pk}"


class OpinionVersion(models.Model):
    """What an opinion said at one time; never changed."""

    opinion = models.ForeignKey(Opinion, models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    stance = models.CharField(_("态度"), max_length=8, choices=Stance)
    text = models.TextField(_("意见"), max_length=1000)
    written_at = models.DateTimeField(default=clock.now, editable=False)

    class Meta:
        verbose_name = _("意见的一稿")
        verbose_name_plural = _("意见的各稿")
        constraints = [
            models.UniqueConstraint(fields=["opinion", "number"], name="opinion_version_once")
        ]

    def __str__(self) -> str:
        return f"#{self.opinion_id}/{self.number}"
