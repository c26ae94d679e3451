"""The vote: the occasion with its frozen rules, and each member's named choice."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from portal.kernel import clock


class Choice(models.TextChoices):
    """What a member may say."""

    FOR = "for", _("赞成")
    AGAINST = "against", _("反对")
    ABSTAIN = "abstain", _("弃权")


class VoteMethod(models.TextChoices):
    """How they say it. The first two are named votes; of the others only totals are kept: two
    tellers count them, or a sealed box is opened."""

    NAMED = "named", _("记名表决，各自投票")
    HANDS = "hands", _("举手表决，逐人录入")
    COUNTED = "counted", _("举手表决，两人点数")
    SECRET = "secret", _("无记名投票，两人计票")
    SEALED = "sealed", _("无记名投票，密封票箱")


IN_TOTALS = frozenset({VoteMethod.COUNTED, VoteMethod.SECRET})


class VoteEvent(models.Model):
    """One vote on one motion, or on an amendment to it, in one meeting.

    method     each on their own phone, hands written down by name, or totals of two tellers
    sealed     the box of a sealed vote, opened and closed with this vote: its result and no other
    rules      the RuleSet's JSON as frozen at the opening; rules_hash its SHA-256
    base       ids of the participants with a vote at the opening (the roll)
    entitled   of a residents' meeting, whose roll is a number: how many may vote
    text_hash  SHA-256 of the motion's text and actions put to the vote
    present    ids of the participants in the room, and recused of those who stood aside: with
               the votes, all that is needed to count again. Written at the close (of a sealed
               vote: when its box closes); of a residents' meeting those who signed in, while the
               tellers' figure counts
    outcome    "void": too few sealed ballots to be told, or a box that cannot be opened
    result     TallyResult as JSON, written when the vote is closed; its four decisive figures
               stand in columns, so that the database itself refuses a false "adopted"
    """

    subject_type = "vote"

    method = models.CharField(max_length=8, choices=VoteMethod, default=VoteMethod.NAMED)
    motion = models.ForeignKey("committees.Motion", models.PROTECT, related_name="vote_events")
    amendment = models.ForeignKey(
        "committees.Amendment",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="vote_events",
    )
    meeting = models.ForeignKey("committees.Meeting", models.PROTECT, related_name="vote_events")
    sealed = models.OneToOneField(
        "committees.SealedVote", models.PROTECT, null=True, blank=True, related_name="vote_event"
    )
    rules = models.JSONField()
    rules_hash = models.CharField(max_length=64)
    base = models.JSONField(default=list)
    entitled = models.PositiveIntegerField(null=True, blank=True)
    text_hash = models.CharField(max_length=64)
    opened_at = models.DateTimeField(default=clock.now)
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False
    )
    closed_at = models.DateTimeField(null=True, blank=True)
    outcome = models.CharField(max_length=12, blank=True)
    present = models.JSONField(default=list, blank=True)
    recused = models.JSONField(default=list, blank=True)
    result = models.JSONField(null=True, blank=True)
    quorum_present = models.PositiveIntegerField(null=True, blank=True)
    quorum_needed = models.PositiveIntegerField(null=True, blank=True)
    votes_for = models.PositiveIntegerField(null=True, blank=True)
    votes_needed = models.PositiveIntegerField(null=True, blank=True)

    class Meta:
        verbose_name = _("表决")
        verbose_name_plural = _("表决")
        constraints = [
            models.UniqueConstraint(
                fields=["motion"], condition=Q(closed_at__isnull=True), name="vote_one_open"
            ),
            models.CheckConstraint(
                name="vote_closed_has_result",
                condition=Q(closed_at__isnull=True, outcome="")
                | Q(
                    closed_at__isnull=False,
                    outcome__in=["adopted", "rejected", "no_quorum", "void"],
                    result__isnull=False,
                ),
            ),
            models.CheckConstraint(
                name="vote_sealed_has_its_box",
                condition=Q(method="sealed", sealed__isnull=False, amendment__isnull=True)
                | (~Q(method="sealed") & Q(sealed__isnull=True) & ~Q(outcome="void")),
            ),
            models.CheckConstraint(
                name="vote_adopted_needs_quorum_and_majority",
                condition=~Q(outcome="adopted")
                | Q(
                    quorum_present__isnull=False,
                    quorum_needed__isnull=False,
                    votes_for__isnull=False,
                    votes_needed__isnull=False,
                    quorum_needed__gte=1,
                    votes_for__gte=1,
                    quorum_present__gte=F("quorum_needed"),
                )
                & Q(votes_for__gte=F("votes_needed")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.motion}: {self.outcome or _('表决中')}"

    @property
    def community_id(self) -> int:
        """The community, for the record."""
        return self.motion.community_id

    @property
    def is_by_hands(self) -> bool:
        """Whether hands are counted in the room."""
        return self.method == VoteMethod.HANDS

    @property
    def is_in_totals(self) -> bool:
        """Whether two tellers count, and nobody's choice is written beside a name."""
        return self.method in IN_TOTALS

    @property
    def is_secret(self) -> bool:
        """Whether it is by ballots without names."""
        return self.method == VoteMethod.SECRET

    @property
    def is_sealed(self) -> bool:
        """Whether it is by sealed ballots."""
        return self.method == VoteMethod.SEALED

    @property
    def keeps_names_apart(self) -> bool:
        """Whether nobody's choice is written beside a name."""
        return self.is_in_totals or self.is_sealed

    @property
    def is_open(self) -> bool:
        """Whether votes are still taken."""
        return self.closed_at is None


class Vote(models.Model):
    """One person's recorded choice: named roll call, once, never changed. ``entered_by`` wrote a
    raised hand down; empty = cast by the person."""

    vote_event = models.ForeignKey(VoteEvent, models.PROTECT, related_name="votes")
    participant = models.ForeignKey("committees.Participant", models.PROTECT, related_name="votes")
    choice = models.CharField(max_length=8, choices=Choice)
    cast_at = models.DateTimeField(default=clock.now)
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", db_index=False
    )

    class Meta:
        verbose_name = _("记名投票")
        verbose_name_plural = _("记名投票")
        constraints = [
            models.UniqueConstraint(fields=["vote_event", "participant"], name="vote_once")
        ]

    def __str__(self) -> str:
        return f"{self.participant}: {self.get_choice_display()}"


class VoteCount(models.Model):
    """What one teller counted; never changed: a correction is a new row, the last one counts.

    present  people in the room with a vote, where the roll is only a number
    issued   ballots given out, in a secret vote; ``invalid`` those that say nothing clear
    """

    vote_event = models.ForeignKey(VoteEvent, models.PROTECT, related_name="counts")
    present = models.PositiveIntegerField(_("到场有表决权人数"), null=True, blank=True)
    issued = models.PositiveIntegerField(_("发出选票"), null=True, blank=True)
    votes_for = models.PositiveIntegerField(_("赞成"))
    against = models.PositiveIntegerField(_("反对"))
    abstain = models.PositiveIntegerField(_("弃权"))
    invalid = models.PositiveIntegerField(_("无效票"), default=0)
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False
    )
    entered_at = models.DateTimeField(default=clock.now)

    class Meta:
        verbose_name = _("计票")
        verbose_name_plural = _("计票")
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.vote_event}: {self.votes_for}/{self.against}/{self.abstain}"

    @property
    def figures(self) -> dict[str, int | None]:
        """Everything counted, for comparing two tellers."""
        names = ("present", "issued", "votes_for", "against", "abstain", "invalid")
        return {name: getattr(self, name) for name in names}


def _one_of(*names: str) -> Q:
    """Exactly one of the columns is set."""
    condition = Q()
    for name in names:
        condition |= Q(**{f"{other}__isnull": other != name for other in names})
    return condition


class Recusal(models.Model):
    """Somebody stands aside from one motion, by the seat they hold: out of base and quorum.

    participant  of a residents' meeting, where nobody holds a seat: the one who signed in
    entered_by   wrote it down for somebody; empty = declared by the person
    """

    motion = models.ForeignKey("committees.Motion", models.PROTECT, related_name="recusals")
    membership = models.ForeignKey(
        "committees.Membership", models.PROTECT, null=True, blank=True, related_name="+"
    )
    representative = models.ForeignKey(
        "committees.Representative", models.PROTECT, null=True, blank=True, related_name="+"
    )
    delegate = models.ForeignKey(
        "committees.UnitDelegate", models.PROTECT, null=True, blank=True, related_name="+"
    )
    participant = models.ForeignKey(
        "committees.Participant", models.PROTECT, null=True, blank=True, related_name="recusals"
    )
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", db_index=False
    )
    reason = models.CharField(_("回避原因"), max_length=200)
    created_at = models.DateTimeField(default=clock.now, editable=False)

    class Meta:
        verbose_name = _("回避")
        verbose_name_plural = _("回避")
        constraints = [
            models.UniqueConstraint(fields=["motion", "membership"], name="recusal_once"),
            models.UniqueConstraint(
                fields=["motion", "representative"], name="recusal_representative_once"
            ),
            models.UniqueConstraint(fields=["motion", "delegate"], name="recusal_delegate_once"),
            models.UniqueConstraint(
                fields=["motion", "participant"], name="recusal_participant_once"
            ),
            models.CheckConstraint(
                name="recusal_of_one_seat",
                condition=_one_of("membership", "representative", "delegate", "participant"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} ⊘ {self.motion}"

    @property
    def name(self) -> str:
        """Whose it is."""
        if self.membership_id:
            return self.membership.user.name
        return (self.representative or self.delegate or self.participant).name
