"""Following a meeting: who may read its notice and see it live, and what they see now."""

from committees.models import Meeting, MeetingKind, VoteEvent
from committees.selectors.arithmetic import article_of, outcome_words, steps_of
from committees.selectors.meetings import VIEW, MeetingPage, meeting_page_of, meetings_whole
from committees.workflows import MeetingStatus
from portal.access.checker import Access
from portal.kernel.errors import NotFound

FOLLOW = "committees.follow_meeting"
WIDER = (MeetingKind.RESIDENTS, MeetingKind.REPRESENTATIVES)
COMING = (MeetingStatus.NOTICED, MeetingStatus.IN_SESSION)
RUNNING = {"voting": 0, "under_debate": 1}


def is_open_to_all(meeting: Meeting) -> bool:
    """Whether everybody in the community may read its notice and follow it: a residents' or
    representatives' meeting that was announced (§26, §29)."""
    return meeting.kind in WIDER and meeting.is_announced


def may_follow(access: Access, meeting: Meeting) -> bool:
    """Whether the person sees it live: by a post that reads deliberation, or because it is open
    to whoever lives there."""
    if access.can(VIEW, meeting):
        return True
    return is_open_to_all(meeting) and access.can(FOLLOW, meeting)


def meeting_to_follow(access: Access, pk: int) -> Meeting:
    """One meeting to read or follow; foreign, missing and not announced are NotFound."""
    meeting = meetings_whole().filter(pk=pk).first()
    if meeting is None or not may_follow(access, meeting):
        raise NotFound()
    return meeting


def meeting_announced(pk: int) -> Meeting:
    """One announced wider meeting, for the public notice; anything else is NotFound."""
    rows = Meeting.objects.select_related("committee", "community", "convened_by")
    meeting = rows.filter(pk=pk).first()
    if meeting is None or not is_open_to_all(meeting):
        raise NotFound()
    return meeting


def meetings_announced(community_id: int) -> list[Meeting]:
    """The announced wider meetings of a community that are to come or sit now; one statement."""
    rows = Meeting.objects.filter(community=community_id, kind__in=WIDER, status__in=COMING)
    return list(rows.order_by("starts_at")[:5])


def meetings_to_come_to(access: Access) -> list[Meeting]:
    """The announced wider meetings of the places where the person may attend; one statement."""
    groups = [a.division.parent_id for a in access.assignments if a.division.level == "group"]
    posts = [post.division_id for post in access.posts_with("committees.attend_meeting")]
    rows = Meeting.objects.filter(
        community__in=[*posts, *groups], kind__in=WIDER, status__in=COMING
    )
    return list(rows.select_related("community").order_by("starts_at")[:5])


def live_of(page: MeetingPage) -> dict:
    """What is going on now: the item in hand, its open vote, and the last result with its
    arithmetic; at most one statement."""
    now = sorted(
        (row for row in page.items if row.motion.status in RUNNING),
        key=lambda row: RUNNING[row.motion.status],
    )
    decided = [row for row in page.items if row.vote_outcome]
    item = now[0] if now else None
    vote_id = item and (item.amendment_vote_id or (item.vote_outcome == "" and item.vote_id))
    last = None if item else max(decided, key=lambda row: row.vote_id, default=None)
    wanted = vote_id or (last and last.vote_id)
    event = VoteEvent.objects.select_related("amendment").get(pk=wanted) if wanted else None
    closed = event if event and not event.is_open else None
    return {
        "meeting": page.meeting,
        "page": page,
        "quorum": page.quorum,
        "people": page.people,
        "item": item or last,
        "event": event if event and event.is_open else None,
        "count": len(page.items),
        "steps": steps_of(closed.result) if closed else [],
        "result": outcome_words(closed.outcome) if closed else "",
        "adopted": closed.outcome == "adopted" if closed else None,
        "article": article_of(closed.rules) if closed else "",
    }


def live_page(access: Access, pk: int) -> dict:
    """The whole live view for one person."""
    return live_of(meeting_page_of(access, meeting_to_follow(access, pk)))
