"""The station's tasks: each with exactly one live source, an executor, evidence and a clock."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from committees.models import Resolution, Vote
from portal.kernel import clock
from portal.kernel.deadlines import Reading
from portal.kernel.references import reference_format
from portal.models.subjects import Subject, SubjectQuerySet
from resident_affairs.models import Issue
from workstations.workflows import OPEN_STATES, TASK, TaskStatus


def exactly_one(*names: str) -> Q:
    """The condition that one of the foreign keys is set and no other."""
    found = Q()
    for name in names:
        found |= Q(**{f"{other}__isnull": other != name for other in names})
    return found


class TaskQuerySet(SubjectQuerySet):
    """Tasks by state and clock."""

    def open(self):
        """Those still to be done or verified."""
        return self.filter(status__in=sorted(OPEN_STATES))

    def overdue(self, moment):
        """Open ones whose clock, which is not paused, has run out at ``moment``."""
        return self.open().filter(due_at__lt=moment, clock_paused_at__isnull=True)


class Task(Subject):
    """One task. Source: an issue (then ``basis``, the standing resolution, or the duty is named
    too), an action item of a resolution, an entrusted affair, or a supervision order."""

    subject_type = "task"
    workflow = TASK
    get_status_display = Subject.status_name

    status = models.CharField(_("状态"), max_length=24, choices=TaskStatus, editable=False)
    station = models.ForeignKey("workstations.Workstation", models.PROTECT, related_name="tasks")
    title = models.CharField(_("标题"), max_length=200)
    description = models.TextField(_("要求"), max_length=2000, blank=True)
    issue = models.ForeignKey(
        "resident_affairs.Issue", models.PROTECT, null=True, blank=True, related_name="tasks"
    )
    action_item = models.OneToOneField(
        "committees.ActionItem", models.PROTECT, null=True, blank=True, related_name="task"
    )
    order = models.ForeignKey(
        "workstations.SupervisionOrder", models.PROTECT, null=True, blank=True, related_name="tasks"
    )
    entrusted = models.ForeignKey(
        "workstations.EntrustedAffair", models.PROTECT, null=True, blank=True, related_name="tasks"
    )
    basis = models.ForeignKey(
        "committees.Resolution", models.PROTECT, null=True, blank=True, related_name="routine_tasks"
    )
    duty = models.CharField(_("职责依据"), max_length=200, blank=True)
    assignee = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="tasks",
        db_index=False,
    )
    due_at = models.DateTimeField(_("期限"))
    # Paused with its issue; the time given begins when it was opened, or where a pause moved it.
    clock_paused_at = models.DateTimeField(null=True, blank=True, editable=False)
    clock_from = models.DateTimeField(null=True, blank=True, editable=False)
    percent = models.PositiveSmallIntegerField(_("进度"), default=0)
    evidence_wanted = models.CharField(_("验收凭据"), max_length=200, blank=True)
    cost_fen = models.BigIntegerField(_("费用（分）"), default=0)
    rework_count = models.PositiveSmallIntegerField(default=0, editable=False)
    return_by = models.DateTimeField(null=True, blank=True, editable=False)
    delivered_at = models.DateTimeField(null=True, blank=True, editable=False)
    verified_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = TaskQuerySet.as_manager()

    class Meta:
        verbose_name = _("任务")
        verbose_name_plural = _("任务")
        constraints = [
            models.CheckConstraint(
                name="task_exactly_one_source",
                condition=exactly_one("issue", "action_item", "order", "entrusted"),
            ),
            models.CheckConstraint(
                name="task_of_issue_rests_on_something",
                condition=Q(issue__isnull=True) | Q(basis__isnull=False) | ~Q(duty=""),
            ),
            models.UniqueConstraint(
                fields=["issue"],
                condition=Q(issue__isnull=False)
                & ~Q(status__in=[TaskStatus.VERIFIED, TaskStatus.CANCELLED]),
                name="task_one_open_per_issue",
            ),
            models.UniqueConstraint(
                fields=["order"],
                condition=Q(order__isnull=False) & ~Q(status=TaskStatus.CANCELLED),
                name="task_one_per_order",
            ),
            models.CheckConstraint(name="task_percent", condition=Q(percent__lte=100)),
        ]
        indexes = [
            models.Index(
                fields=["assignee", "due_at"],
                name="task_mine_open",
                condition=Q(status__in=sorted(OPEN_STATES)),
            ),
            models.Index(
                fields=["community", "due_at"],
                name="task_open_due",
                condition=Q(status__in=sorted(OPEN_STATES)),
            ),
            models.Index(fields=["community", "-id"], name="task_community"),
            models.Index(fields=["community", "status", "-id"], name="task_community_status"),
            models.Index(fields=["subdistrict", "-id"], name="task_subdistrict"),
            models.Index(fields=["district", "-id"], name="task_district"),
        ]

    def locked_first(self) -> list[models.QuerySet]:
        """What it comes from: its issue, or its resolution and the issue behind that."""
        if self.issue_id:
            return [Issue.objects.filter(pk=self.issue_id)]
        if self.action_item_id:
            behind = Issue.objects.filter(motions__resolution__action_items=self.action_item_id)
            return [behind, Resolution.objects.filter(action_items=self.action_item_id)]
        return []

    def __str__(self) -> str:
        return f"{self.reference} {self.title}"

    @property
    def reference(self) -> str:
        """``TSK-2026-000011``."""
        return reference_format("TSK", self.created_at.year, self.pk or 0)

    @property
    def is_open(self) -> bool:
        """Whether it is still to be done or verified."""
        return self.status in OPEN_STATES

    @property
    def is_overdue(self) -> bool:
        """Whether its clock, which is not paused, has run out."""
        return self.is_open and self.clock_paused_at is None and self.due_at < clock.now()

    @property
    def clock_reading(self) -> Reading | None:
        """Its clock while it runs; None once delivered and while the resident is asked."""
        if not self.is_open or self.delivered_at or self.clock_paused_at:
            return None
        return Reading(self.clock_from or self.created_at, self.due_at)

    @property
    def source(self) -> str:
        """What it comes from: issue, resolution, entrusted affair or order."""
        if self.issue_id:
            return "issue"
        if self.entrusted_id:
            return "entrusted"
        return "resolution" if self.action_item_id else "order"

    @property
    def resolution(self):
        """The resolution it carries out or rests on, or None."""
        return self.action_item.resolution if self.action_item_id else self.basis

    @cached_property
    def has_evidence(self) -> bool:
        """Whether a photo proves the work of the present round: what was sent back is proved
        anew. A page that lists the photos sets this itself."""
        return self.evidence.filter(round=self.rework_count).exists()

    @cached_property
    def executor_ids(self) -> set[int]:
        """Everybody who ever had it in hand. A page sets this for its viewer alone."""
        return set(self.executors.values_list("user_id", flat=True))

    @cached_property
    def voter_ids(self) -> set[int]:
        """Everybody who cast a vote on the resolution behind it; likewise."""
        if self.action_item_id is None and self.basis_id is None:
            return set()
        behind = Q(vote_event__resolution=self.basis_id)
        if self.action_item_id:
            behind = Q(vote_event__resolution__action_items=self.action_item_id)
        return set(Vote.objects.filter(behind).values_list("participant__user_id", flat=True))

    def was_executed_by(self, user_id: int) -> bool:
        """Whether this person ever had it in hand."""
        return user_id in self.executor_ids

    def was_voted_by(self, user_id: int) -> bool:
        """Whether this person voted on the resolution behind it."""
        return user_id in self.voter_ids


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


class TaskNote(models.Model):
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

    class Meta:
        verbose_name = _("办理凭据")
        verbose_name_plural = _("办理凭据")
        ordering = ["id"]

    def __str__(self) -> str:
        return f"#{self.task_id} {self.get_stage_display()}"


class ExtensionRequest(models.Model):
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
