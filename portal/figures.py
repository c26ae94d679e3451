"""What is measured of the divisions themselves: how many residents are grown up."""

from collections.abc import Iterable

from django.db.models import OuterRef, Subquery

from portal.dashboards.measures import GaugeSource, gauge_add
from portal.kernel import clock
from portal.models import Division, DivisionProfile, Level


def _adults() -> Iterable[tuple[int, int, int | None]]:
    """(community, 0, its residents of eighteen and over by the newest profile that says so)."""
    newest = DivisionProfile.objects.filter(
        division=OuterRef("pk"), as_of__lte=clock.today(), population_adult__isnull=False
    ).order_by("-as_of")
    rows = Division.objects.open_on().at_level(Level.COMMUNITY)
    rows = rows.annotate(adults=Subquery(newest.values("population_adult")[:1]))
    return [(pk, 0, adults) for pk, adults in rows.values_list("pk", "adults")]


gauge_add(
    GaugeSource(
        name="adults",
        read=lambda: [(pk, kind, adults) for pk, kind, adults in _adults() if adults],
    ),
    GaugeSource(
        name="adults_unknown",
        read=lambda: [(pk, kind, 1) for pk, kind, adults in _adults() if not adults],
    ),
)
