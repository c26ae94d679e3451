"""Covenants and charters in the menu, on the desks and on the public board."""

from django.utils.translation import gettext_lazy as _

from committees.selectors import covenants as read
from committees.workflows.covenants import FILE, KEEP
from portal.dashboards.menu import MenuEntry, menu_add
from portal.dashboards.panel import Panel, panel_add


def keep_panel(access, params) -> dict | None:
    """Drafts for the next meeting, and what has to be filed by when."""
    rows = read.covenants_to_keep(access)
    return {"covenants": rows} if rows else None


def file_panel(access, params) -> dict | None:
    """What committees sent to be filed."""
    rows = read.covenants_to_file(access)
    return {"covenants": rows} if rows else None


def board_panel(access, params) -> dict:
    """The texts in force."""
    community = params["community"]
    return {"community": community, "covenants": read.covenants_in_force(community.pk)}


panel_add(
    Panel(
        name="committees.covenants_kept",
        surface="home",
        order=30,
        permission=KEEP,
        template="committees/panels/covenants_kept.html",
        data=keep_panel,
    ),
    Panel(
        name="committees.covenants_to_file",
        surface="home",
        order=14,
        permission=FILE,
        template="committees/panels/covenants_to_file.html",
        data=file_panel,
    ),
    Panel(
        name="committees.covenants",
        surface="board",
        order=40,
        permission=None,
        template="committees/panels/covenants_board.html",
        data=board_panel,
    ),
)
menu_add(
    MenuEntry(
        key="covenants",
        group="deliberation",
        label=_("公约章程"),
        icon="journal-text",
        url_name="committees:covenant_list",
        order=52,
        needs_login=False,
    )
)
