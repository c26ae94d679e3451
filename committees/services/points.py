"""What a meeting hears without voting: put on the agenda, taken off, heard."""

import uuid

from django.db import transaction
from django.utils.translation import gettext as _

from committees.models import AgendaPoint, Meeting, PointKind
from committees.services.lateness import late_reason_for
from committees.workflows import MeetingStatus
from portal.access.checker import access_of
from portal.kernel import clock
from portal.kernel.errors import NotFound, RuleViolated, TransitionRefused
from portal.services.records import record_append

CONVENE = "committees.convene_meeting"
CHAIR = "committees.chair_meeting"
GIVEN = frozenset({PointKind.REPORT, PointKind.INFORMATION})


def _locked(meeting_id: int) -> Meeting:
    return Meeting.objects.select_for_update(of=("self",)).get(pk=meeting_id)


def _recorded(meeting: Meeting, verb: str, actor, permission: str, row: AgendaPoint) -> None:
    record_append(
        subject=meeting,
        verb=verb,
        actor=actor,
        post=access_of(actor).post_for(permission, meeting),
        data={"point": row.pk, "late": bool(row.late_reason)},
        is_public=False,
    )


def demand_point_add(actor, meeting: Meeting) -> AgendaPoint:
    """What residents demanded stands on the agenda of the meeting that answers them (§26, §29)."""
    demand = meeting.demand
    return AgendaPoint.objects.create(
        meeting=meeting,
        kind=PointKind.DEMAND,
        title=demand.title,
        text=demand.reasons,
        speaker=demand.started_by.name[:40],
        added_by=actor,
        submit_key=uuid.uuid4(),
        created_at=clock.now(),
    )


@transaction.atomic
def point_add(
    *,
    actor,
    meeting: Meeting,
    kind: str,
    title: str,
    submit_key,
    text: str = "",
    speaker: str = "",
    late_reason: str = "",
) -> AgendaPoint:
    """Put a report or a piece of information on the agenda. The same ``submit_key`` is the same
    point. RuleViolated on ``kind``, ``title`` or ``late_reason`` (the notice is out);
    TransitionRefused when the meeting has begun."""
    meeting = _locked(meeting.pk)
    access_of(actor).require(CONVENE, meeting)
    known = AgendaPoint.objects.filter(submit_key=submit_key, meeting=meeting).first()
    if known:
        return known
    if kind not in GIVEN:
        raise RuleViolated(_("请选择报告或通报。"), field="kind", code="invalid")
    if not title.strip():
        raise RuleViolated(_("请填写。"), field="title", code="required")
    row = AgendaPoint.objects.create(
        meeting=meeting,
        kind=kind,
        title=title.strip()[:60],
        text=text.strip(),
        speaker=speaker.strip()[:40],
        late_reason=late_reason_for(meeting, late_reason),
        added_by=actor,
        submit_key=submit_key,
        created_at=clock.now(),
    )
    _recorded(meeting, "add_point", actor, CONVENE, row)
    return row


def point_of(meeting: Meeting, pk: int) -> AgendaPoint:
    """One of the meeting's points; anything else is NotFound."""
    row = meeting.points.filter(pk=pk).first()
    if row is None:
        raise NotFound()
    return row


@transaction.atomic
def point_remove(*, actor, meeting: Meeting, pk: int) -> None:
    """Take it off before the meeting begins. What residents demanded stays on."""
    meeting = _locked(meeting.pk)
    access_of(actor).require(CONVENE, meeting)
    row = point_of(meeting, pk)
    if row.kind == PointKind.DEMAND:
        raise TransitionRefused(_("居民联名要求议的事不能移出议程。"), code="demanded")
    if meeting.status not in {MeetingStatus.PLANNED, MeetingStatus.NOTICED}:
        raise TransitionRefused(_("会议开始后，议程就不能再改了。"), code="agenda")
    _recorded(meeting, "remove_point", actor, CONVENE, row)
    row.delete()


@transaction.atomic
def point_hear(*, actor, meeting: Meeting, pk: int, note: str = "") -> AgendaPoint:
    """The meeting heard it; what was said may be written down. Again: the note is replaced until
    the meeting ends. TransitionRefused outside the meeting."""
    meeting = _locked(meeting.pk)
    access_of(actor).require(CHAIR, meeting)
    row = point_of(meeting, pk)
    if not meeting.is_in_session:
        raise TransitionRefused(_("会议还没有开始。"), code="not_in_session")
    row.heard_at = row.heard_at or clock.now()
    row.note = note.strip()[:1000] or row.note
    row.save(update_fields=["heard_at", "note"])
    _recorded(meeting, "hear_point", actor, CHAIR, row)
    return row
