"""Amendments by id, for the steps on them."""

from committees.models import Amendment, Meeting, Participant
from portal.access.checker import Access
from portal.kernel.errors import NotFound

VIEW, ENTER = "committees.view_deliberation", "committees.note_debate"


def amendment_for(access: Access, pk: int) -> Amendment:
    """One whose motion the person may see; foreign and missing are NotFound."""
    row = Amendment.objects.select_related("motion").filter(pk=pk).first()
    if row is None or not access.can(VIEW, row.motion):
        raise NotFound()
    return row


def movers_of(access: Access, meeting: Meeting, motion) -> list[Participant]:
    """For whom the person may enter a paper: everybody else with a vote, those without an account
    first; [] without the right."""
    if not access.can(ENTER, motion):
        return []
    rows = meeting.participants.filter(has_vote=True).exclude(user=access.user)
    return sorted(rows, key=lambda row: (row.user_id is not None, row.pk))
