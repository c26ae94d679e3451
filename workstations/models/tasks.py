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
from workstations.models.leaves import Leave
from workstations.workflows import OPEN_STATES, TASK, TaskStatus

SOURCES = ("issue", "action_item", "order", "entrusted", "plan", "parent")


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
    """One task. Source: an issue (then ``basis``, the standing resolution, or ``duty``, the entry
    of the lists of powers it rests on, is named too), an action item of a resolution, an entrusted
    affair, a supervision order, a plan (by the entry it names), or the task it is a part of.

    duty              the entry in the wording that held when the task was opened
    weight            how much a part counts in its parent; 0 for whole tasks
    occurs_on         the day of its plan that it was made for
    guidance          what its template says to do
    expected_minutes  what its template expects it to take; 0 = not said
    """

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
    duty = models.ForeignKey(
        "portal.Duty", models.PROTECT, null=True, blank=True, related_name="tasks"
    )
    plan = models.ForeignKey(
        "workstations.TaskPlan", models.PROTECT, null=True, blank=True, related_name="tasks"
    )
    occurs_on = models.DateField(_("计划日"), null=True, blank=True, editable=False)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="parts")
    weight = models.PositiveSmallIntegerField(_("权重"), default=0)
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
    guidance = models.TextField(_("怎么办"), max_length=2000, blank=True)
    expected_minutes = models.PositiveIntegerField(_("预计工时（分钟）"), default=0)
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
                condition=exactly_one(*SOURCES),
            ),
            models.CheckConstraint(
                name="task_of_issue_rests_on_something",
                condition=Q(issue__isnull=True) | Q(basis__isnull=False) | Q(duty__isnull=False),
            ),
            models.CheckConstraint(
                name="task_of_plan_has_its_day",
                condition=Q(plan__isnull=True, occurs_on__isnull=True)
                | Q(plan__isnull=False, occurs_on__isnull=False, duty__isnull=False),
            ),
            models.UniqueConstraint(fields=["plan", "occurs_on"], name="task_once_a_plan_and_day"),
            models.CheckConstraint(
                name="task_part_has_weight",
                condition=Q(parent__isnull=True, weight=0)
                | Q(parent__isnull=False, weight__gte=1, weight__lte=100),
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
        """What it comes from: its issue, or its resolution and the issue behind that; of a part
        what its parent comes from, then the parent."""
        if self.parent_id:
            return [*self.parent.locked_first(), Task.objects.filter(pk=self.parent_id)]
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
        """What it comes from: issue, resolution, entrusted affair, plan or order; of a part, what
        its parent comes from."""
        root = self.root
        for name in ("issue", "entrusted", "plan"):
            if getattr(root, f"{name}_id"):
                return name
        return "resolution" if root.action_item_id else "order"

    @property
    def root(self):
        """The task that its source is written on: its parent for a part, else itself."""
        return self.parent if self.parent_id else self

    @property
    def resolution(self):
        """The resolution it carries out or rests on, or None."""
        root = self.root
        return root.action_item.resolution if root.action_item_id else root.basis

    @cached_property
    def has_evidence(self) -> bool:
        """Whether a photo proves the work of the present round: what was sent back is proved
        anew. A page that lists the photos sets this itself."""
        return self.evidence.filter(round=self.rework_count).exists()

    @cached_property
    def has_parts(self) -> bool:
        """Whether it was split. A page reads this with the task itself."""
        return self.parts.exists()

    @cached_property
    def has_whistles(self) -> bool:
        """Whether departments were ever whistled to it; likewise."""
        return self.whistles.exists()

    @cached_property
    def open_parts(self) -> int:
        """How many of its parts are not verified yet. A page sets this from what it has read."""
        if self.parent_id:
            return 0
        return self.parts.filter(status__in=OPEN_STATES).count()

    @cached_property
    def open_lines(self) -> int:
        """How many required lines of its checklist are not ticked; likewise."""
        return self.checklist.filter(is_required=True, ticked_at__isnull=True).count()

    @cached_property
    def executor_ids(self) -> set[int]:
        """Everybody who ever had it in hand. A page sets this for its viewer alone."""
        return set(self.executors.values_list("user_id", flat=True))

    @cached_property
    def voter_ids(self) -> set[int]:
        """Everybody who cast a vote on the resolution behind it; likewise."""
        root = self.root
        if root.action_item_id is None and root.basis_id is None:
            return set()
        behind = Q(vote_event__resolution=root.basis_id)
        if root.action_item_id:
            behind = Q(vote_event__resolution__action_items=root.action_item_id)
        return set(Vote.objects.filter(behind).values_list("participant__user_id", flat=True))

    @cached_property
    def stand_in_ids(self) -> set[int]:
        """Who stands in for its assignee today. A page sets this for its viewer alone."""
        if self.assignee_id is None:
            return set()
        away = Leave.objects.running().filter(user=self.assignee_id, station=self.station_id)
        return set(away.values_list("substitute_id", flat=True))

    def is_in_hands_of(self, user_id: int) -> bool:
        """Whether this person may act as its executor: the assignee, or who stands in."""
        return self.assignee_id == user_id or user_id in self.stand_in_ids

    def was_executed_by(self, user_id: int) -> bool:
        """Whether this person ever had it in hand."""
        return user_id in self.executor_ids

    def was_voted_by(self, user_id: int) -> bool:
        """Whether this person voted on the resolution behind it."""
        return user_id in self.voter_ids
