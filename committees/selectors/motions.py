"""Motions: the intake, the lists, and one motion with its way."""

from dataclasses import dataclass

from django.db.models import OuterRef, Subquery

from committees.models import AgendaItem, Meeting, Motion, ProposedAction, VoteEvent
from committees.models.motions import OVER
from committees.selectors.following import may_follow
from committees.workflows import MeetingStatus, MotionStatus
from portal.access.checker import Access
from portal.kernel.errors import NotFound
from portal.models import Paper
from portal.selectors.papers import papers_of
from portal.selectors.timelines import records_of, timeline_entries
from resident_affairs.models import Issue
from resident_affairs.selectors.issues import issues_awaiting_deliberation

VIEW = "committees.view_deliberation"
PAGE = 20
GROUPS = {
    "open": frozenset(MotionStatus.values) - OVER,
    "waiting": frozenset(
        {
            MotionStatus.PROPOSED,
            MotionStatus.PARTY_STUDY,
            MotionStatus.STUDIED,
            MotionStatus.DEFERRED,
        }
    ),
    "over": OVER,
}
SCHEDULABLE = frozenset({MotionStatus.PROPOSED, MotionStatus.STUDIED, MotionStatus.DEFERRED})


@dataclass(frozen=True)
class MotionPage:
    """All that one motion's page shows."""

    motion: Motion
    actions: list[ProposedAction]
    agenda: list[AgendaItem]
    timeline: list
    papers: list[Paper]

    @property
    def vote_id(self) -> int | None:
        """The newest vote on it."""
        return next((item.vote_id for item in self.agenda if item.vote_id), None)


def issues_without_motion(access: Access) -> list[Issue]:
    """The intake: issues referred to the committee that nobody has turned into a motion yet."""
    issues = issues_awaiting_deliberation(access)
    taken = Motion.objects.filter(issue__in=issues).holding_issue()
    taken_ids = set(taken.values_list("issue_id", flat=True))
    return [issue for issue in issues if issue.pk not in taken_ids]


def issue_for_motion(access: Access, pk: int) -> Issue:
    """The issue a new motion would rest on."""
    rows = Issue.objects.select_related("community__parent")
    return access.fetch(rows, "committees.raise_motion", pk=pk)


def motions_visible(access: Access):
    """Motions of the person's committees and of those they watch, for lists."""
    rows = Motion.objects.filter(access.scope(VIEW))
    return rows.select_related("issue", "community", "proposed_by")


def motions_listed(access: Access, group: str = "open", before: int | None = None) -> list[Motion]:
    """Up to 21 motions of a group of states (open, waiting, over, all), newest first."""
    rows = motions_visible(access)
    if group in GROUPS:
        rows = rows.filter(status__in=sorted(GROUPS[group]))
    if before:
        rows = rows.filter(pk__lt=before)
    return list(rows.order_by("-id")[: PAGE + 1])


def motions_for_agenda(committee_id: int) -> list[Motion]:
    """What the chair may put on an agenda: proposed, studied or deferred; oldest first."""
    rows = Motion.objects.filter(committee=committee_id, status__in=sorted(SCHEDULABLE))
    ready = [row for row in rows.order_by("id")[:100] if not row.is_major or row.party_opinion]
    return ready


def motion_for(access: Access, pk: int, permission: str = VIEW) -> Motion:
    """One motion, for a step on it."""
    rows = Motion.objects.select_related("issue", "committee__community__parent", "proposed_by")
    motion = access.fetch(rows, VIEW, pk=pk)
    if permission != VIEW and not access.can(permission, motion):
        access.require(permission, motion)
    return motion


def agenda_of_motion(motion: Motion) -> list[AgendaItem]:
    """Each meeting the motion was on, newest first, with the vote held there (``vote_id``,
    ``vote_outcome``); one statement."""
    votes = VoteEvent.objects.filter(
        motion=OuterRef("motion"), meeting=OuterRef("meeting")
    ).order_by("-id")
    return list(
        AgendaItem.objects.filter(motion=motion)
        .select_related("meeting")
        .annotate(
            vote_id=Subquery(votes.values("pk")[:1]),
            vote_outcome=Subquery(votes.values("outcome")[:1]),
        )
        .order_by("-id")
    )


def motion_page(access: Access, pk: int) -> MotionPage:
    """One motion with actions, meetings, timeline and papers; five statements."""
    rows = Motion.objects.select_related(
        "issue", "community", "committee", "proposed_by", "replaces", "resolution"
    )
    motion = access.fetch(rows, VIEW, pk=pk)
    agenda = agenda_of_motion(motion)
    motion.__dict__["current_agenda_item"] = agenda[0] if agenda else None
    records = records_of([("motion", [motion.pk])], public_only=False)
    told = [row for row in records if row.verb != "recuse"]
    way = timeline_entries(told, names=True)
    return MotionPage(motion, list(motion.proposed_actions.all()), agenda, way, papers_of(motion))


def meetings_open_for(committee_id: int) -> list[Meeting]:
    """The coming meetings whose agenda is still open."""
    states = [MeetingStatus.PLANNED, MeetingStatus.NOTICED]
    rows = Meeting.objects.filter(committee=committee_id, status__in=states)
    return list(rows.order_by("starts_at")[:20])


def motions_by_ids(ids) -> dict[int, Motion]:
    """{id: motion}, one statement."""
    rows = Motion.objects.filter(pk__in=list(ids)).select_related("community")
    return {row.pk: row for row in rows}


def motion_of_issue(issue_id: int) -> Motion | None:
    """The newest motion that rests on an issue."""
    return Motion.objects.filter(issue=issue_id).order_by("-id").first()


def motion_of_meeting(access: Access, meeting_pk: int, item_pk: int) -> AgendaItem:
    """One agenda item of a meeting the person may see or follow."""
    item = (
        AgendaItem.objects.filter(pk=item_pk, meeting=meeting_pk)
        .select_related("motion", "meeting")
        .first()
    )
    if item is None or not may_follow(access, item.meeting):
        raise NotFound()
    return item
