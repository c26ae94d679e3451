"""Meetings: the list, the next one, and one meeting with agenda, presence and quorum."""

from dataclasses import dataclass

from django.db.models import Count, OuterRef, Subquery

from committees.models import (
    AgendaItem,
    Attendance,
    Meeting,
    Membership,
    Presence,
    Recusal,
    Vote,
    VoteEvent,
)
from committees.selectors.arithmetic import outcome_words, quorum_live, steps_of
from committees.selectors.bodies import ORDER
from committees.tally import COMMITTEE_DEFAULT, TallyRules
from committees.workflows import MeetingStatus
from portal.access.checker import Access

VIEW = "committees.view_deliberation"
PAGE = 20
COMING = (MeetingStatus.PLANNED, MeetingStatus.NOTICED, MeetingStatus.IN_SESSION)


@dataclass(frozen=True)
class MeetingPage:
    """All that one meeting's page shows."""

    meeting: Meeting
    items: list[AgendaItem]
    members: list[Membership]
    quorum: dict
    my_seat: Membership | None


def meetings_visible(access: Access):
    """Meetings of the person's committees and of those they watch, for lists."""
    rows = Meeting.objects.filter(access.scope(VIEW)).select_related("community")
    return rows.annotate(motion_count=Count("agenda_items"))


def meetings_listed(access: Access, before: int | None = None) -> list[Meeting]:
    """Up to 21 meetings, newest first."""
    rows = meetings_visible(access)
    if before:
        rows = rows.filter(pk__lt=before)
    return list(rows.order_by("-id")[: PAGE + 1])


def meetings_coming(access: Access, size: int = 3) -> list[Meeting]:
    """What is planned or sitting now, the soonest first."""
    rows = meetings_visible(access).filter(status__in=COMING)
    return list(rows.order_by("starts_at")[:size])


def meeting_for(access: Access, pk: int) -> Meeting:
    """One meeting, for a step on it."""
    rows = Meeting.objects.select_related("committee__community__parent")
    return access.fetch(rows, VIEW, pk=pk)


def rules_of(meeting: Meeting) -> TallyRules:
    """The frozen rules once it was opened; before, the usual ones."""
    return TallyRules.from_json(meeting.rules) if meeting.rules else COMMITTEE_DEFAULT


def members_present(meeting: Meeting) -> list[Membership]:
    """The members with their ``presence`` ("" = not noted), the chair first; one statement."""
    noted = Attendance.objects.filter(meeting=meeting, membership=OuterRef("pk"))
    day = (meeting.opened_at or meeting.starts_at).date()
    rows = (
        Membership.objects.active(day)
        .filter(committee=meeting.committee_id)
        .select_related("user")
        .annotate(presence=Subquery(noted.values("presence")[:1]))
    )
    return sorted(rows, key=lambda row: (ORDER[row.seat], row.pk))


def quorum_of(meeting: Meeting, members: list[Membership]) -> dict:
    """The presence of a meeting as it stands."""
    present = sum(row.presence == Presence.PRESENT for row in members)
    return quorum_live(rules_of(meeting), len(members), present)


def agenda_of_meeting(meeting: Meeting, user) -> list[AgendaItem]:
    """The agenda with each motion's vote in this meeting and this person's own part in it
    (``my_choice``, ``my_recusal``); two statements with the notes."""
    votes = VoteEvent.objects.filter(motion=OuterRef("motion"), meeting=meeting).order_by("-id")
    mine = Vote.objects.filter(
        vote_event__motion=OuterRef("motion"),
        vote_event__meeting=meeting,
        membership__user=user,
    )
    aside = Recusal.objects.filter(motion=OuterRef("motion"), membership__user=user)
    return list(
        meeting.agenda_items.select_related("motion__issue", "motion__resolution")
        .annotate(
            vote_id=Subquery(votes.values("pk")[:1]),
            vote_outcome=Subquery(votes.values("outcome")[:1]),
            my_choice=Subquery(mine.values("choice")[:1]),
            my_recusal=Subquery(aside.values("pk")[:1]),
        )
        .prefetch_related("debate_notes")
    )


def meeting_page(access: Access, pk: int) -> MeetingPage:
    """One meeting with everything on its page; four statements."""
    rows = Meeting.objects.select_related("committee", "community", "convened_by")
    meeting = access.fetch(rows, VIEW, pk=pk)
    items = agenda_of_meeting(meeting, access.user)
    meeting.__dict__["has_agenda"] = bool(items)
    meeting.__dict__["has_open_vote"] = any(row.vote_outcome == "" for row in items)
    for item in items:
        item.meeting = meeting
        item.motion.__dict__["current_agenda_item"] = item
    members = members_present(meeting)
    my_seat = next((row for row in members if row.user_id == access.user.pk), None)
    return MeetingPage(meeting, items, members, quorum_of(meeting, members), my_seat)


def meeting_quorum(access: Access, pk: int) -> tuple[Meeting, list[Membership], dict]:
    """What the live fragment asks for again and again; two statements."""
    meeting = access.fetch(Meeting.objects.all(), VIEW, pk=pk)
    members = members_present(meeting)
    return meeting, members, quorum_of(meeting, members)


def meetings_by_ids(ids) -> dict[int, Meeting]:
    """{id: meeting}, one statement."""
    rows = Meeting.objects.filter(pk__in=list(ids)).select_related("community")
    return {row.pk: row for row in rows}


def hall_of(page: MeetingPage) -> dict:
    """What the hall's screen shows: the item in hand and its arithmetic once it is counted."""
    running = {"voting": 0, "under_debate": 1}
    decided = [row for row in page.items if row.vote_outcome]
    now = sorted(
        (row for row in page.items if row.motion.status in running),
        key=lambda row: running[row.motion.status],
    )
    item = now[0] if now else (decided[-1] if decided else None)
    event = None
    if item is not None and item.vote_id and not now:
        event = VoteEvent.objects.get(pk=item.vote_id)
    return {
        "meeting": page.meeting,
        "page": page,
        "quorum": page.quorum,
        "item": item,
        "count": len(page.items),
        "steps": steps_of(event.result) if event else [],
        "result": outcome_words(event.outcome) if event else "",
        "adopted": event.outcome == "adopted" if event else None,
    }
