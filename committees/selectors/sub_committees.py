"""Sub-committees for whoever keeps them: one, one seat, the dissolved ones, the decisions."""

from django.db.models import Prefetch

from committees.models import (
    Committee,
    MeetingKind,
    Resolution,
    SubCommittee,
    SubCommitteeSeat,
)
from committees.selectors.places import Place
from portal.access.checker import Access
from portal.kernel import clock
from portal.kernel.errors import NotFound

MANAGE = "committees.manage_bodies"


def _kept(access: Access, row, committee: Committee):
    if not access.can(MANAGE, Place(committee.community)):
        raise NotFound()
    return row


def sub_committee_for(access: Access, pk: int) -> SubCommittee:
    """One where the person keeps the bodies; else NotFound."""
    rows = SubCommittee.objects.select_related("committee__community__parent", "head")
    row = rows.filter(pk=pk).first()
    if row is None:
        raise NotFound()
    return _kept(access, row, row.committee)


def sub_seat_for(access: Access, pk: int) -> SubCommitteeSeat:
    """One seat that has not ended, where the person keeps the bodies; else NotFound."""
    rows = SubCommitteeSeat.objects.select_related("sub_committee__committee__community__parent")
    row = rows.filter(pk=pk, ended_ground="").first()
    if row is None:
        raise NotFound()
    return _kept(access, row, row.sub_committee.committee)


def sub_committees_of(committee: Committee | None) -> dict[str, list]:
    """{"sub_committees": those of the term, each with ``.head_now``, the head as long as they sit,
    and ``.seats_now`` beside it; "dissolved": those that are no more; "left": the seats that
    ended}. Two statements."""
    if committee is None:
        return {"sub_committees": [], "dissolved": [], "left": []}
    seats = Prefetch("seats", queryset=SubCommitteeSeat.objects.order_by("id"))
    rows = committee.sub_committees.select_related("head__user", "dissolved_by")
    rows = list(rows.prefetch_related(seats).order_by("id"))
    left = [_of(row, seat) for row in rows for seat in row.seats.all() if seat.ended_ground]
    return {
        "sub_committees": [_as_now(row) for row in rows if row.dissolved_on is None],
        "dissolved": [row for row in rows if row.dissolved_on is not None],
        "left": sorted(left, key=lambda seat: (seat.valid_to, seat.pk), reverse=True)[:20],
    }


def _of(row: SubCommittee, seat: SubCommitteeSeat) -> SubCommitteeSeat:
    seat.sub_committee = row
    return seat


def _as_now(row: SubCommittee) -> SubCommittee:
    today = clock.today()
    until = row.head.valid_to
    row.head_now = row.head if until is None or until > today else None
    row.seats_now = [
        seat
        for seat in row.seats.all()
        if seat.valid_from <= today and (seat.valid_to is None or seat.valid_to > today)
    ]
    return row


def decisions_of_committee(committee: Committee, limit: int = 20) -> list[Resolution]:
    """The newest decisions in force of the committee's own meetings."""
    rows = Resolution.objects.in_force().filter(
        vote_event__meeting__kind=MeetingKind.COMMITTEE, vote_event__meeting__committee=committee
    )
    return list(rows.select_related("vote_event__meeting").order_by("-adopted_at", "-id")[:limit])
