"""The roll of one meeting: who is entitled or invited, and whether they are in the room."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from committees.models.bodies import Seat


class Presence(models.TextChoices):
    """Whether somebody is there."""

    PRESENT = "present", _("到会")
    EXCUSED = "excused", _("请假")
    ABSENT = "absent", _("缺席")


RANK = {Seat.CHAIR: 0, Seat.VICE_CHAIR: 1, Seat.MEMBER: 2}


class Participant(models.Model):
    """One person at one meeting, by the seat they hold; of a residents' meeting whoever signed in.

    user      their account, where they have one; others are noted and counted by the clerk
    name      as it stood when the roll was laid
    door      where a resident lives, at a residents' meeting
    seat_key  of a residents' meeting: the household, or the person of one, that signed in with a
              vote; one of each
    has_vote  False for those who only attend and speak (列席): delegates of units, guests
    presence  "" = nothing noted yet
    """

    meeting = models.ForeignKey(
        "committees.Meeting", models.CASCADE, related_name="participants", db_index=False
    )
    membership = models.ForeignKey(
        "committees.Membership", models.PROTECT, null=True, blank=True, related_name="+"
    )
    representative = models.ForeignKey(
        "committees.Representative", models.PROTECT, null=True, blank=True, related_name="+"
    )
    delegate = models.ForeignKey(
        "committees.UnitDelegate", models.PROTECT, null=True, blank=True, related_name="+"
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="participations",
    )
    name = models.CharField(_("姓名"), max_length=40)
    door = models.CharField(_("门牌"), max_length=60, blank=True)
    seat_key = models.CharField(max_length=120, null=True, blank=True, editable=False)
    has_vote = models.BooleanField(_("有表决权"), default=True)
    presence = models.CharField(max_length=8, choices=Presence, blank=True)
    noted_at = models.DateTimeField(null=True, blank=True)
    noted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", db_index=False
    )

    class Meta:
        verbose_name = _("与会人员")
        verbose_name_plural = _("与会人员")
        constraints = [
            models.UniqueConstraint(fields=["meeting", "membership"], name="participant_member"),
            models.UniqueConstraint(
                fields=["meeting", "representative"], name="participant_representative"
            ),
            models.UniqueConstraint(fields=["meeting", "delegate"], name="participant_delegate"),
            models.UniqueConstraint(
                fields=["meeting", "user"],
                condition=Q(user__isnull=False),
                name="participant_person",
            ),
            models.UniqueConstraint(
                fields=["meeting", "seat_key"],
                condition=Q(seat_key__isnull=False),
                name="participant_of_a_household",
            ),
            models.CheckConstraint(
                name="participant_one_seat",
                condition=Q(membership__isnull=True, representative__isnull=True)
                | Q(membership__isnull=True, delegate__isnull=True)
                | Q(representative__isnull=True, delegate__isnull=True),
            ),
        ]
        indexes = [models.Index(fields=["meeting", "presence"], name="participant_meeting")]

    def __str__(self) -> str:
        return f"{self.name} · {self.meeting}"

    @cached_property
    def office(self) -> str:
        """As whom they are there, in words."""
        if self.membership_id:
            return str(self.membership.get_seat_display())
        if self.representative_id:
            return str(_("居民代表"))
        if self.delegate_id:
            return self.delegate.unit
        return str(_("居民")) if self.has_vote else str(_("列席"))

    @property
    def rank(self) -> tuple[int, int]:
        """For sorting: the chair first, then members, representatives, guests."""
        if self.membership_id:
            return RANK[self.membership.seat], self.pk
        return (3 if self.has_vote else 4), self.pk

    @property
    def is_present(self) -> bool:
        """Whether they are in the room."""
        return self.presence == Presence.PRESENT
