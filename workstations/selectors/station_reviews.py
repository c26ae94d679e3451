"""The committee's assessments of stations: what waits, the list, one of them, the public face."""

from dataclasses import dataclass

from django.db.models import Exists, Q

from committees.models import Resolution
from portal.access.checker import Access
from portal.kernel.errors import NotFound
from portal.models import Level
from portal.selectors.timelines import records_of_one, timeline_entries
from workstations.models import Scored, ScoreScheme, StationReview, Workstation
from workstations.selectors.score_schemes import indicators_of, schemes_enacted
from workstations.workflows.station_reviews import (
    ANSWER,
    CONCLUDE,
    COSIGN,
    DRAFT,
    PUBLIC,
    PUBLISH,
    SIGN,
    ReviewStatus,
)

VIEW = "workstations.view_assessment"
R = ReviewStatus


def _rows():
    return StationReview.objects.select_related(
        "station__community__parent", "scheme", "drafted_by", "chair", "second", "resolution"
    )


def station_reviews_by_ids(ids) -> dict[int, StationReview]:
    """For notices and timelines; one statement."""
    return {row.pk: row for row in _rows().filter(pk__in=list(ids))}


def sees_points(access: Access, review: StationReview) -> bool:
    """Everybody once it is public; before that the committee that makes it."""
    return review.is_public or access.can(DRAFT, review)


def may_see_review(access: Access, review: StationReview) -> bool:
    """Anybody once public; the committee always; the head, who states their own view first."""
    return sees_points(access, review) or access.can(ANSWER, review)


def review_for(access: Access, pk: int, permission: str = "") -> StationReview:
    """One that the person may see (and on which ``permission`` holds); NotFound."""
    review = _rows().filter(pk=pk).first()
    if review is None or not may_see_review(access, review):
        raise NotFound()
    if permission and not access.can(permission, review):
        raise NotFound()
    return review


def reviews_listed(access: Access) -> list[StationReview]:
    """The assessments that the viewer's posts reach, the newest year first; one statement."""
    mine = access.scope(DRAFT) | access.scope(ANSWER)
    seen = access.scope(VIEW) & Q(status__in=sorted(PUBLIC))
    return list(_rows().filter(mine | seen).order_by("-year", "community__code", "id")[:60])


def reviews_waiting(access: Access) -> list[StationReview]:
    """What waits for the person's signature, publication, words; the oldest first."""
    me = access.user
    todo = access.scope(SIGN) & Q(status=R.DRAFTED) & ~Q(drafted_by=me)
    todo |= access.scope(COSIGN) & Q(status=R.CHAIR_SIGNED) & ~Q(drafted_by=me) & ~Q(chair=me)
    todo |= access.scope(PUBLISH) & Q(status=R.SIGNED)
    todo |= access.scope(ANSWER) & Q(status=R.DRAFTED, self_words="")
    todo |= access.scope(CONCLUDE) & Q(status=R.PUBLISHED)
    return list(_rows().filter(todo).order_by("id")[:20])


def station_to_review(access: Access) -> Workstation:
    """The station that the viewer's committee assesses; NotFound without one."""
    posts = [p for p in access.posts_with(DRAFT) if p.level == Level.COMMUNITY]
    rows = Workstation.objects.select_related("community__parent")
    station = rows.filter(community__in=[p.division_id for p in posts]).first()
    if station is None:
        raise NotFound()
    return station


def schemes_of_own_station(access: Access) -> tuple[int, list[ScoreScheme]]:
    """The community whose committee assesses its station, by the viewer's post, with the measures
    of its sub-district, the newest first; (0, []) without a post, none without a station. One
    statement."""
    own = {row.division_id: row.division for row in access.assignments}
    posts = [own[p.division_id] for p in access.posts_with(DRAFT) if p.level == Level.COMMUNITY]
    if not posts:
        return 0, []
    community = posts[0]
    has_station = Exists(Workstation.objects.filter(community=community.pk))
    return community.pk, list(schemes_enacted(community.parent_id).filter(has_station))


def resolutions_to_rest_on(review: StationReview) -> list[Resolution]:
    """Published and in force in the community, the newest first; one statement."""
    rows = Resolution.objects.public().in_force().filter(community=review.community_id)
    return list(rows.order_by("-id")[:50])


def reviews_published(station_id: int, most: int = 5) -> list[StationReview]:
    """The newest that are public, for the station's page and the board; one statement."""
    rows = StationReview.objects.public().filter(station=station_id)
    return list(rows.order_by("-year")[:most])


def words_step(access: Access, review: StationReview) -> str:
    """Which words the viewer may write: state_self, answer, conclude, or ""."""
    if access.can(ANSWER, review):
        return "state_self" if review.status == R.DRAFTED else "answer"
    return "conclude" if access.can(CONCLUDE, review) else ""


@dataclass(frozen=True)
class ReviewPage:
    """One assessment as its viewer may see it; ``lines`` are (indicator, points)."""

    review: StationReview
    sees_points: bool
    lines: list[tuple]
    timeline: list


def review_page(access: Access, pk: int) -> ReviewPage:
    """One assessment; people who made it are named, as they hold a public office; four
    statements at most."""
    review = review_for(access, pk)
    inside = access.can(DRAFT, review) or access.can(ANSWER, review) or access.can(VIEW, review)
    given = {line["indicator"]: line["points"] for line in review.lines}
    shown = sees_points(access, review)
    rows = indicators_of(review.scheme_id, Scored.STATION) if shown else []
    return ReviewPage(
        review,
        shown,
        [(row, given.get(row.pk, 0)) for row in rows],
        timeline_entries(records_of_one(review, public_only=not inside), names=inside),
    )
