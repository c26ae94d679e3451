"""The measure of scores that holds on a day, and what was set for a sub-district."""

from datetime import date

from django.db.models import QuerySet

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


def schemes_of(subdistrict_id: int) -> list[ScoreScheme]:
    """All of a sub-district, the newest first, each with ``workers``, ``stations`` (indicators)
    and ``is_now``; three statements."""
    now = scheme_in_force(subdistrict_id, clock.today())
    rows = ScoreScheme.objects.filter(subdistrict=subdistrict_id, enacted_at__isnull=False)
    found = list(rows.prefetch_related("indicators").order_by("-valid_from")[:20])
    for row in found:
        mine = sorted(row.indicators.all(), key=lambda one: one.position)
        row.workers = [one for one in mine if one.scored == Scored.WORKER]
        row.stations = [one for one in mine if one.scored == Scored.STATION]
        row.is_now = now is not None and row.pk == now.pk
    return found


def subdistrict_scored(access: Access) -> Division:
    """The sub-district whose measure the viewer reads: their own, or the one above the station
    or committee they belong to. NotFound without one."""
    for assignment in access.assignments:
        place = assignment.division
        for division in (place, place.parent):
            if division is not None and division.level == Level.SUBDISTRICT:
                return division
    raise NotFound()


def subdistrict_kept(access: Access) -> Division:
    """The sub-district whose measure the person sets. NotFound without one."""
    posts = access.posts_with(KEEP)
    if not posts:
        raise NotFound()
    return Division.objects.select_related("parent").get(pk=posts[0].division_id)
