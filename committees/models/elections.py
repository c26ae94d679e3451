"""Elections and recalls of a committee, by paper: the plan, the posts and who runs it (§15–24)."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from committees.models.bodies import Seat
from committees.workflows.elections import ELECTION, ElectionStatus
from portal.kernel.references import reference_format
from portal.models.subjects import Subject, SubjectQuerySet


class ElectionKind(models.TextChoices):
    """What is voted on. A runoff and a by-election fill seats, a recall empties one."""

    GENERAL = "general", _("换届选举")
    BY_ELECTION = "by_election", _("补选")
    RUNOFF = "runoff", _("另行选举")
    RECALL = "recall", _("罢免表决")


class ElectionForm(models.TextChoices):
    """Who votes (§14). The values are the bases of the law's thresholds."""

    VOTERS = "voters", _("全体有选举权的居民")
    HOUSEHOLDS = "households", _("每户代表")
    REPRESENTATIVES = "representatives", _("居民代表")


class ElectionOutcome(models.TextChoices):
    """What the count found; the values of ``election_tally``."""

    ELECTED = "elected", _("全部选出")
    RUNOFF = "runoff", _("未选足，另行选举")
    SHORT = "short", _("未选足，暂缺")
    VOID = "void", _("投票人数不足，选举无效")
    REMOVED = "removed", _("罢免通过")
    KEPT = "kept", _("罢免未通过")


class VoidGround(models.TextChoices):
    """By what means a seat was won that make the election of it void (§22)."""

    THREAT = "threat", _("暴力、威胁")
    FRAUD = "fraud", _("欺骗")
    BRIBE = "bribe", _("贿赂")
    FORGED = "forged", _("伪造选票")
    COUNT = "count", _("虚报选举票数")
    OTHER = "other", _("其他不正当手段")


class Election(Subject):
    """One vote by paper in booths (X7): no ballot and no voter's vote is ever in the portal.

    committee   whose seats are voted on: of a general election the new term's, once announced;
                of a by-election, runoff in the term, or recall, the sitting one
    parent      the election whose open seats a runoff fills; it votes on that one's roll
    membership  the seat that a recall would end
    petition    the demand by which a recall was called
    replaces    the election whose result the district declared void (§22), voted on anew
    rules       the law as frozen when the election was called (all topics it needs)
    result      {post id or "recall": the tally as JSON}, written once at the count
    """

    subject_type = "election"
    workflow = ELECTION
    get_status_display = Subject.status_name

    status = models.CharField(_("状态"), max_length=24, choices=ElectionStatus, editable=False)
    kind = models.CharField(_("种类"), max_length=12, choices=ElectionKind)
    form = models.CharField(_("选举方式"), max_length=16, choices=ElectionForm)
    title = models.CharField(_("名称"), max_length=60)
    election_day = models.DateField(_("选举日"))
    polling_place = models.CharField(_("投票地点"), max_length=120)
    term_from = models.DateField(_("新一届任期自"), null=True, blank=True)
    committee = models.ForeignKey(
        "committees.Committee", models.PROTECT, null=True, blank=True, related_name="elections"
    )
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="runoffs"
    )
    membership = models.ForeignKey(
        "committees.Membership", models.PROTECT, null=True, blank=True, related_name="recalls"
    )
    petition = models.ForeignKey(
        "committees.RecallPetition", models.PROTECT, null=True, blank=True, related_name="recalls"
    )
    replaces = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="replaced_by"
    )
    reasons = models.TextField(_("罢免理由"), max_length=2000, blank=True)
    defence = models.TextField(_("申辩意见"), max_length=2000, blank=True)
    rules = models.JSONField(default=dict, editable=False)
    rules_hash = models.CharField(max_length=64, editable=False)
    called_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", db_index=False
    )
    roll_published_on = models.DateField(null=True, blank=True, editable=False)
    candidates_published_on = models.DateField(null=True, blank=True, editable=False)
    meeting_at = models.DateTimeField(_("见面会时间"), null=True, blank=True)
    meeting_place = models.CharField(_("见面会地点"), max_length=120, blank=True)
    met_residents_on = models.DateField(null=True, blank=True, editable=False)
    counted_at = models.DateTimeField(null=True, blank=True, editable=False)
    announced_at = models.DateTimeField(null=True, blank=True, editable=False)
    outcome = models.CharField(max_length=8, choices=ElectionOutcome, blank=True, editable=False)
    result = models.JSONField(null=True, blank=True, editable=False)
    void_ground = models.CharField(
        _("当选无效的情形"), max_length=12, choices=VoidGround, blank=True, editable=False
    )
    void_finding = models.TextField(_("查明的事实"), max_length=2000, blank=True, editable=False)
    voided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", db_index=False
    )
    voided_at = models.DateTimeField(null=True, blank=True, editable=False)
    submit_key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)

    objects = SubjectQuerySet.as_manager()

    class Meta:
        verbose_name = _("选举")
        verbose_name_plural = _("选举")
        indexes = [models.Index(fields=["community", "-election_day"], name="election_community")]
        constraints = [
            models.CheckConstraint(
                name="election_recall_names_a_seat",
                condition=Q(kind="recall", membership__isnull=False)
                | (~Q(kind="recall") & Q(membership__isnull=True)),
            ),
            models.CheckConstraint(
                name="election_runoff_has_parent",
                condition=Q(kind="runoff", parent__isnull=False)
                | (~Q(kind="runoff") & Q(parent__isnull=True)),
            ),
            models.CheckConstraint(
                name="election_outcome_has_result",
                condition=Q(outcome="", result__isnull=True)
                | (~Q(outcome="") & Q(result__isnull=False)),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def reference(self) -> str:
        """``ELE-2026-000004``."""
        return reference_format("ELE", self.created_at.year, self.pk or 0)

    @property
    def hand(self) -> str:
        """In whose hand it is, for its colour."""
        over = {ElectionStatus.FILED, ElectionStatus.CANCELLED}
        return "calm" if self.status in over else "deliberation"

    @property
    def roll_holder_id(self) -> int:
        """The election whose roll is voted on: a runoff votes on its parent's."""
        return self.parent_id or self.pk

    @property
    def standing_voters(self):
        """Who stands on its own voters' roll."""
        return self.registrations.filter(roll="voters", removed_on__isnull=True)

    @property
    def is_recall(self) -> bool:
        """Whether a seat would be emptied."""
        return self.kind == ElectionKind.RECALL

    @property
    def is_runoff(self) -> bool:
        """Whether it fills what its parent left open."""
        return self.kind == ElectionKind.RUNOFF

    @cached_property
    def posts_in_order(self) -> list:
        """The posts to fill: chair first."""
        return list(self.posts.all())


class ElectionPost(models.Model):
    """Seats of one kind to fill in one election: a ballot has one block for each."""

    election = models.ForeignKey(Election, models.CASCADE, related_name="posts")
    seat = models.CharField(_("职务"), max_length=24, choices=Seat)
    seats = models.PositiveSmallIntegerField(_("应选名额"))
    position = models.PositiveSmallIntegerField(default=1)

    class Meta:
        verbose_name = _("应选职务")
        verbose_name_plural = _("应选职务")
        ordering = ["position", "id"]
        constraints = [
            models.UniqueConstraint(fields=["election", "seat"], name="election_post_once"),
            models.CheckConstraint(name="election_post_seats", condition=Q(seats__gte=1)),
        ]

    def __str__(self) -> str:
        return f"{self.get_seat_display()} × {self.seats}"


class ElectionOfficer(models.Model):
    """A member of the residents' election committee (居民选举委员会, §15) of one election.

    Whoever stands for a seat, or is near kin of somebody who does, leaves it: ``left_on``.
    """

    election = models.ForeignKey(Election, models.CASCADE, related_name="officers")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="election_posts"
    )
    is_head = models.BooleanField(_("主任"), default=False)
    left_on = models.DateField(null=True, blank=True, editable=False)
    left_why = models.CharField(max_length=80, blank=True, editable=False)

    class Meta:
        verbose_name = _("居民选举委员会成员")
        verbose_name_plural = _("居民选举委员会成员")
        constraints = [
            models.UniqueConstraint(fields=["election", "user"], name="election_officer_once"),
            models.UniqueConstraint(
                fields=["election"],
                condition=Q(is_head=True, left_on__isnull=True),
                name="election_officer_one_head",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user}"
