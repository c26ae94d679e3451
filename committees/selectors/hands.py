"""Whose hand is counted: on the roll, in the room, not standing aside."""

from django.db.models import Exists, OuterRef

from committees.models import Attendance, Membership, Presence, Recusal, VoteEvent
from committees.selectors.bodies import ORDER


def members_raising(event: VoteEvent) -> list[Membership]:
    """The members whose hands are counted, the chair first; one statement."""
    there = Attendance.objects.filter(
        meeting=event.meeting_id, membership=OuterRef("pk"), presence=Presence.PRESENT
    )
    aside = Recusal.objects.filter(motion=event.motion_id, membership=OuterRef("pk"))
    rows = Membership.objects.filter(Exists(there), ~Exists(aside), pk__in=event.base)
    return sorted(rows.select_related("user"), key=lambda row: (ORDER[row.seat], row.pk))
