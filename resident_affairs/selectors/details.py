"""One issue as its page shows it: to the public, to its reporter, or to those who handle it."""

from dataclasses import dataclass, field
from typing import Any

from django.db.models import Exists, OuterRef, Subquery

from portal.kernel.errors import NotFound
from portal.models.prepared import Prepared
from portal.selectors.timelines import records_of_one
from resident_affairs.models import Follower, Issue, IssuePhoto, Message, Rating
from resident_affairs.selectors.faces import Face, face_of
from resident_affairs.selectors.hands import hands_of
from resident_affairs.selectors.masking import text_masked
from resident_affairs.selectors.told import entries_from
from resident_affairs.selectors.why import why_here

PLACES = ("community", "subdistrict", "group")
VIEW = "resident_affairs.view_issue"
PUBLIC = "resident_affairs.view_public_issue"


@dataclass(frozen=True)
class IssueDetail:
    """What one viewer may know of one issue."""

    issue: Issue
    face: Face
    title: str
    text: str
    place: str
    entries: list
    photos: list
    messages: list = field(default_factory=list)
    is_handler: bool = False
    is_reporter: bool = False
    is_follower: bool = False
    is_supporter: bool = False
    why: str = ""
    rating: Any = None
    hands: list = field(default_factory=list)


def _loaded(user, pk):
    # What it was merged into is read only where it was: the row is as long as the issue's own.
    rows = Issue.objects.select_related("category", "community", "subdistrict", "group", "contact")
    rows = rows.defer("search_bigrams", *(f"{name}__search_bigrams" for name in PLACES))
    newest = Rating.objects.filter(issue=OuterRef("pk")).order_by("-round")
    rows = rows.annotate(
        rated_score=Subquery(newest.values("score")[:1]),
        rated_words=Subquery(newest.values("words")[:1]),
    )
    mine = Follower.objects.filter(issue=OuterRef("pk"), user_id=user)
    rows = rows.annotate(follows=Exists(mine), supports=Exists(mine.filter(is_supporter=True)))
    return rows.filter(pk=pk)


_LOADED = Prepared(_loaded, user=int, pk=int)
_PHOTOS = Prepared(
    lambda issue: IssuePhoto.objects.filter(issue=issue).select_related("picture"), issue=int
)


def issue_for_viewer(access, pk: int, permission: str = "") -> Issue:
    """The bare issue if this person may read it (and holds ``permission``), else NotFound."""
    found = _LOADED.rows(user=access.user.pk or 0, pk=pk)
    issue = found[0] if found else None
    names = (permission,) if permission else (VIEW, PUBLIC)
    if issue is None or not any(access.can(name, issue) for name in names):
        raise NotFound()
    return issue


def issue_detail(access, pk: int) -> IssueDetail:
    """The page's content in at most four statements (issue, record, photos, messages)."""
    issue = issue_for_viewer(access, pk)
    return detail_of(access, issue)


def detail_of(access, issue) -> IssueDetail:
    """The same for an issue that was fetched by :func:`issue_for_viewer`."""
    user = access.user
    is_handler = access.is_granted(VIEW, issue)
    is_reporter = user.is_authenticated and issue.reporter_id == user.pk
    inside = is_handler or is_reporter
    records = records_of_one(issue, public_only=not inside)
    return IssueDetail(
        issue=issue,
        face=face_of(issue, user.pk),
        title=issue.title if inside else text_masked(issue.title),
        text=issue.text if inside else text_masked(issue.text),
        place=_place(issue, inside),
        entries=entries_from(issue, records, names=is_handler),
        hands=hands_of(issue, records),
        photos=_photos(issue) if inside or issue.is_public_now else [],
        messages=_messages(issue, is_handler) if inside else [],
        is_handler=is_handler,
        is_reporter=is_reporter,
        is_follower=issue.follows,
        is_supporter=issue.supports,
        why=why_here(access, issue) if is_handler else "",
        rating=_rating(issue, inside),
    )


def _place(issue, inside: bool) -> str:
    """Where it is; the public is told the building and the place, never a flat's number."""
    parts = [issue.group.short_name if issue.group else "", issue.building, issue.place]
    words = " · ".join(part for part in parts if part)
    return words if inside else text_masked(words)


def _photos(issue) -> list:
    return [row.picture for row in _PHOTOS.rows(issue=issue.pk)]


def _messages(issue, is_handler: bool) -> list:
    """Oldest first, the newest hundred; internal notes only for those who handle it."""
    rows = Message.objects.filter(issue=issue).select_related("author")
    if not is_handler:
        rows = rows.filter(is_internal=False)
    return list(rows.order_by("-id")[:100])[::-1]


def _rating(issue, inside: bool) -> dict | None:
    if issue.rated_score is None:
        return None
    return {
        "score": issue.rated_score,
        "words": issue.rated_words if inside else "",
        "is_solved": issue.is_solved,
    }
