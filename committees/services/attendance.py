"""Who is in the room: noted by the secretary of the meeting, or by each member on their phone."""

from django.db import transaction
from django.utils.translation import gettext as _

from committees.models import Attendance, Meeting, Membership, Presence, Vote
from committees.workflows import MeetingStatus
from portal.access.checker import access_of
from portal.kernel import clock
from portal.kernel.errors import NotFound, RuleViolated, TransitionRefused
from portal.services.records import record_append

NOTE = "committees.note_debate"


@transaction.atomic
def attendance_note(
    *, actor, meeting: Meeting, membership: Membership, presence: str
) -> Attendance:
    """Write down whether a member is there. Saying the same again changes nothing.

    RuleViolated on ``presence`` for an unknown word, or when somebody who is voting is noted as
    gone; TransitionRefused when the meeting takes no attendance now.
    """
    if presence not in Presence.values:
        raise RuleViolated(_("请选择到会、请假或缺席。"), field="presence", code="invalid")
    meeting = Meeting.objects.select_for_update(of=("self",)).get(pk=meeting.pk)
    access = access_of(actor)
    access.require(NOTE, meeting)
    if membership.committee_id != meeting.committee_id:
        raise NotFound()
    if meeting.status not in {MeetingStatus.NOTICED, MeetingStatus.IN_SESSION}:
        raise TransitionRefused(_("现在不登记出席。"), code="attendance")
    _refuse_to_lose_a_voter(meeting, membership, presence)
    row = Attendance.objects.filter(meeting=meeting, membership=membership).first()
    if row and row.presence == presence:
        return row
    row = row or Attendance(meeting=meeting, membership=membership)
    row.presence, row.noted_at, row.noted_by = presence, clock.now(), actor
    row.save()
    record_append(
        subject=meeting,
        verb="attend",
        actor=actor,
        post=access.post_for(NOTE, meeting),
        data={"membership": membership.pk, "presence": str(presence)},
        is_public=False,
    )
    return row


def attendance_arrive(*, actor, meeting: Meeting) -> Attendance:
    """ "I am here": a member notes their own arrival."""
    mine = Membership.objects.active().filter(committee=meeting.committee_id, user=actor).first()
    if mine is None:
        raise NotFound()
    return attendance_note(actor=actor, meeting=meeting, membership=mine, presence=Presence.PRESENT)


def _refuse_to_lose_a_voter(meeting: Meeting, membership: Membership, presence: str) -> None:
    if presence == Presence.PRESENT:
        return
    voted = Vote.objects.filter(
        vote_event__meeting=meeting, vote_event__closed_at__isnull=True, membership=membership
    )
    if voted.exists():
        words = _("这位委员已在进行中的表决里投票，表决结束后再改。")
        raise RuleViolated(words, field="presence", code="voted")
