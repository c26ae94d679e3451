"""One affair from end to end: issue → motion → resolution → tasks → rating, as one read."""

from dataclasses import dataclass, replace
from typing import Any

from django.db.models import F, OuterRef, Q, Subquery

from committees.models import Motion
from committees.selectors.arithmetic import article_of, steps_of
from portal.kernel.errors import NotFound
from portal.models import PictureState
from portal.selectors.timelines import records_of, timeline_entries
from resident_affairs.models import Issue, Rating
from resident_affairs.selectors.faces import Face, face_of
from resident_affairs.selectors.hands import hands_of
from resident_affairs.selectors.masking import text_masked
from resident_affairs.selectors.told import TOLD, entry_told
from workstations.models import EvidenceStage, Task
from workstations.selectors.faces import task_row
from workstations.selectors.task_detail import photo_of

VIEW, PUBLIC = "resident_affairs.view_issue", "resident_affairs.view_public_issue"


@dataclass(frozen=True)
class AffairChain:
    """The whole way as one viewer may see it; without names unless they handle it."""

    issue: Issue
    face: Face
    title: str
    text: str
    motions: list[Motion]
    tasks: list
    entries: list
    photos: list
    rating: dict | None
    is_handler: bool
    hands: list

    @property
    def resolution(self) -> Any:
        """The resolution that came of it, or None."""
        return next((m.resolution for m in reversed(self.motions) if has_resolution(m)), None)

    @property
    def arithmetic(self) -> list[dict]:
        """How the resolution was adopted."""
        return steps_of(self.resolution.vote_event.result) if self.resolution else []

    @property
    def article(self) -> str:
        """By what law."""
        return article_of(self.resolution.vote_event.rules) if self.resolution else ""


def has_resolution(motion) -> bool:
    """Whether the motion was adopted (its resolution is loaded with it)."""
    return getattr(motion, "resolution", None) is not None


def affair_chain(access, pk: int, *, public: bool = False) -> AffairChain:
    """The affair of the issue ``pk`` in four statements; NotFound unless it may be read.

    public  as anybody sees it: only what is public, no names, numbers masked
    """
    issue = _issue(pk)
    if issue is None or not access.can(PUBLIC if public else VIEW, issue):
        raise NotFound()
    is_handler = not public and access.is_granted(VIEW, issue)
    motions = _motions(issue)
    tasks, photos = _tasks(issue)
    records = records_of(
        [
            ("issue", [issue.pk]),
            ("motion", [motion.pk for motion in motions]),
            ("resolution", [m.resolution.pk for m in motions if has_resolution(m)]),
            ("task", [task.pk for task in tasks]),
        ],
        public_only=not is_handler,
    )
    entries = timeline_entries([r for r in records if _is_own(r)], names=is_handler)
    clean = (lambda words: words) if is_handler else text_masked
    return AffairChain(
        issue=issue,
        face=face_of(issue, access.user.pk),
        title=clean(issue.title),
        text=clean(issue.text),
        motions=[] if public and not _may_show(motions) else motions,
        tasks=[task_row(task) for task in tasks],
        entries=[_told(entry) for entry in entries],
        photos=photos,
        rating=_rating(issue, is_handler),
        is_handler=is_handler,
        hands=hands_of(issue, [row for row in records if row.subject_type == "issue"]),
    )


def _issue(pk: int) -> Issue | None:
    newest = Rating.objects.filter(issue=OuterRef("pk")).order_by("-round")
    rows = Issue.objects.select_related("category", "community", "subdistrict", "group")
    return (
        rows.annotate(
            rated=Subquery(newest.values("score")[:1]),
            rated_solved=Subquery(newest.values("is_solved")[:1]),
            rated_words=Subquery(newest.values("words")[:1]),
        )
        .filter(pk=pk)
        .first()
    )


def _motions(issue) -> list[Motion]:
    rows = Motion.objects.filter(issue=issue)
    return list(rows.select_related("resolution__vote_event").order_by("id"))


def _may_show(motions) -> bool:
    """A motion is public once its resolution hangs on the board."""
    return any(has_resolution(m) and m.resolution.published_at for m in motions)


def _tasks(issue) -> tuple[list[Task], list[dict]]:
    """The tasks and the photos that prove them, in one statement."""
    whole = Task.objects.filter(
        Q(issue=issue) | Q(action_item__resolution__motion__issue=issue)
    ).values("pk")
    rows = Task.objects.filter(Q(pk__in=whole) | Q(parent__in=whole))
    rows = rows.select_related("community", "assignee", "parent")
    rows = rows.annotate(
        photo_id=F("evidence__picture_id"),
        photo_state=F("evidence__picture__processing"),
        photo_stage=F("evidence__stage"),
        photo_caption=F("evidence__caption"),
    ).order_by("id", "evidence__id")
    tasks, photos = {}, []
    for row in rows:
        tasks.setdefault(row.pk, row)
        if row.photo_id and row.photo_state == PictureState.READY:
            stage = EvidenceStage(row.photo_stage)
            photos.append(
                photo_of(row.photo_id, stage.value, stage.label, row.photo_caption, row.title)
            )
    order = list(EvidenceStage.values)
    photos.sort(key=lambda photo: order.index(photo["stage_key"]))
    return list(tasks.values()), photos


def _is_own(record) -> bool:
    """Leave out what a higher storey only wrote down: here its own row is shown instead."""
    return not (record.verb == "progress" and record.data.get("what") in TOLD)


def _told(entry):
    """A title that says the same as the plain words is said once; what departments did is told
    as on the issue's own page."""
    if entry.data.get("what") in TOLD:
        return entry_told(entry)
    return replace(entry, plain="") if entry.plain == entry.title else entry


def _rating(issue, is_handler: bool) -> dict | None:
    if issue.rated is None:
        return None
    return {
        "score": issue.rated,
        "is_solved": issue.rated_solved,
        "words": issue.rated_words if is_handler else "",
    }
