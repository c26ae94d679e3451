"""Meetings of the committee: agenda, attendance, debate."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from committees.workflows import MEETING, MeetingStatus
from portal.kernel import clock
from portal.models.subjects import Subject, SubjectQuerySet


class Meeting(Subject):
    """One meeting. ``minutes`` (PDF) is built when it ends."""

    subject_type = "meeting"
    workflow = MEETING

    status = models.CharField(_("状态"), max_length=24, choices=MeetingStatus, editable=False)
    committee = models.ForeignKey("committees.Committee", models.PROTECT, related_name="meetings")
    title = models.CharField(_("会议名称"), max_length=60)
    starts_at = models.DateTimeField(_("开会时间"))
    place = models.CharField(_("地点"), max_length=80)
    convened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False
    )
    opened_at = models.DateTimeField(null=True, blank=True, editable=False)
    ended_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = SubjectQuerySet.as_manager()

    class Meta:
        verbose_name = _("会议")
        verbose_name_plural = _("会议")
        indexes = [models.Index(fields=["community", "-starts_at"], name="meeting_community")]

    def __str__(self) -> str:
        return self.title


class AgendaItem(models.Model):
    """A motion's place on the agenda of one meeting."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="agenda_items")
    motion = models.ForeignKey("committees.Motion", models.PROTECT, related_name="agenda_items")
    position = models.PositiveSmallIntegerField(default=1)

    class Meta:
        verbose_name = _("议程")
        verbose_name_plural = _("议程")
        ordering = ["position", "id"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "motion"], name="agenda_item_once")
        ]

    def __str__(self) -> str:
        return f"{self.position}. {self.motion}"


class Presence(models.TextChoices):
    """Whether a member is there."""

    PRESENT = "present", _("到会")
    EXCUSED = "excused", _("请假")
    ABSENT = "absent", _("缺席")


class Attendance(models.Model):
    """One member's presence at one meeting."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="attendances")
    membership = models.ForeignKey("committees.Membership", models.PROTECT, related_name="+")
    presence = models.CharField(max_length=8, choices=Presence, default=Presence.ABSENT)
    noted_at = models.DateTimeField(default=clock.now)
    noted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", db_index=False
    )

    class Meta:
        verbose_name = _("出席")
        verbose_name_plural = _("出席")
        constraints = [
            models.UniqueConstraint(fields=["meeting", "membership"], name="attendance_once")
        ]

    def __str__(self) -> str:
        return f"{self.membership}: {self.get_presence_display()}"


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
