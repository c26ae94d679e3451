"""The figures of a community that everybody may read: twelve months, small cells hidden."""

from dataclasses import dataclass
from datetime import date

from portal.dashboards.kpi import ACTIVE
from portal.dashboards.kpis import BY_NAME, Kpi, Sums
from portal.dashboards.periods import Period, PeriodName, period_of
from portal.kernel import clock
from portal.selectors.figures import board_figures

# Fewer than this would let somebody be recognised (DOMAIN e).
LEAST_SHOWN = 5
PUBLIC = (
    "response",
    "on_time",
    "satisfaction",
    "solved",
    "repeat",
    "disclosure",
    "participation",
    "turnout",
)


@dataclass(frozen=True)
class PublicFigure:
    """One figure. ``number`` None = unknown or hidden, which ``is_hidden`` tells apart."""

    kpi: Kpi
    number: float | None
    n: int
    is_hidden: bool


@dataclass(frozen=True)
class PublicFigures:
    """All of them, of the months ``first`` to ``last`` (first and last day)."""

    first: date
    last: date
    rows: list[PublicFigure]


def public_figures(community_id: int) -> PublicFigures:
    """The figures of the last twelve months from the roll-ups; one statement."""
    period: Period = period_of(PeriodName.TWELVE, clock.today())
    months = period.first, period.last
    found = board_figures(
        community_id, [], category=0, period=months, before=months, trend=months
    ).now[community_id]
    rows = [_figure(BY_NAME[name], found) for name in PUBLIC]
    return PublicFigures(period.first, period.until, rows)


def _figure(kpi: Kpi, sums: Sums) -> PublicFigure:
    value = kpi.value(sums)
    cells = (value.n, sums.total(ACTIVE)) if kpi.people else (value.n,)
    is_hidden = value.number is not None and min(cells) < LEAST_SHOWN
    return PublicFigure(kpi, None if is_hidden else value.number, value.n, is_hidden)
