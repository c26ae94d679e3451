"""Supervision orders (督办): the sub-district or district urges an overdue affair."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from portal.kernel import clock
from portal.kernel.references import reference_format
from portal.models.divisions import Level
from workstations.models.standing_in import DoneForSomebody


class SupervisionOrder(DoneForSomebody):
    """One urging of an overdue issue or task, or of what a supervision case ordered the station to
    put right. It changes no business record: whoever has the affair is told, must answer in words,
    and everybody in scope sees both. ``in_place_of`` speaks of who answered."""

    subject_type = "supervision_order"

    community = models.ForeignKey("portal.Division", models.PROTECT, related_name="+")
    subdistrict = models.ForeignKey("portal.Division", models.PROTECT, related_name="+")
    district = models.ForeignKey("portal.Division", models.PROTECT, related_name="+")
    issue = models.ForeignKey(
        "resident_affairs.Issue", models.PROTECT, null=True, blank=True, related_name="urgings"
    )
    task = models.ForeignKey(
        "workstations.Task", models.PROTECT, null=True, blank=True, related_name="urgings"
    )
    rectification = models.ForeignKey(
        "workstations.RectificationOrder",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="urgings",
    )
    urged_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False
    )
    words = models.CharField(_("督办意见"), max_length=300)
    answer_due_at = models.DateTimeField(_("答复期限"))
    created_at = models.DateTimeField(default=clock.now, editable=False)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
    )
    answer = models.CharField(_("答复"), max_length=500, blank=True)

    class Meta:
        verbose_name = _("督办")
        verbose_name_plural = _("督办")
        constraints = [
            models.CheckConstraint(
                name="order_urges_one_thing",
                condition=Q(issue__isnull=False, task__isnull=True, rectification__isnull=True)
                | Q(issue__isnull=True, task__isnull=False, rectification__isnull=True)
                | Q(issue__isnull=True, task__isnull=True, rectification__isnull=False),
            ),
            models.UniqueConstraint(
                fields=["rectification"],
                condition=Q(rectification__isnull=False),
                name="order_one_per_rectification",
            ),
            models.UniqueConstraint(
                fields=["issue"],
                condition=Q(issue__isnull=False, answered_at__isnull=True),
                name="order_one_open_per_issue",
            ),
            models.UniqueConstraint(
                fields=["task"],
                condition=Q(task__isnull=False, answered_at__isnull=True),
                name="order_one_open_per_task",
            ),
        ]

    def __str__(self) -> str:
        return self.reference

    @property
    def reference(self) -> str:
        """``ORD-2026-000004``."""
        return reference_format("ORD", self.created_at.year, self.pk or 0)

    @property
    def division_chain(self) -> dict[Level, int | None]:
        """Level → id of the division there."""
        return {
            Level.GROUP: None,
            Level.COMMUNITY: self.community_id,
            Level.SUBDISTRICT: self.subdistrict_id,
            Level.DISTRICT: self.district_id,
        }

    @property
    def urged(self):
        """The issue, task or rectification that is urged."""
        if self.rectification_id:
            return self.rectification
        return self.issue if self.issue_id else self.task

    @property
    def is_answered(self) -> bool:
        """Whether the community has answered in words."""
        return self.answered_at is not None

    @property
    def is_late(self) -> bool:
        """Whether the answer is overdue."""
        return not self.is_answered and self.answer_due_at < clock.now()
