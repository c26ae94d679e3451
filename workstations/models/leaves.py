"""Leave of a station's people, and who stands in for them meanwhile."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from portal.kernel import clock
from portal.models.subjects import Subject, SubjectQuerySet
from workstations.workflows.leaves import LEAVE, LeaveStatus


class LeaveKind(models.TextChoices):
    """Why somebody is away."""

    ANNUAL = "annual", _("年休假")
    SICK = "sick", _("病假")
    PERSONAL = "personal", _("事假")
    TRAINING = "training", _("外出培训、公差")
    FAMILY = "family", _("婚、产、丧假")


class LeaveQuerySet(SubjectQuerySet):
    """Leaves by day."""

    def running(self, on=None):
        """Those allowed whose term holds the day ``on`` (default: today)."""
        on = on or clock.today()
        return self.filter(status=LeaveStatus.APPROVED, starts_on__lte=on, ends_on__gte=on)

    def crossing(self, first, last):
        """Those asked for or allowed that share a day with ``first`` to ``last``."""
        open_ones = self.filter(status__in=(LeaveStatus.ASKED, LeaveStatus.APPROVED))
        return open_ones.filter(starts_on__lte=last, ends_on__gte=first)


class Leave(Subject):
    """One person of one station is away from ``starts_on`` to ``ends_on``, both days included.

    substitute  who may act on the person's tasks meanwhile; named at the latest when allowed
    is_heads    whether the person heads the station: then the sub-district decides
    post        the head's post as the substitute holds it meanwhile; None where nothing passes
    reason      personal, read by the person and by whoever decides
    """

    subject_type = "leave"
    workflow = LEAVE
    get_status_display = Subject.status_name

    status = models.CharField(_("状态"), max_length=24, choices=LeaveStatus, editable=False)
    station = models.ForeignKey("workstations.Workstation", models.PROTECT, related_name="leaves")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="leaves", db_index=False
    )
    substitute = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
    )
    kind = models.CharField(_("哪种假"), max_length=12, choices=LeaveKind)
    starts_on = models.DateField(_("自"))
    ends_on = models.DateField(_("止"))
    reason = models.CharField(_("事由"), max_length=200, blank=True)
    is_heads = models.BooleanField(default=False, editable=False)
    post = models.ForeignKey(
        "portal.RoleAssignment",
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        db_index=False,
    )
    submit_key = models.UUIDField(unique=True, editable=False)

    objects = LeaveQuerySet.as_manager()

    class Meta:
        verbose_name = _("请假")
        verbose_name_plural = _("请假")
        constraints = [
            models.CheckConstraint(
                name="leave_runs_forward", condition=Q(starts_on__lte=F("ends_on"))
            ),
            models.CheckConstraint(
                name="leave_substitute_is_another",
                condition=Q(substitute__isnull=True) | ~Q(substitute=F("user")),
            ),
            models.CheckConstraint(
                name="leave_allowed_has_substitute",
                condition=~Q(status=LeaveStatus.APPROVED) | Q(substitute__isnull=False),
            ),
        ]
        indexes = [
            models.Index(fields=["user", "ends_on"], name="leave_person"),
            models.Index(fields=["substitute", "ends_on"], name="leave_substitute"),
            models.Index(fields=["community", "-id"], name="leave_community"),
            models.Index(fields=["subdistrict", "-id"], name="leave_subdistrict"),
            models.Index(fields=["district", "-id"], name="leave_district"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.starts_on} — {self.ends_on}"

    @property
    def days(self) -> int:
        """How many days, both ends counted."""
        return (self.ends_on - self.starts_on).days + 1

    @property
    def is_running(self) -> bool:
        """Whether the person is away today."""
        inside = self.starts_on <= clock.today() <= self.ends_on
        return inside and self.status == LeaveStatus.APPROVED
