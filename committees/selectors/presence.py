"""Who was in the room, as people."""

from committees.models import Attendance, Meeting, Presence, Vote


def people_present(meeting: Meeting) -> list[int]:
    """Ids of the people noted as present; whoever voted was there, whatever the list says."""
    noted = Attendance.objects.filter(meeting=meeting, presence=Presence.PRESENT)
    voted = Vote.objects.filter(vote_event__meeting=meeting)
    found = set(noted.values_list("membership__user_id", flat=True))
    return sorted(found | set(voted.values_list("membership__user_id", flat=True)))
