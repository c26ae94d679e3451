"""Motions: what the committee is asked to decide, and the actions a motion would bring."""

from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from committees.workflows import MOTION, MotionStatus
from portal.kernel.references import reference_format
from portal.models.subjects import Subject, SubjectQuerySet
from resident_affairs.models import Issue

OVER = frozenset({MotionStatus.ADOPTED, MotionStatus.REJECTED, MotionStatus.WITHDRAWN})


class MotionOrigin(models.TextChoices):
    """Who brought it (DOMAIN O1: share of residents' and government's matters)."""

    ISSUE = "issue", _("居民诉求")
    MEMBER = "member", _("委员提出")
    PARTY = "party", _("党组织提出")
    REPRESENTATIVE = "rep", _("居民代表提出")


class MotionQuerySet(SubjectQuerySet):
    """Motions by what they keep busy."""

    def holding_issue(self):
        """Those that keep an issue in the committee's hands: open, or adopted and not done."""
        done = Q(resolution__status__in=["implemented", "result_published", "rescinded"])
        return self.exclude(status__in=["rejected", "withdrawn"]).exclude(done)


class Motion(Subject):
    """A motion; frozen (text and actions) once the vote on it is opened."""

    subject_type = "motion"
    workflow = MOTION
    get_status_display = Subject.status_name

    status = models.CharField(_("状态"), max_length=24, choices=MotionStatus, editable=False)
    committee = models.ForeignKey("committees.Committee", models.PROTECT, related_name="motions")
    origin = models.CharField(_("来源"), max_length=8, choices=MotionOrigin)
    issue = models.ForeignKey(
        "resident_affairs.Issue", models.PROTECT, null=True, blank=True, related_name="motions"
    )
    title = models.CharField(_("标题"), max_length=60)
    text = models.TextField(_("拟决议内容"), max_length=4000)
    reason = models.TextField(_("提出的理由"), max_length=2000, blank=True)
    is_major = models.BooleanField(_("重大事项"), default=False)
    is_standing = models.BooleanField(
        _("作为常设授权"), default=False, help_text=_("通过后，社工站可据此办理同类日常小事")
    )
    is_reserved = models.BooleanField(
        _("须由居民会议或居民代表会议决定"),
        default=False,
        help_text=_("章程和公约、年度报告、民主评议和涉及全体居民利益的其他事项（组织法第三十条）"),
    )
    party_opinion = models.TextField(_("党组织意见"), max_length=2000, blank=True)
    study_due_on = models.DateField(_("研究期限"), null=True, blank=True, editable=False)
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False
    )
    replaces = models.ForeignKey(
        "committees.Resolution",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="replaced_by_motions",
        db_index=False,
        verbose_name=_("取代的决议"),
    )
    submit_key = models.UUIDField(unique=True, editable=False)

    objects = MotionQuerySet.as_manager()

    class Meta:
        verbose_name = _("议案")
        verbose_name_plural = _("议案")
        constraints = [
            models.CheckConstraint(
                name="motion_from_issue_names_it",
                condition=Q(origin="issue", issue__isnull=False)
                | (~Q(origin="issue") & Q(issue__isnull=True)),
            ),
            models.UniqueConstraint(
                fields=["issue"],
                condition=Q(issue__isnull=False)
                & ~Q(status__in=["rejected", "withdrawn", "adopted"]),
                name="motion_one_open_per_issue",
            ),
        ]
        indexes = [models.Index(fields=["community", "status", "-id"], name="motion_community")]

    def locked_first(self) -> list[models.QuerySet]:
        """The issue that it rests on."""
        return [Issue.objects.filter(pk=self.issue_id)] if self.issue_id else []

    def __str__(self) -> str:
        return f"{self.reference} {self.title}"

    @property
    def reference(self) -> str:
        """``MOT-2026-000007``."""
        return reference_format("MOT", self.created_at.year, self.pk or 0)

    @property
    def hand(self) -> str:
        """In whose hand it is, for its colour."""
        return "calm" if self.status in OVER else "deliberation"

    @cached_property
    def current_agenda_item(self):
        """The newest place of this motion on an agenda, or None."""
        return self.agenda_items.select_related("meeting").order_by("-id").first()

    @property
    def is_frozen(self) -> bool:
        """Whether text and actions may no longer change."""
        return self.status == MotionStatus.VOTING or self.status in OVER


class ProposedAction(models.Model):
    """What the station would have to do if the motion is adopted."""

    motion = models.ForeignKey(Motion, models.CASCADE, related_name="proposed_actions")
    what = models.CharField(_("做什么"), max_length=200)
    due_on = models.DateField(_("何时完成"))
    evidence_wanted = models.CharField(_("凭什么验收"), max_length=200)
    cost_fen = models.BigIntegerField(
        _("预计费用（分）"), default=0, validators=[MinValueValidator(0)]
    )

    class Meta:
        verbose_name = _("拟办事项")
        verbose_name_plural = _("拟办事项")
        ordering = ["id"]

    def __str__(self) -> str:
        return self.what
