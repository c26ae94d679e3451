"""The dashboard of a sub-district or district: figures of itself and of what lies below it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Subquery

from portal.access.checker import Access
from portal.dashboards.kpis import KPIS, Kpi
from portal.dashboards.periods import Period, period_of
from portal.kernel import clock
from portal.kernel.errors import NotFound
from portal.models import Division, Level, RecordReader
from portal.models.prepared import Prepared
from portal.models.subjects import LEVEL_FIELDS
from portal.selectors import figures
from portal.selectors.figures import BoardFigures
from resident_affairs.models import Issue
from resident_affairs.selectors.masking import text_masked

PERMISSION, URGE = "workstations.view_dashboard", "workstations.urge"


@dataclass(frozen=True)
class Board:
    """Everything one dashboard shows."""

    division: Division
    children: list[Division]
    figures: BoardFigures
    as_of: datetime | None


def dashboard_division(access: Access, pk: int | None, permission: str = PERMISSION) -> Division:
    """The division asked for, if the viewer's posts reach it; else their own. NotFound.

    One's own costs no statement: it came with the assignments.
    """
    posts = access.posts_with(permission)
    if not posts:
        raise NotFound()
    own = {row.division_id: row.division for row in access.assignments}
    if pk is None or pk in own:
        return own[pk or posts[0].division_id]
    division = Division.objects.filter(pk=pk).first()
    reach = {f"/{post.division_id}/" for post in posts}
    if division is None or not any(part in division.path for part in reach):
        raise NotFound()
    return division


def dashboard_board(division: Division, period: Period, trend: Period, category: int) -> Board:
    """All figures of the page, from the roll-ups only, in two statements."""
    children = _CHILDREN.rows(parent=division.pk, day=clock.today())
    found = figures.board_figures(
        division.pk,
        [child.pk for child in children],
        category=category,
        period=(period.first, period.last),
        before=(period.before.first, period.before.last),
        trend=(trend.first, trend.last),
    )
    return Board(
        division=division,
        children=children,
        figures=found,
        as_of=children[0].as_of if children else figures.figures_as_of(),
    )


def _children(parent, day):
    as_of = RecordReader.objects.filter(name="figures").values("as_of")
    rows = Division.objects.open_on(day).filter(parent=parent, level__lte=Level.COMMUNITY)
    return rows.annotate(as_of=Subquery(as_of)).defer("search_bigrams").order_by("code")


_CHILDREN = Prepared(_children, parent=int, day=date)
OLDEST = 5


def _oldest(field: str) -> Prepared:
    """Of the divisions whose ids stand in ``field``; what a line of the dashboard shows."""

    def rows(place, moment):
        found = Issue.objects.filter(**{field: place}).overdue(moment).select_related("community")
        shown = found.only("status", "title", "due_at", "community__name")
        return shown.order_by("due_at")[:OLDEST]

    return Prepared(rows, place=int, moment=datetime)


_OLDEST = {level: _oldest(field) for level, field in LEVEL_FIELDS.items()}


def oldest_overdue(division: Division, moment: datetime) -> list[Issue]:
    """The open issues of ``division`` that have been overdue longest, with their community; the
    titles as the public reads them."""
    found = _OLDEST[Level(division.level)].rows(place=division.pk, moment=moment)
    for issue in found:
        issue.title = text_masked(issue.title)
    return found


def dashboard_summary(access: Access) -> dict:
    """The first lines of one's own dashboard: this month's counts and what is open."""
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
        "as_of": figures.figures_as_of(),
    }


def board_table(board: Board, kpis: Iterable[Kpi] = KPIS) -> list[dict]:
    """One row per division below: its name and its value of each of ``kpis``, for the table and
    the export."""
    return [
        {
            "division": child,
            "values": {kpi.name: kpi.value(board.figures.now[child.pk]) for kpi in kpis},
            "open": board.figures.gauges[child.pk].get("issues_open", 0),
            "overdue": board.figures.gauges[child.pk].get("issues_overdue", 0),
        }
        for child in board.children
    ]
