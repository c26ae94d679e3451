"""Residents' issues: what is wrong, where, and how far it has come."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from portal.kernel import clock
from portal.kernel.deadlines import Reading
from portal.kernel.references import reference_format
from portal.models.subjects import Subject, SubjectQuerySet
from resident_affairs.workflows import CLOCKED_STATES, ISSUE, OPEN_STATES, IssueStatus


class Channel(models.TextChoices):
    """How the issue came in."""

    ONLINE = "online", _("网上")
    COUNTER = "counter", _("社区窗口")
    LEADER = "leader", _("居民小组长代报")


class Visibility(models.TextChoices):
    """Who may read the text; the reporter's name is never public."""

    PUBLIC = "public", _("公开（隐去姓名）")
    STAFF = "staff", _("只给办理人员看")


# Nothing is public before somebody of the community has read it.
NOT_YET_PUBLIC = frozenset({IssueStatus.SUBMITTED, IssueStatus.DECLINED, IssueStatus.WITHDRAWN})


class IssueQuerySet(SubjectQuerySet):
    """Issues by state and by clock."""

    def open(self):
        """Those still on their way."""
        return self.filter(status__in=sorted(OPEN_STATES))

    def overdue(self, moment):
        """Those still to be done whose clock has run out at ``moment``."""
        return self.filter(
            status__in=CLOCKED_STATES, due_at__lt=moment, clock_paused_at__isnull=True
        )

    def public(self):
        """Those that anybody may read."""
        return self.filter(visibility=Visibility.PUBLIC).exclude(status__in=NOT_YET_PUBLIC)


class Issue(Subject):
    """One issue. Who reported it stands in :class:`Reporter`, so this row is free of names."""

    subject_type = "issue"
    workflow = ISSUE
    get_status_display = Subject.status_name

    status = models.CharField(_("状态"), max_length=24, choices=IssueStatus, editable=False)
    group = models.ForeignKey(
        "portal.Division", models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    category = models.ForeignKey(
        "resident_affairs.Category", models.PROTECT, related_name="+", db_index=False
    )
    title = models.CharField(_("标题"), max_length=60)
    text = models.TextField(_("内容"), max_length=2000)
    search_bigrams = models.TextField(blank=True, editable=False)
    building = models.CharField(_("楼栋、门牌"), max_length=60, blank=True)
    place = models.CharField(_("地点"), max_length=120, blank=True)
    latitude = models.DecimalField(max_digits=8, decimal_places=5, null=True, blank=True)
    longitude = models.DecimalField(max_digits=8, decimal_places=5, null=True, blank=True)
    visibility = models.CharField(
        _("公开范围"), max_length=8, choices=Visibility, default=Visibility.PUBLIC
    )
    channel = models.CharField(_("来源"), max_length=8, choices=Channel, default=Channel.ONLINE)
    reporter = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="issues",
        db_index=False,
    )
    filed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
    )
    submit_key = models.UUIDField(unique=True, editable=False)
    due_at = models.DateTimeField(_("办理期限"), null=True, blank=True)
    clock_paused_at = models.DateTimeField(null=True, blank=True, editable=False)
    # Where the time given begins; null = when it was filed. Moves along with every pause.
    clock_from = models.DateTimeField(null=True, blank=True, editable=False)
    settled_at = models.DateTimeField(null=True, blank=True, editable=False)
    closed_at = models.DateTimeField(null=True, blank=True, editable=False)
    is_solved = models.BooleanField(null=True, blank=True, editable=False)
    reopen_count = models.PositiveSmallIntegerField(default=0, editable=False)
    support_count = models.PositiveIntegerField(default=0, editable=False)
    merged_into = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="merged", db_index=False
    )

    objects = IssueQuerySet.as_manager()

    class Meta:
        verbose_name = _("诉求")
        verbose_name_plural = _("诉求")
        constraints = [
            models.CheckConstraint(
                name="issue_merged_into_another",
                condition=Q(status="merged", merged_into__isnull=False)
                | (~Q(status="merged") & Q(merged_into__isnull=True)),
            ),
            models.CheckConstraint(
                name="issue_reopened_at_most_twice", condition=Q(reopen_count__lte=2)
            ),
        ]
        indexes = [
            models.Index(fields=["community", "-id"], name="issue_community"),
            models.Index(fields=["subdistrict", "-id"], name="issue_subdistrict"),
            models.Index(fields=["district", "-id"], name="issue_district"),
            models.Index(fields=["community", "status", "-id"], name="issue_community_status"),
            models.Index(fields=["reporter", "-id"], name="issue_reporter"),
            models.Index(
                fields=["community", "due_at"],
                name="issue_open_due",
                condition=Q(status__in=sorted(OPEN_STATES)),
            ),
            models.Index(
                fields=["subdistrict", "due_at"],
                name="issue_open_due_subdistrict",
                condition=Q(status__in=sorted(OPEN_STATES)),
            ),
            models.Index(
                fields=["district", "due_at"],
                name="issue_open_due_district",
                condition=Q(status__in=sorted(OPEN_STATES)),
            ),
            models.Index(
                fields=["settled_at"],
                name="issue_waits_for_resident",
                condition=Q(status__in=["settled", "answered"]),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.reference} {self.title}"

    @property
    def reference(self) -> str:
        """The number a resident keeps: ``ISS-2026-000042``."""
        return reference_format("ISS", self.created_at.year, self.pk or 0)

    @property
    def is_open(self) -> bool:
        """Whether it is still on its way."""
        return self.status in OPEN_STATES

    @property
    def is_overdue(self) -> bool:
        """Whether it is still to be done and its clock has run out."""
        return (
            self.status in CLOCKED_STATES
            and self.clock_paused_at is None
            and self.due_at is not None
            and self.due_at < clock.now()
        )

    @property
    def clock_reading(self) -> Reading | None:
        """Its clock while it runs; None while it is paused and once nobody has to act."""
        if self.status not in CLOCKED_STATES or self.clock_paused_at or self.due_at is None:
            return None
        return Reading(self.clock_from or self.created_at, self.due_at)

    @property
    def is_public_now(self) -> bool:
        """Whether anybody may read it."""
        return self.visibility == Visibility.PUBLIC and self.status not in NOT_YET_PUBLIC


class Reporter(models.Model):
    """Who reported an issue, when the counter took it or a phone was left: personal data,
    kept apart, shown to those who handle the issue and to nobody else."""

    issue = models.OneToOneField(Issue, models.CASCADE, related_name="contact", primary_key=True)
    name = models.CharField(_("姓名"), max_length=40, blank=True)
    phone = models.CharField(_("联系电话"), max_length=20, blank=True)

    class Meta:
        verbose_name = _("反映人")
        verbose_name_plural = _("反映人")

    def __str__(self) -> str:
        return f"#{self.issue_id}"


class IssuePhoto(models.Model):
    """A photo the reporter sent."""

    issue = models.ForeignKey(Issue, models.CASCADE, related_name="photos")
    picture = models.OneToOneField("portal.Picture", models.PROTECT, related_name="issue_photo")

    class Meta:
        verbose_name = _("诉求照片")
        verbose_name_plural = _("诉求照片")
        ordering = ["id"]

    def __str__(self) -> str:
        return f"#{self.issue_id} · {self.picture_id}"


class Follower(models.Model):
    """Somebody who follows an issue; supporters said "me too" instead of filing it again."""

    issue = models.ForeignKey(Issue, models.CASCADE, related_name="followers")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="followed")
    is_supporter = models.BooleanField(default=False)

    class Meta:
        verbose_name = _("关注")
        verbose_name_plural = _("关注")
        constraints = [models.UniqueConstraint(fields=["issue", "user"], name="follower_once")]

    def __str__(self) -> str:
        return f"{self.user_id} → #{self.issue_id}"
