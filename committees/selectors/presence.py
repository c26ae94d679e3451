"""Who was in the room, as people, and who still holds the seat they came by."""

from datetime import date

from django.db.models import Q

from committees.models import Meeting, Presence, Vote
from portal.kernel import clock


def holding_a_seat(on: date | None = None) -> Q:
    """For a query of participants: still in the seat they came by ``on`` that day (default
    today); who lost it meanwhile does not vote."""
    today, held = on or clock.today(), Q()
    for name in ("membership", "representative", "delegate"):
        ends = Q(**{f"{name}__valid_to__isnull": True}) | Q(**{f"{name}__valid_to__gt": today})
        held &= Q(**{f"{name}__isnull": True}) | ends
    return held


def people_present(meeting: Meeting) -> list[int]:
    """Ids of the accounts noted as present; whoever voted was there, whatever the list says."""
    noted = meeting.participants.filter(presence=Presence.PRESENT, user__isnull=False)
    voted = Vote.objects.filter(vote_event__meeting=meeting, participant__user__isnull=False)
    found = set(noted.values_list("user_id", flat=True))
    return sorted(found | set(voted.values_list("participant__user_id", flat=True)))
