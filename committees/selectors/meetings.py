"""Meetings: the list, the next one, and one meeting with agenda, presence and quorum."""

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Q, Subquery

from committees.models import (
    AgendaItem,
    AgendaPoint,
    Amendment,
    Meeting,
    Participant,
    Recusal,
    SpeakerTurn,
    Vote,
    VoteEvent,
)
from committees.selectors.quorums import meeting_lacked_quorum, quorum_of
from committees.selectors.recusals import standing_aside_of
from committees.workflows import MeetingStatus, MotionStatus
from portal.access.checker import Access
from portal.kernel.errors import NotFound
from portal.models import Paper
from portal.selectors.papers import papers_by_subject

VIEW = "committees.view_deliberation"
PAGE = 20
COMING = (MeetingStatus.PLANNED, MeetingStatus.NOTICED, MeetingStatus.IN_SESSION)


@dataclass(frozen=True)
class MeetingPage:
    """All that one meeting's page shows."""

    meeting: Meeting
    items: list[AgendaItem]
    people: list[Participant]
    quorum: dict
    my_seat: Participant | None
    points: list[AgendaPoint]


def meetings_visible(access: Access):
    """Meetings of the person's committees and of those they watch, for lists."""
    rows = Meeting.objects.filter(access.scope(VIEW)).select_related("community")
    return rows.annotate(motion_count=Count("agenda_items"))


def meetings_past(access: Access, before: int | None = None) -> list[Meeting]:
    """Up to 21 meetings that are over, the latest first; from the one with key ``before`` on."""
    rows = meetings_visible(access).exclude(status__in=COMING)
    if before:
        mark = Meeting.objects.filter(pk=before).values("starts_at")[:1]
        earlier = Q(starts_at__lt=Subquery(mark))
        rows = rows.filter(earlier | Q(starts_at=Subquery(mark), pk__lt=before))
    return list(rows.order_by("-starts_at", "-id")[: PAGE + 1])


def meetings_coming(access: Access, size: int = 3) -> list[Meeting]:
    """What is planned or sitting now, the soonest first."""
    rows = meetings_visible(access).filter(status__in=COMING)
    return list(rows.order_by("starts_at")[:size])


def meeting_for(access: Access, pk: int) -> Meeting:
    """One meeting, for a step on it."""
    rows = Meeting.objects.select_related("committee__community__parent")
    return access.fetch(rows, VIEW, pk=pk)


def meeting_to_attend(access: Access, pk: int) -> Meeting:
    """One meeting that the person may come to: their own body's, or the residents' meeting."""
    rows = Meeting.objects.select_related("committee__community__parent")
    return access.fetch(rows, "committees.attend_meeting", pk=pk)


def may_reconvene(meeting: Meeting) -> bool:
    """Whether it ended without a quorum and was not called again."""
    again = meeting.reconvened.exclude(status=MeetingStatus.CANCELLED)
    return meeting_lacked_quorum(meeting) and not again.exists()


def seat_of(meeting: Meeting, user) -> Participant | None:
    """The person's place at the meeting, if there is one."""
    return meeting.participants.filter(user=user).first()


def participant_of(meeting: Meeting, pk: int) -> Participant:
    """One of the roll; anybody else is NotFound."""
    row = meeting.participants.filter(pk=pk).first()
    if row is None:
        raise NotFound()
    return row


def turn_for(access: Access, pk: int) -> SpeakerTurn:
    """A wish to speak in a meeting that the person may see, or one's own."""
    rows = SpeakerTurn.objects.select_related("agenda_item__meeting", "participant")
    row = rows.filter(pk=pk).first()
    sees = access.can(VIEW, row.agenda_item.meeting) if row else False
    if not sees and (row is None or row.participant.user_id != access.user.pk):
        raise NotFound()
    return row


def people_of(meeting: Meeting) -> list[Participant]:
    """The roll with who is there, the chair first, guests last; one statement."""
    rows = meeting.participants.select_related("membership", "delegate")
    return sorted(rows, key=lambda row: row.rank)


def agenda_of_meeting(meeting: Meeting, user) -> list[AgendaItem]:
    """The agenda with each motion's vote in this meeting and this person's own part in it
    (``my_choice``, ``my_recusal``); two statements with the notes, two more in a debate."""
    votes = VoteEvent.objects.filter(
        motion=OuterRef("motion"), meeting=meeting, amendment__isnull=True
    ).order_by("-id")
    on_change = VoteEvent.objects.filter(
        motion=OuterRef("motion"), meeting=meeting, amendment__isnull=False, closed_at__isnull=True
    )
    mine = Vote.objects.filter(
        vote_event__motion=OuterRef("motion"),
        vote_event__meeting=meeting,
        vote_event__amendment__isnull=True,
        participant__user=user,
    )
    papers_about = Paper.objects.filter(
        subject_type="motion", subject_id=OuterRef("motion"), hidden_at=None
    )
    aside = Recusal.objects.filter(standing_aside_of(user), motion=OuterRef("motion"))
    items = list(
        meeting.agenda_items.select_related("motion__issue", "motion__resolution")
        .annotate(
            vote_id=Subquery(votes.values("pk")[:1]),
            vote_outcome=Subquery(votes.values("outcome")[:1]),
            amendment_vote_id=Subquery(on_change.values("pk")[:1]),
            has_papers=Exists(papers_about),
            has_amendments=Exists(Amendment.objects.filter(motion=OuterRef("motion"))),
            my_choice=Subquery(mine.values("choice")[:1]),
            my_recusal=Subquery(aside.values("pk")[:1]),
        )
        .prefetch_related("debate_notes")
    )
    _debate_load(items)
    return items


def _debate_load(items: list[AgendaItem]) -> None:
    """What the debate has brought, where it brought anything: ``changes`` (amendments) and
    ``waiting_speakers`` of each item; a statement each."""
    changes, waiting = defaultdict(list), defaultdict(list)
    changed = [item.motion_id for item in items if item.has_amendments]
    if changed:
        rows = Amendment.objects.filter(motion__in=changed)
        rows = rows.select_related("proposed_by", "mover", "scan", "entered_by")
        for row in rows:
            changes[row.motion_id].append(row)
    debated = [item.pk for item in items if item.motion.status == MotionStatus.UNDER_DEBATE]
    if debated:
        turns = SpeakerTurn.objects.filter(agenda_item__in=debated, over_at__isnull=True)
        for turn in turns.select_related("participant"):
            waiting[turn.agenda_item_id].append(turn)
    with_papers = [item.motion_id for item in items if item.has_papers]
    papers = papers_by_subject("motion", with_papers) if with_papers else {}
    for item in items:
        item.papers = papers.get(item.motion_id, [])
        item.changes, item.waiting_speakers = changes[item.motion_id], waiting[item.pk]


def meeting_page(access: Access, pk: int) -> MeetingPage:
    """One meeting with everything on its page; five statements."""
    return meeting_page_of(access, access.fetch(meetings_whole(), VIEW, pk=pk))


def meetings_whole():
    """Meetings with all that their page reads of them."""
    rows = Meeting.objects.select_related("committee", "community", "convened_by", "demand")
    points = AgendaPoint.objects.filter(meeting=OuterRef("pk"))
    return rows.annotate(has_points=Exists(points))


def meeting_page_of(access: Access, meeting: Meeting) -> MeetingPage:
    """The page of a meeting that the person was found to see."""
    items = agenda_of_meeting(meeting, access.user)
    points = list(meeting.points.all()) if getattr(meeting, "has_points", True) else []
    meeting.__dict__["has_agenda"] = bool(items or points)
    meeting.__dict__["has_open_vote"] = any(
        row.vote_outcome == "" or row.amendment_vote_id for row in items
    )
    for item in items:
        item.meeting = meeting
        item.motion.__dict__["current_agenda_item"] = item
    people = people_of(meeting)
    my_seat = next((row for row in people if row.user_id == access.user.pk), None)
    quorum = quorum_of(meeting, people)
    return MeetingPage(meeting, items, people, quorum, my_seat, points)


def meeting_quorum(access: Access, pk: int) -> tuple[Meeting, list[Participant], dict]:
    """What the live fragment asks for again and again; two statements."""
    meeting = access.fetch(Meeting.objects.select_related("community"), VIEW, pk=pk)
    people = people_of(meeting)
    return meeting, people, quorum_of(meeting, people)


def meetings_by_ids(ids) -> dict[int, Meeting]:
    """{id: meeting}, one statement."""
    rows = Meeting.objects.filter(pk__in=list(ids)).select_related("community")
    return {row.pk: row for row in rows}
