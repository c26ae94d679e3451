"""What demands for a meeting contribute to menu and desk."""

from django.utils.translation import gettext_lazy as _

from committees.selectors.demands import VIEW, demands_due, demands_overdue
from portal.dashboards.menu import MenuEntry, menu_add
from portal.dashboards.panel import Panel, panel_add


def demands_panel(access, params) -> dict | None:
    """The meetings that residents have demanded and the committee owes."""
    rows = demands_due(access)
    return {"demands": rows} if rows else None


def overdue_panel(access, params) -> dict | None:
    """For the street: the meetings that residents demanded and nobody convened in time."""
    rows = demands_overdue(access)
    return {"demands": rows} if rows else None


panel_add(
    Panel(
        name="committees.demands_overdue",
        surface="home",
        order=6,
        permission="committees.give_guidance",
        template="committees/panels/demands.html",
        data=overdue_panel,
    ),
    Panel(
        name="committees.demands",
        surface="home",
        order=7,
        permission="committees.convene_meeting",
        template="committees/panels/demands.html",
        data=demands_panel,
    ),
)
menu_add(
    MenuEntry(
        key="demands",
        group="deliberation",
        label=_("联名"),
        icon="pencil-square",
        url_name="committees:demand_list",
        order=60,
        permission=VIEW,
    )
)
