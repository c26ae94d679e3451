"""Who was in the room, as people."""

from committees.models import Meeting, Presence, Vote


def people_present(meeting: Meeting) -> list[int]:
    """Ids of the accounts noted as present; whoever voted was there, whatever the list says."""
    noted = meeting.participants.filter(presence=Presence.PRESENT, user__isnull=False)
    voted = Vote.objects.filter(vote_event__meeting=meeting, participant__user__isnull=False)
    found = set(noted.values_list("user_id", flat=True))
    return sorted(found | set(voted.values_list("participant__user_id", flat=True)))
