"""Sealed votes in the menu, on the desks of those who vote or prepare, and on the board."""

from django.utils.translation import gettext_lazy as _

from committees.selectors import sealed as read
from committees.services.sealed_casting import CAST
from committees.workflows.sealed import RUN
from portal.dashboards.menu import MenuEntry, menu_add
from portal.dashboards.panel import Panel, panel_add


def voter_panel(access, params) -> dict | None:
    """Open boxes that wait for the person."""
    rows = read.sealed_to_vote(access)
    return {"rows": rows, "title": _("等您投票（密封）")} if rows else None


def runner_panel(access, params) -> dict | None:
    """What the person has to bring further."""
    rows = read.sealed_running(access)
    return {"rows": rows, "title": _("密封投票")} if rows else None


def board_panel(access, params) -> dict | None:
    """The newest of the community."""
    rows = read.sealed_of_board(params["community"].pk)
    return {"rows": rows, "title": _("密封投票")} if rows else None


panel_add(
    Panel(
        name="committees.sealed_to_vote",
        surface="home",
        order=5,
        permission=CAST,
        template="committees/panels/sealed.html",
        data=voter_panel,
    ),
    Panel(
        name="committees.sealed_running",
        surface="home",
        order=22,
        permission=RUN,
        template="committees/panels/sealed.html",
        data=runner_panel,
    ),
    Panel(
        name="committees.sealed",
        surface="board",
        order=46,
        permission=None,
        template="committees/panels/sealed.html",
        data=board_panel,
    ),
)
menu_add(
    MenuEntry(
        key="sealed",
        group="deliberation",
        label=_("密封投票"),
        icon="incognito",
        url_name="committees:sealed_list",
        order=54,
        needs_login=False,
    )
)
