"""Meetings of every kind: what is on the agenda, and what was said."""

import uuid
from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from committees.workflows import MEETING, MeetingStatus
from portal.kernel import clock
from portal.kernel.references import reference_format
from portal.models.subjects import Subject, SubjectQuerySet


class MeetingKind(models.TextChoices):
    """Whose meeting it is. The values are the topics of the rules."""

    COMMITTEE = "committee_meeting", _("居委会会议")
    REPRESENTATIVES = "reps_meeting", _("居民代表会议")
    RESIDENTS = "residents_meeting", _("居民会议")


SIGN_IN_BEFORE = timedelta(hours=1)
# §30: the higher body may cancel what a lower one decided.
STANDING = (MeetingKind.COMMITTEE, MeetingKind.REPRESENTATIVES, MeetingKind.RESIDENTS)


class Composition(models.TextChoices):
    """Who makes up a residents' meeting (§26)."""

    ADULTS = "adults", _("全体十八周岁以上居民")
    HOUSEHOLDS = "households", _("每户派代表")


class Meeting(Subject):
    """One meeting.

    rules        the rules as frozen when it was opened; every vote in it is counted by them
    is_special   called at shorter notice than the rules ask for, or opened before its time;
                 ``special_reason`` says why
    composition  of a residents' meeting: who makes it up; ``entitled`` how many those are
    demand       the demand of residents that this meeting answers
    reconvenes   the meeting that had no quorum and is held again
    """

    subject_type = "meeting"
    workflow = MEETING
    get_status_display = Subject.status_name

    status = models.CharField(_("状态"), max_length=24, choices=MeetingStatus, editable=False)
    kind = models.CharField(
        _("会议种类"), max_length=20, choices=MeetingKind, default=MeetingKind.COMMITTEE
    )
    committee = models.ForeignKey("committees.Committee", models.PROTECT, related_name="meetings")
    composition = models.CharField(
        _("居民会议由谁组成"), max_length=10, choices=Composition, blank=True
    )
    entitled = models.PositiveIntegerField(_("应到人数"), null=True, blank=True)
    demand = models.ForeignKey(
        "committees.MeetingDemand", models.PROTECT, null=True, blank=True, related_name="meetings"
    )
    reconvenes = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="reconvened"
    )
    title = models.CharField(_("会议名称"), max_length=60)
    starts_at = models.DateTimeField(_("开会时间"))
    place = models.CharField(_("地点"), max_length=80)
    convened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False
    )
    noticed_at = models.DateTimeField(null=True, blank=True, editable=False)
    is_special = models.BooleanField(_("特别召集"), default=False, editable=False)
    special_reason = models.CharField(
        _("特别召集的原因"), max_length=200, blank=True, editable=False
    )
    opened_at = models.DateTimeField(null=True, blank=True, editable=False)
    ended_at = models.DateTimeField(null=True, blank=True, editable=False)
    rules = models.JSONField(default=dict, blank=True, editable=False)
    submit_key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)

    objects = SubjectQuerySet.as_manager()

    class Meta:
        verbose_name = _("会议")
        verbose_name_plural = _("会议")
        indexes = [models.Index(fields=["community", "-starts_at"], name="meeting_community")]
        constraints = [
            models.CheckConstraint(
                name="meeting_of_residents_is_counted",
                condition=Q(kind="residents_meeting", entitled__gte=1, composition__gt="")
                | (~Q(kind="residents_meeting") & Q(entitled__isnull=True, composition="")),
            ),
            models.CheckConstraint(
                name="meeting_special_has_a_reason",
                condition=Q(is_special=False) | Q(special_reason__gt=""),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def reference(self) -> str:
        """``MTG-2026-000004``."""
        return reference_format("MTG", self.created_at.year, self.pk or 0)

    @property
    def hand(self) -> str:
        """In whose hand it is, for its colour."""
        over = {MeetingStatus.ENDED, MeetingStatus.CANCELLED}
        return "calm" if self.status in over else "deliberation"

    @property
    def is_of_residents(self) -> bool:
        """Whether everybody may come: the roll is a number, and names are those who sign in."""
        return self.kind == MeetingKind.RESIDENTS

    @property
    def is_in_session(self) -> bool:
        """Whether people sit together now."""
        return self.status == MeetingStatus.IN_SESSION

    @property
    def takes_presence(self) -> bool:
        """Whether people sign in now: from an hour before its time until it ends."""
        opens = self.starts_at - SIGN_IN_BEFORE
        is_near = self.status == MeetingStatus.NOTICED and clock.now() >= opens
        return is_near or self.is_in_session

    @property
    def is_announced(self) -> bool:
        """Whether those who may come have been told, so that they may read and follow it."""
        return self.noticed_at is not None and self.status != MeetingStatus.CANCELLED

    @cached_property
    def has_agenda(self) -> bool:
        """Whether anything stands on the agenda."""
        return self.agenda_items.exists() or self.points.exists()

    @cached_property
    def has_open_vote(self) -> bool:
        """Whether a vote is running in it."""
        return self.vote_events.filter(closed_at__isnull=True).exists()


class AgendaItem(models.Model):
    """A motion's place on the agenda of one meeting. ``late_reason`` says why it was added after
    the notice had gone out."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="agenda_items")
    motion = models.ForeignKey("committees.Motion", models.PROTECT, related_name="agenda_items")
    position = models.PositiveSmallIntegerField(default=1)
    late_reason = models.CharField(_("通知后才列入的原因"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("议程")
        verbose_name_plural = _("议程")
        ordering = ["position", "id"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "motion"], name="agenda_item_once")
        ]

    def __str__(self) -> str:
        return f"{self.position}. {self.motion}"


class DebateNote(models.Model):
    """What somebody said on an agenda item; it enters the minutes."""

    agenda_item = models.ForeignKey(AgendaItem, models.CASCADE, related_name="debate_notes")
    speaker = models.CharField(_("发言人"), max_length=40)
    text = models.TextField(_("发言要点"), max_length=1000)
    noted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False
    )
    created_at = models.DateTimeField(default=clock.now, editable=False)

    class Meta:
        verbose_name = _("讨论记录")
        verbose_name_plural = _("讨论记录")
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.speaker}: {self.text[:30]}"
