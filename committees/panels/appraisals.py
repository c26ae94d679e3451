"""The yearly appraisal in the menu, on the oversight committee's desk and on the board."""

from django.utils.translation import gettext_lazy as _

from committees.selectors import appraisals as read
from committees.workflows.appraisals import COUNT, RUN
from portal.dashboards.menu import MenuEntry, menu_add
from portal.dashboards.panel import Panel, panel_add

SHOWN = 5


def counting_panel(access, params) -> dict | None:
    """What is set, open, or waits for a second count."""
    rows = read.appraisals_running(access)
    may_set = access.is_granted(RUN, None) and read.appraisal_is_due(access)
    return {"rows": rows, "may_set": may_set} if rows or may_set else None


def board_panel(access, params) -> dict | None:
    """The newest appraisal and the newest reports."""
    pk = params["community"].pk
    row, reports = read.appraisal_of_board(pk), read.reports_listed(pk)[:SHOWN]
    return {"row": row, "reports": reports} if row or reports else None


panel_add(
    Panel(
        name="committees.appraisals_running",
        surface="home",
        order=21,
        permission=COUNT,
        template="committees/panels/appraisals.html",
        data=counting_panel,
    ),
    Panel(
        name="committees.appraisals",
        surface="board",
        order=45,
        permission=None,
        template="committees/panels/appraisals_board.html",
        data=board_panel,
    ),
)
menu_add(
    MenuEntry(
        key="appraisals",
        group="deliberation",
        label=_("民主评议"),
        icon="ui-checks",
        url_name="committees:appraisal_list",
        order=53,
        needs_login=False,
    )
)
