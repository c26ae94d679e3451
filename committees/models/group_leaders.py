"""Leaders of residents' groups: chosen by a meeting of the group, for a term (§13)."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from committees.models.terms import Term


class GroupLeader(Term):
    """The leader of one residents' group, and the meeting that chose them.

    entitled, present, votes  how many belong to the meeting, came, and were for this person
    """

    subject_type = "group_leader"

    community = models.ForeignKey("portal.Division", models.PROTECT, related_name="+")
    group = models.ForeignKey("portal.Division", models.PROTECT, related_name="+")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    meeting_on = models.DateField(_("小组会议日期"))
    entitled = models.PositiveSmallIntegerField(_("应到人数"))
    present = models.PositiveSmallIntegerField(_("到会人数"))
    votes = models.PositiveSmallIntegerField(_("同意人数"))
    submit_key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)

    class Meta:
        verbose_name = _("居民小组长")
        verbose_name_plural = _("居民小组长")
        constraints = [
            models.UniqueConstraint(
                fields=["group"], condition=Q(ended_ground=""), name="group_leader_open_once"
            ),
            models.CheckConstraint(
                name="group_leader_numbers",
                condition=Q(votes__gte=1, votes__lte=F("present"), present__lte=F("entitled")),
            ),
            models.CheckConstraint(
                name="group_leader_after_meeting", condition=Q(meeting_on__lte=F("valid_from"))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.group.name} · {self.user}"
