"""Elections on the desks, on the public board, and in the menu."""

from django.utils.translation import gettext_lazy as _

from committees.selectors import election_pages as read
from committees.selectors import election_rows as find
from committees.selectors.elections import VIEW
from committees.workflows.complaints import ANSWER
from committees.workflows.elections import RUN
from portal.dashboards.menu import MenuEntry, menu_add
from portal.dashboards.panel import Panel, panel_add


def runner_panel(access, params) -> dict | None:
    """The elections that the person helps to run."""
    rows = find.elections_running(access)
    return {"elections": rows} if rows else None


def district_panel(access, params) -> dict | None:
    """Complaints to look into."""
    rows = find.complaints_waiting(access)
    return {"complaints": rows} if rows else None


def board_panel(access, params) -> dict | None:
    """The newest elections of the community."""
    community = params["community"]
    rows = read.elections_of_place(community.pk)[:2]
    return {"community": community, "elections": rows} if rows else None


panel_add(
    Panel(
        name="committees.elections_run",
        surface="home",
        order=6,
        permission=RUN,
        template="committees/panels/elections.html",
        data=runner_panel,
    ),
    Panel(
        name="committees.election_complaints",
        surface="home",
        order=11,
        permission=ANSWER,
        template="committees/panels/elections.html",
        data=district_panel,
    ),
    Panel(
        name="committees.elections",
        surface="board",
        order=15,
        permission=None,
        template="committees/panels/elections_board.html",
        data=board_panel,
    ),
)
menu_add(
    MenuEntry(
        key="elections",
        group="deliberation",
        label=_("选举"),
        icon="box2",
        url_name="committees:election_list",
        order=48,
        permission=VIEW,
        hidden_with=RUN,
    ),
    # Whoever runs elections has them at hand, in the bar at the foot of a phone.
    MenuEntry(
        key="elections_run",
        group="deliberation",
        label=_("选举"),
        icon="box2",
        url_name="committees:election_list",
        order=2,
        permission=RUN,
    ),
)
