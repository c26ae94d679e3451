"""The posts of a station (岗位): what is planned there and who fills it (S47, S53)."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from portal.kernel import clock
from portal.models.divisions import Level
from portal.models.roles import Role


class PostKind(models.TextChoices):
    """Which role comes with the post."""

    HEAD = "head", _("站长岗")
    STAFF = "staff", _("社工岗")

    @property
    def role(self) -> Role:
        """The role of whoever fills it."""
        return Role.STATION_HEAD if self == PostKind.HEAD else Role.STATION_STAFF


class StationPost(models.Model):
    """One kind of post at one station; ``planned`` says how many people it is meant for."""

    subject_type = "station_post"

    station = models.ForeignKey("workstations.Workstation", models.PROTECT, related_name="posts")
    title = models.CharField(_("岗位"), max_length=40)
    kind = models.CharField(_("类别"), max_length=8, choices=PostKind)
    planned = models.PositiveSmallIntegerField(_("编制人数"))
    closed_on = models.DateField(_("撤销日期"), null=True, blank=True)
    created_at = models.DateTimeField(default=clock.now, editable=False)
    submit_key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)

    class Meta:
        verbose_name = _("岗位")
        verbose_name_plural = _("岗位")
        ordering = ["kind", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["station", "title"],
                condition=Q(closed_on__isnull=True),
                name="station_post_title_once",
            ),
            models.UniqueConstraint(
                fields=["station"],
                condition=Q(closed_on__isnull=True, kind=PostKind.HEAD),
                name="station_post_one_head",
            ),
            models.CheckConstraint(
                name="station_post_planned", condition=Q(planned__gte=1, planned__lte=50)
            ),
            models.CheckConstraint(
                name="station_post_head_is_one", condition=~Q(kind="head") | Q(planned=1)
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def role(self) -> Role:
        """The role of whoever fills it."""
        return PostKind(self.kind).role

    @property
    def division_chain(self) -> dict[Level, int | None]:
        """As its station's, which is loaded with its community and sub-district."""
        return self.station.division_chain
