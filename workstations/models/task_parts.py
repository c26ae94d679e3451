"""What belongs to one task: its executors, notes, photos, questions for more time, its list."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from portal.kernel import clock
from workstations.models.standing_in import DoneForSomebody
from workstations.models.tasks import Task


class TaskExecutor(models.Model):
    """Everybody who ever had the task in hand: none of them may verify it (I4)."""

    task = models.ForeignKey(Task, models.CASCADE, related_name="executors")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    since = models.DateTimeField(default=clock.now)

    class Meta:
        verbose_name = _("承办人")
        verbose_name_plural = _("承办人")
        constraints = [models.UniqueConstraint(fields=["task", "user"], name="executor_once")]

    def __str__(self) -> str:
        return f"{self.user_id} · #{self.task_id}"


class TaskNote(DoneForSomebody):
    """A progress note of the executor."""

    task = models.ForeignKey(Task, models.CASCADE, related_name="notes")
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False
    )
    text = models.TextField(_("进展"), max_length=1000)
    percent = models.PositiveSmallIntegerField(_("进度"), default=0)
    submit_key = models.UUIDField(unique=True, editable=False)
    created_at = models.DateTimeField(default=clock.now, editable=False)

    class Meta:
        verbose_name = _("进展记录")
        verbose_name_plural = _("进展记录")
        ordering = ["id"]

    def __str__(self) -> str:
        return self.text[:40]


class EvidenceStage(models.TextChoices):
    """When a picture was taken."""

    BEFORE = "before", _("办理前")
    DURING = "during", _("办理中")
    AFTER = "after", _("办理后")


class TaskEvidence(models.Model):
    """A photo that proves the work."""

    task = models.ForeignKey(Task, models.CASCADE, related_name="evidence")
    picture = models.OneToOneField("portal.Picture", models.PROTECT, related_name="task_evidence")
    stage = models.CharField(
        _("阶段"), max_length=8, choices=EvidenceStage, default=EvidenceStage.AFTER
    )
    caption = models.CharField(_("说明"), max_length=120, blank=True)
    # How often the task had been sent back when it was added.
    round = models.PositiveSmallIntegerField(default=0, editable=False)
    # The sending it came with and its place there, so that the same sending is taken once.
    submit_key = models.UUIDField(null=True, blank=True, editable=False)
    position = models.PositiveSmallIntegerField(default=0, editable=False)

    class Meta:
        verbose_name = _("办理凭据")
        verbose_name_plural = _("办理凭据")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["submit_key", "position"],
                condition=Q(submit_key__isnull=False),
                name="evidence_sent_once",
            )
        ]

    def __str__(self) -> str:
        return f"#{self.task_id} {self.get_stage_display()}"


class ExtensionRequest(DoneForSomebody):
    """The executor asks for more time; another person decides (I4)."""

    task = models.ForeignKey(Task, models.CASCADE, related_name="extensions")
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False
    )
    new_due_at = models.DateTimeField(_("希望延到"))
    reason = models.CharField(_("理由"), max_length=200)
    created_at = models.DateTimeField(default=clock.now, editable=False)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
    )
    is_granted = models.BooleanField(null=True, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("延期申请")
        verbose_name_plural = _("延期申请")
        constraints = [
            models.UniqueConstraint(
                fields=["task"], condition=Q(is_granted__isnull=True), name="extension_one_pending"
            )
        ]

    def __str__(self) -> str:
        return f"#{self.task_id} → {self.new_due_at:%Y-%m-%d}"

    def concerns(self, people: set[int | None]) -> bool:
        """Whether one of them asked, or had it asked in their place."""
        return self.asked_by_id in people or self.in_place_of_id in people - {None}


class ChecklistItem(DoneForSomebody):
    """One line of a task's checklist, copied from its template when the task opened: what the
    template says later changes nothing here."""

    task = models.ForeignKey(Task, models.CASCADE, related_name="checklist")
    position = models.PositiveSmallIntegerField(_("次序"))
    text = models.CharField(_("要做的"), max_length=120)
    is_required = models.BooleanField(_("必做"), default=True)
    ticked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
    )
    ticked_at = models.DateTimeField(null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("清单项")
        verbose_name_plural = _("清单项")
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["task", "position"], name="checklist_position_once"),
            models.CheckConstraint(
                name="checklist_ticked_by_somebody",
                condition=Q(ticked_by__isnull=True, ticked_at__isnull=True)
                | Q(ticked_by__isnull=False, ticked_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.text
