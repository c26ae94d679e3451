"""Major matters by 四议两公开: six steps, each with its document."""

from datetime import datetime, time

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from committees.models.meetings import MeetingKind
from committees.models.votes import VoteEvent
from committees.workflows.matters import MATTER, MatterStatus
from portal.kernel import clock
from portal.kernel.references import reference_format
from portal.models.subjects import Subject, SubjectQuerySet


class MajorMatter(Subject):
    """One major matter; public from its first step.

    motion         what the residents' or representatives' meeting voted on
    review_due_on  until when the Party members' meeting may say something (silence stops nothing)
    """

    subject_type = "major_matter"
    workflow = MATTER
    get_status_display = Subject.status_name

    status = models.CharField(_("状态"), max_length=24, choices=MatterStatus, editable=False)
    title = models.CharField(_("标题"), max_length=60)
    motion = models.ForeignKey(
        "committees.Motion", models.PROTECT, null=True, blank=True, related_name="major_matters"
    )
    review_due_on = models.DateField(null=True, blank=True, editable=False)
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False
    )
    submit_key = models.UUIDField(unique=True, editable=False)

    objects = SubjectQuerySet.as_manager()

    class Meta:
        verbose_name = _("重大事项")
        verbose_name_plural = _("重大事项")
        indexes = [models.Index(fields=["community", "-id"], name="matter_place")]

    def __str__(self) -> str:
        return f"{self.reference} {self.title}"

    @property
    def reference(self) -> str:
        """``MAJ-2026-000007``."""
        return reference_format("MAJ", self.created_at.year, self.pk or 0)

    @property
    def hand(self) -> str:
        """In whose hand it is, for its colour."""
        over = {MatterStatus.RESULT_PUBLIC, MatterStatus.REFUSED, MatterStatus.DROPPED}
        return "calm" if self.status in over else "deliberation"

    def votes_wider(self, outcome: str):
        """Votes of the residents' or representatives' meeting here with this ``outcome``, held
        since the last step, that no other matter rests on; the newest first."""
        last = self.documents.order_by("-id").first()
        rows = VoteEvent.objects.filter(
            motion__community=self.community_id,
            amendment__isnull=True,
            meeting__kind__in=(MeetingKind.REPRESENTATIVES, MeetingKind.RESIDENTS),
            outcome=outcome,
            matter_documents__isnull=True,
        )
        if last:
            day = timezone.make_aware(datetime.combine(last.held_on, time.min))
            rows = rows.filter(closed_at__gte=day)
        return rows.select_related("motion", "meeting").order_by("-id")


class MatterDocument(models.Model):
    """What one step left behind; never changed, one a step.

    paper       its document as PDF, where one was laid beside it
    vote_event  of the decision: the vote that it was; one vote decides one matter
    resolution  of the decision and the publications: what was adopted
    """

    matter = models.ForeignKey(MajorMatter, models.PROTECT, related_name="documents")
    step = models.CharField(max_length=24)
    held_on = models.DateField(_("日期"))
    text = models.TextField(_("记录"), max_length=4000)
    picture = models.ForeignKey(
        "portal.Picture", models.PROTECT, null=True, blank=True, related_name="matter_documents"
    )
    paper = models.ForeignKey(
        "portal.Paper", models.PROTECT, null=True, blank=True, related_name="matter_documents"
    )
    vote_event = models.ForeignKey(
        "committees.VoteEvent",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="matter_documents",
    )
    resolution = models.ForeignKey(
        "committees.Resolution",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="matter_documents",
    )
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False
    )
    recorded_at = models.DateTimeField(default=clock.now, editable=False)

    class Meta:
        verbose_name = _("重大事项的文件")
        verbose_name_plural = _("重大事项的文件")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["matter", "step"], name="matter_step_once"),
            models.UniqueConstraint(
                fields=["vote_event"],
                condition=Q(vote_event__isnull=False),
                name="matter_vote_once",
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.matter_id} {self.step}"
