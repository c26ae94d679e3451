"""The residents' committee and who sits on it."""

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from committees.models.terms import SeatedBy, Term
from portal.models.divisions import Level


class Committee(models.Model):
    """A residents' or villagers' committee in one term (5 years, §9).

    size      how many seats: 5 to 9 (§8), of villagers 3 to 7; the rules of the day say which
    document  of a term from before the portal: the paper by which it was entered
    """

    subject_type = "committee"

    community = models.ForeignKey("portal.Division", models.PROTECT, related_name="committees")
    name = models.CharField(_("名称"), max_length=80)
    size = models.PositiveSmallIntegerField(
        _("组成人数"), validators=[MinValueValidator(3), MaxValueValidator(9)]
    )
    term_from = models.DateField(_("任期自"))
    term_to = models.DateField(_("任期止"))

    document = models.ForeignKey(
        "portal.Paper", models.PROTECT, null=True, blank=True, related_name="+", editable=False
    )

    class Meta:
        verbose_name = _("居民委员会")
        verbose_name_plural = _("居民委员会")
        constraints = [
            models.CheckConstraint(
                name="committee_three_to_nine", condition=Q(size__gte=3, size__lte=9)
            ),
            models.UniqueConstraint(fields=["community", "term_from"], name="committee_one_a_term"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def division_chain(self) -> dict[Level, int]:
        """Where the committee stands, for the access checker."""
        return {Level.COMMUNITY: self.community_id}


class Seat(models.TextChoices):
    """The seats of a committee."""

    CHAIR = "chair", _("主任")
    VICE_CHAIR = "vice_chair", _("副主任")
    MEMBER = "committee_member", _("委员")


class Membership(Term):
    """One person's seat for a term ``[valid_from, valid_to)``.

    election, resolution, document  what seated the person: an election's result, the decision of
                     a residents' or representatives' meeting, or, from before the portal, a paper
    ended_article    the article of the law in force on the day the seat ended
    ended_meeting    the meeting that took the resignation (§21), by ``ended_resolution``
    ended_reference  the judgment or certificate by which it ended (number and issuer, never text)
    """

    committee = models.ForeignKey(Committee, models.PROTECT, related_name="memberships")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="memberships")
    seat = models.CharField(_("职务"), max_length=24, choices=Seat, default=Seat.MEMBER)
    is_woman = models.BooleanField(_("女"), default=False)
    seated_by = models.CharField(
        _("产生方式"), max_length=12, choices=SeatedBy, default=SeatedBy.ELECTION
    )
    election = models.ForeignKey(
        "committees.Election", models.PROTECT, null=True, blank=True, related_name="seated"
    )
    resolution = models.ForeignKey(
        "committees.Resolution", models.PROTECT, null=True, blank=True, related_name="seated"
    )
    document = models.ForeignKey(
        "portal.Paper", models.PROTECT, null=True, blank=True, related_name="+", editable=False
    )
    ended_article = models.CharField(max_length=24, blank=True, editable=False)
    ended_reference = models.CharField(max_length=120, blank=True, editable=False)
    ended_resolution = models.ForeignKey(
        "committees.Resolution", models.PROTECT, null=True, blank=True, related_name="+"
    )
    ended_meeting = models.ForeignKey(
        "committees.Meeting", models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = _("委员")
        verbose_name_plural = _("委员")
        constraints = [
            models.UniqueConstraint(
                fields=["committee", "user"],
                condition=Q(valid_to__isnull=True),
                name="membership_open_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.user} · {self.get_seat_display()}"
