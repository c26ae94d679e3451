"""The order of a meeting's agenda, until the meeting begins."""

from django.db import transaction
from django.utils.translation import gettext as _

from committees.models import AgendaItem, Meeting
from committees.services.motions import motion_defer
from committees.workflows import MeetingStatus
from portal.access.checker import access_of
from portal.kernel.errors import NotFound, TransitionRefused
from portal.services.records import record_append

CONVENE = "committees.convene_meeting"


def _agenda_lock(actor, item: AgendaItem) -> Meeting:
    """The meeting of ``item``, locked, if its agenda may still be changed by the actor."""
    meeting = Meeting.objects.select_for_update(of=("self",)).filter(pk=item.meeting_id).first()
    if meeting is None:
        raise NotFound()
    access_of(actor).require(CONVENE, meeting)
    if meeting.status not in {MeetingStatus.PLANNED, MeetingStatus.NOTICED}:
        raise TransitionRefused(_("会议开始后，议程就不能再改了。"), code="agenda")
    return meeting


@transaction.atomic
def agenda_remove(*, actor, item: AgendaItem, remark: str = "") -> Meeting:
    """Take a motion off the agenda before the meeting begins; the motion is deferred."""
    meeting = _agenda_lock(actor, item)
    motion_defer(actor=actor, motion=item.motion, remark=remark or _("调整议程，改日再议。"))
    item.delete()
    _agenda_recorded(actor, meeting)
    return meeting


@transaction.atomic
def agenda_move(*, actor, item: AgendaItem, up: bool) -> Meeting:
    """Move a motion one place up or down the agenda."""
    meeting = _agenda_lock(actor, item)
    order = list(meeting.agenda_items.all())
    here = next((at for at, row in enumerate(order) if row.pk == item.pk), None)
    there = None if here is None else here + (-1 if up else 1)
    if there is None or not 0 <= there < len(order):
        return meeting
    order[here], order[there] = order[there], order[here]
    for position, row in enumerate(order, start=1):
        row.position = position
    AgendaItem.objects.bulk_update(order, ["position"])
    _agenda_recorded(actor, meeting)
    return meeting


def _agenda_recorded(actor, meeting: Meeting) -> None:
    order = list(meeting.agenda_items.values_list("motion_id", flat=True))
    record_append(
        subject=meeting,
        verb="arrange",
        actor=actor,
        post=access_of(actor).post_for(CONVENE, meeting),
        data={"motions": order},
        is_public=False,
    )
