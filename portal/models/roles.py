"""Who holds which role where, and for how long: the truth from which access is derived."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from portal.kernel import clock
from portal.models.divisions import Division, Level


class Role(models.TextChoices):
    """The roles of DOMAIN b that exist so far."""

    RESIDENT = "resident", _("居民")
    GROUP_LEADER = "group_leader", _("居民小组长")
    COMMITTEE_MEMBER = "committee_member", _("居委会委员")
    VICE_CHAIR = "vice_chair", _("居委会副主任")
    CHAIR = "chair", _("居委会主任")
    PARTY_SECRETARY = "party_secretary", _("社区党组织书记")
    RESIDENT_REP = "resident_rep", _("居民代表")
    OVERSIGHT_MEMBER = "oversight_member", _("居务监督委员会成员")
    ELECTION_MEMBER = "election_member", _("居民选举委员会成员")
    UNIT_DELEGATE = "unit_delegate", _("驻社区单位代表")
    STATION_STAFF = "station_staff", _("社工")
    STATION_HEAD = "station_head", _("社工站站长")
    ENTRUSTING_UNIT = "entrusting_unit", _("单位经办人")
    SUBDISTRICT_OFFICIAL = "subdistrict_official", _("街道工作人员")
    DISTRICT_OFFICIAL = "district_official", _("区级工作人员")
    DISCIPLINE_INSPECTOR = "discipline_inspector", _("监察员")
    PETITION_OFFICER = "petition_officer", _("信访干部")
    AUDITOR = "auditor", _("审计员")
    ADMINISTRATOR = "administrator", _("系统管理员")

    @property
    def level(self) -> Level:
        """The level of division at which this role is held."""
        return ROLE_LEVELS.get(self, Level.COMMUNITY)


# Whose posts may be held in their place while they are away, and by whom: colleagues.
STATIONED = frozenset({Role.STATION_STAFF, Role.STATION_HEAD})
# They come and go with a seat in a body, which keeps the ground and the term: never by themselves.
SEATED = frozenset(
    {
        Role.COMMITTEE_MEMBER,
        Role.VICE_CHAIR,
        Role.CHAIR,
        Role.RESIDENT_REP,
        Role.GROUP_LEADER,
        Role.OVERSIGHT_MEMBER,
        Role.ELECTION_MEMBER,
        Role.UNIT_DELEGATE,
        Role.ENTRUSTING_UNIT,
    }
)
ROLE_LEVELS = {
    Role.GROUP_LEADER: Level.GROUP,
    Role.SUBDISTRICT_OFFICIAL: Level.SUBDISTRICT,
    Role.DISTRICT_OFFICIAL: Level.DISTRICT,
    Role.ENTRUSTING_UNIT: Level.DISTRICT,
    Role.DISCIPLINE_INSPECTOR: Level.DISTRICT,
    Role.PETITION_OFFICER: Level.DISTRICT,
    Role.AUDITOR: Level.DISTRICT,
    Role.ADMINISTRATOR: Level.DISTRICT,
}


class RoleAssignmentQuerySet(models.QuerySet):
    """Assignments by time."""

    def running(self, on=None):
        """Those whose term runs on the date ``on`` (default: today)."""
        on = on or clock.today()
        return self.filter(Q(valid_to__isnull=True) | Q(valid_to__gt=on), valid_from__lte=on)

    def own(self):
        """Those that people hold themselves, in nobody's place."""
        return self.filter(in_place_of__isnull=True)

    def active(self, on=None):
        """Those that count on the date ``on`` (default: today). A post held in somebody's place
        counts only while that person holds it, and while who stands in is a colleague there."""
        others = RoleAssignment.objects.running(on).own().filter(division=OuterRef("division"))
        held = Exists(others.filter(user=OuterRef("in_place_of"), role=OuterRef("role")))
        at_home = Exists(others.filter(user=OuterRef("user"), role__in=sorted(STATIONED)))
        return self.running(on).filter(Q(in_place_of__isnull=True) | Q(held, at_home))


class RoleAssignment(models.Model):
    """One person holds one role at one division for a term ``[valid_from, valid_to)``.

    in_place_of  whose role it is, while this person stands in for them; None = their own
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="role_assignments"
    )
    role = models.CharField(_("角色"), max_length=24, choices=Role)
    division = models.ForeignKey(Division, models.PROTECT, related_name="role_assignments")
    valid_from = models.DateField(_("任期自"))
    valid_to = models.DateField(_("任期止"), null=True, blank=True)
    granted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    in_place_of = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        db_index=False,
        verbose_name=_("代谁"),
    )
    subject_type = "role"

    exemption = models.CharField(_("兼任依据"), max_length=200, blank=True)

    objects = RoleAssignmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("任职")
        verbose_name_plural = _("任职")
        indexes = [
            models.Index(fields=["user", "valid_from"], name="role_user_from"),
            models.Index(fields=["division", "role"], name="role_division_role"),
        ]
        constraints = [
            models.CheckConstraint(
                name="role_term_runs_forward",
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")),
            ),
            models.UniqueConstraint(
                fields=["user", "role", "division"],
                condition=Q(valid_to__isnull=True),
                name="role_open_once",
            ),
            models.CheckConstraint(
                name="role_in_anothers_place_ends",
                condition=Q(in_place_of__isnull=True)
                | (Q(valid_to__isnull=False) & ~Q(in_place_of=F("user"))),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} · {self.get_role_display()} · {self.division}"

    @property
    def last_day(self):
        """The last date of the term; None without an end."""
        return self.valid_to - timedelta(days=1) if self.valid_to else None

    @property
    def is_seated(self) -> bool:
        """Whether the role goes with a seat."""
        return self.role in SEATED
