"""Single rows of elections for their forms: a name, a nomination, an objection, a proxy."""

from committees.models import (
    Candidate,
    Election,
    ElectionComplaint,
    ElectionOfficer,
    RollObjection,
    TurnoutNote,
    VoterApplication,
    VoterProxy,
    VoterRegistration,
)
from committees.workflows.complaints import ANSWER, ComplaintStatus
from committees.workflows.elections import OVER, RUN
from portal.access.checker import Access
from portal.kernel.errors import NotFound


def voter_for(election: Election, pk: int) -> VoterRegistration:
    """One name of this election's roll."""
    row = election.registrations.select_related("election").filter(pk=pk).first()
    if row is None:
        raise NotFound()
    return row


def voter_numbered(
    election: Election, number: int | None, roll: str = "voters"
) -> VoterRegistration | None:
    """The standing name with that number on a roll."""
    rows = election.registrations.filter(roll=roll, removed_on__isnull=True)
    return rows.filter(number=number).first() if number else None


def candidate_for(access: Access, pk: int) -> Candidate:
    """One nomination where the person runs the election."""
    rows = Candidate.objects.select_related("post__election__community", "registration", "user")
    row = rows.filter(pk=pk).first()
    if row is None or not access.can(RUN, row.post.election):
        raise NotFound()
    return row


def objection_for(access: Access, pk: int) -> RollObjection:
    """One objection where the person runs the election."""
    rows = RollObjection.objects.select_related("election__community", "registration")
    row = rows.filter(pk=pk).first()
    if row is None or not access.can(RUN, row.election):
        raise NotFound()
    return row


def complaints_waiting(access: Access) -> list[ElectionComplaint]:
    """What the district has to look into."""
    rows = ElectionComplaint.objects.filter(access.scope(ANSWER), status=ComplaintStatus.FILED)
    return list(rows.select_related("election__community").order_by("id")[:20])


def complaint_for(access: Access, pk: int) -> ElectionComplaint:
    """One that the district may answer."""
    return access.fetch(ElectionComplaint.objects.select_related("election"), ANSWER, pk=pk)


def sheet_of(election: Election, user):
    """One's own count sheet, to correct it."""
    return election.sheets.filter(entered_by=user).first()


def turnout_so_far(election: Election) -> tuple[int, TurnoutNote | None]:
    """(how many are on the roll that votes, what was last noted of the ballots given out)."""
    held = VoterRegistration.objects.filter(election=election.roll_holder_id, roll=election.form)
    registered = held.filter(removed_on__isnull=True).count()
    return registered, election.turnout.order_by("-noted_at", "-id").first()


def elections_running(access: Access) -> list[Election]:
    """Those the person helps to run that are not over."""
    over = OVER
    mine = ElectionOfficer.objects.filter(user=access.user.pk, left_on__isnull=True)
    rows = Election.objects.filter(access.scope(RUN), pk__in=mine.values("election"))
    rows = rows.exclude(status__in=over)
    return list(rows.select_related("community").order_by("election_day")[:5])


def application_of(election: Election, user) -> VoterApplication | None:
    """One's own application, the latest."""
    if not user.is_authenticated:
        return None
    return election.applications.filter(user=user).order_by("-id").first()


def applications_waiting(election: Election) -> list[VoterApplication]:
    """Those without an answer, the oldest first."""
    return list(election.applications.filter(state="waiting").order_by("id")[:200])


def _of_running(access: Access, rows, pk: int):
    """One row of an election that the person runs; NotFound."""
    row = rows.filter(pk=pk).first()
    if row is None or not access.can(RUN, row.election):
        raise NotFound()
    return row


def application_for(access: Access, pk: int) -> VoterApplication:
    """One application where the person runs the election."""
    return _of_running(access, VoterApplication.objects.select_related("election__community"), pk)


def proxy_for(access: Access, pk: int) -> VoterProxy:
    """One proxy where the person runs the election."""
    rows = VoterProxy.objects.select_related("election__community", "giver", "holder")
    return _of_running(access, rows, pk)
