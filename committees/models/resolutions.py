"""Resolutions: what was adopted, word for word, and the actions the station owes."""

from django.core.validators import MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from committees.workflows import RESOLUTION, ResolutionStatus
from portal.kernel.references import reference_format
from portal.models.subjects import Subject, SubjectQuerySet
from resident_affairs.models import Issue


class ResolutionQuerySet(SubjectQuerySet):
    """Resolutions by publicity and force."""

    def public(self):
        """Those that hang on the public board."""
        return self.filter(published_at__isnull=False)

    def in_force(self):
        """Those that no later resolution has replaced."""
        return self.exclude(status=ResolutionStatus.RESCINDED)


class Resolution(Subject):
    """An adopted motion. Title, text and actions are frozen: ``text_hash`` is their SHA-256."""

    subject_type = "resolution"
    workflow = RESOLUTION
    get_status_display = Subject.status_name

    status = models.CharField(_("状态"), max_length=24, choices=ResolutionStatus, editable=False)
    motion = models.OneToOneField("committees.Motion", models.PROTECT, related_name="resolution")
    vote_event = models.OneToOneField(
        "committees.VoteEvent", models.PROTECT, related_name="resolution"
    )
    title = models.CharField(_("标题"), max_length=60)
    text = models.TextField(_("决议内容"))
    text_hash = models.CharField(max_length=64)
    is_standing = models.BooleanField(_("常设授权"), default=False)
    adopted_at = models.DateTimeField(_("通过时间"))
    published_at = models.DateTimeField(_("公布时间"), null=True, blank=True)
    result_published_at = models.DateTimeField(_("结果公布时间"), null=True, blank=True)
    superseded_by = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="supersedes"
    )

    objects = ResolutionQuerySet.as_manager()

    class Meta:
        verbose_name = _("决议")
        verbose_name_plural = _("决议")
        indexes = [models.Index(fields=["community", "-adopted_at"], name="resolution_community")]

    def locked_first(self) -> list[models.QuerySet]:
        """The issue that its motion rested on."""
        return [Issue.objects.filter(motions=self.motion_id)]

    def __str__(self) -> str:
        return f"{self.reference} {self.title}"

    @property
    def hand(self) -> str:
        """In whose hand it is, for its colour."""
        hands = {
            ResolutionStatus.ADOPTED: "deliberation",
            ResolutionStatus.PUBLISHED: "deliberation",
            ResolutionStatus.IN_EXECUTION: "execution",
        }
        return hands.get(self.status, "calm")

    @property
    def reference(self) -> str:
        """``RES-2026-000003``."""
        return reference_format("RES", self.created_at.year, self.pk or 0)


class ActionItem(models.Model):
    """One thing the resolution orders; the station's task cites it."""

    resolution = models.ForeignKey(Resolution, models.PROTECT, related_name="action_items")
    position = models.PositiveSmallIntegerField(default=1)
    what = models.CharField(_("做什么"), max_length=200)
    due_on = models.DateField(_("何时完成"))
    evidence_wanted = models.CharField(_("凭什么验收"), max_length=200)
    cost_fen = models.BigIntegerField(_("费用（分）"), default=0, validators=[MinValueValidator(0)])

    class Meta:
        verbose_name = _("决议事项")
        verbose_name_plural = _("决议事项")
        ordering = ["position", "id"]
        constraints = [
            models.UniqueConstraint(fields=["resolution", "position"], name="action_item_once")
        ]

    def __str__(self) -> str:
        return self.what
