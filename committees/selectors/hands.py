"""Whose hand is counted: on the roll, in the room, not standing aside."""

from committees.models import Participant, Presence, VoteEvent
from committees.selectors.recusals import standing_aside


def people_raising(event: VoteEvent) -> list[Participant]:
    """The people whose hands are counted, the chair first; one statement."""
    rows = Participant.objects.filter(
        ~standing_aside(event.motion_id), pk__in=event.base, presence=Presence.PRESENT
    )
    return sorted(rows.select_related("membership", "delegate"), key=lambda row: row.rank)
