"""The dashboard of a sub-district or district: figures of itself and of what lies below it."""

from dataclasses import dataclass
from datetime import datetime

from portal.access.checker import Access
from portal.dashboards.kpis import KPIS, Sums
from portal.dashboards.periods import Period, period_of
from portal.kernel import clock
from portal.kernel.errors import NotFound
from portal.models import Division, Level
from portal.selectors import figures
from resident_affairs.models import Issue

PERMISSION = "workstations.view_dashboard"
TREND = ["issues_in", "issues_settled"]


@dataclass(frozen=True)
class Board:
    """Everything one dashboard shows."""

    division: Division
    children: list[Division]
    now: dict[int, Sums]
    before: Sums
    gauges: dict[int, dict[str, int]]
    trend: dict[str, dict]
    categories: dict[int, int]
    residents: int
    as_of: datetime | None


def dashboard_division(access: Access, pk: int | None) -> Division:
    """The division asked for, if the viewer's posts reach it; else their own. NotFound."""
    posts = access.posts_with(PERMISSION)
    if not posts:
        raise NotFound()
    if pk is None:
        return Division.objects.get(pk=posts[0].division_id)
    division = Division.objects.filter(pk=pk).first()
    reach = {f"/{post.division_id}/" for post in posts}
    if division is None or not any(part in division.path for part in reach):
        raise NotFound()
    return division


def dashboard_board(division: Division, period: Period, trend: Period, category: int) -> Board:
    """All figures of the page, from the roll-ups only; a fixed number of statements."""
    children = list(
        Division.objects.open_on()
        .filter(parent=division, level__lte=Level.COMMUNITY)
        .order_by("code")
    )
    ids = [division.pk, *(child.pk for child in children)]
    before = figures.figures_by_division(
        [division.pk], period.before.first, period.before.last, category
    )
    people = figures.active_residents([division.pk], period.first, period.last)
    return Board(
        division=division,
        children=children,
        now=figures.figures_by_division(ids, period.first, period.last, category),
        before=before[division.pk],
        gauges=figures.gauges_by_division(ids, category),
        trend=figures.figures_by_month(division.pk, TREND, trend.first, trend.last, category),
        categories=figures.figures_by_category(division.pk, "issues_in", period.first, period.last),
        residents=people.get(division.pk, 0),
        as_of=figures.figures_as_of(),
    )


def oldest_overdue(division: Division, moment: datetime, limit: int = 5) -> list[Issue]:
    """The open issues of ``division`` that have been overdue longest, with their community."""
    rows = Issue.objects.in_division(division).overdue(moment)
    return list(rows.select_related("community").order_by("due_at")[:limit])


def dashboard_summary(access: Access) -> dict:
    """The first lines of one's own dashboard: this month's counts and the oldest overdue."""
    division = dashboard_division(access, None)
    period = period_of("month", clock.today())
    sums = figures.figures_by_division([division.pk], period.first, period.last)[division.pk]
    gauges = figures.gauges_by_division([division.pk])[division.pk]
    return {
        "division": division,
        "issues_in": sums.total("issues_in"),
        "settled": sums.total("issues_settled"),
        "open": gauges.get("issues_open", 0),
        "overdue": gauges.get("issues_overdue", 0),
        "oldest": oldest_overdue(division, clock.now(), 3),
        "as_of": figures.figures_as_of(),
    }


def board_table(board: Board) -> list[dict]:
    """One row per division below: its name and its value of every KPI, for table and export."""
    return [
        {
            "division": child,
            "values": {kpi.name: kpi.value(board.now[child.pk]) for kpi in KPIS},
            "open": board.gauges[child.pk].get("issues_open", 0),
            "overdue": board.gauges[child.pk].get("issues_overdue", 0),
        }
        for child in board.children
    ]
