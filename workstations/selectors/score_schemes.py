"""The measure of scores that holds on a day, and what was set for a sub-district."""

from datetime import date

from django.db.models import Q, QuerySet

from portal.access.checker import Access
from portal.kernel import clock
from portal.kernel.errors import NotFound
from portal.models import Division, Level
from workstations.models import Scored, ScoreIndicator, ScoreScheme

KEEP, VIEW = "workstations.keep_score_scheme", "workstations.view_score"


def schemes_enacted(subdistrict_id: int) -> QuerySet:
    """All measures of a sub-district, the newest first."""
    rows = ScoreScheme.objects.filter(subdistrict=subdistrict_id, enacted_at__isnull=False)
    return rows.order_by("-valid_from")


def schemes_in_force(subdistrict_id: int, on: date) -> QuerySet:
    """The measures that began on ``on`` or before, the one that holds first."""
    return schemes_enacted(subdistrict_id).filter(valid_from__lte=on)


def scheme_in_force(subdistrict_id: int, on: date) -> ScoreScheme | None:
    """The newest of them; None where there was none."""
    return schemes_in_force(subdistrict_id, on).first()


def indicators_of(scheme_id: int, scored: str) -> list[ScoreIndicator]:
    """The indicators for workers or for the station in their order; one statement."""
    rows = ScoreIndicator.objects.filter(scheme=scheme_id, scored=scored)
    return list(rows.order_by("position"))


def schemes_seen(access: Access) -> list[ScoreScheme]:
    """What was set where the viewer belongs, the newest first: in their own sub-district, in the
    one above their station or committee, or in every one of their district. Each with its
    ``subdistrict``, ``workers`` and ``stations`` (indicators) and ``is_now``; three statements."""
    places = _subdistricts_of(access)
    rows = ScoreScheme.objects.filter(subdistrict__in=places, enacted_at__isnull=False)
    rows = rows.select_related("subdistrict").prefetch_related("indicators")
    found = list(rows.order_by("subdistrict__code", "-valid_from")[:40])
    begun = set()
    for row in found:
        mine = sorted(row.indicators.all(), key=lambda one: one.position)
        row.workers = [one for one in mine if one.scored == Scored.WORKER]
        row.stations = [one for one in mine if one.scored == Scored.STATION]
        has_begun = row.valid_from <= clock.today()
        row.is_now = has_begun and row.subdistrict_id not in begun
        if has_begun:
            begun.add(row.subdistrict_id)
    return found


def _subdistricts_of(access: Access):
    places = [assignment.division for assignment in access.assignments]
    own = {
        division.pk
        for place in places
        for division in (place, place.parent)
        if division is not None and division.level == Level.SUBDISTRICT
    }
    districts = [place.pk for place in places if place.level == Level.DISTRICT]
    below = Q(level=Level.SUBDISTRICT, parent__in=districts)
    return Division.objects.filter(Q(pk__in=own) | below).values("pk")


def subdistrict_kept(access: Access) -> Division:
    """The sub-district whose measure the person sets. NotFound without one."""
    posts = access.posts_with(KEEP)
    if not posts:
        raise NotFound()
    return Division.objects.select_related("parent").get(pk=posts[0].division_id)
