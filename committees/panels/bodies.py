"""The bodies of a community in the menu and on the desks: what is missing, what is late."""

from django.utils.translation import gettext_lazy as _

from committees.selectors.bodies import committees_for
from committees.selectors.handovers import handovers_open
from committees.selectors.terms import MANAGE, VIEW, term_state
from portal.dashboards.menu import MenuEntry, menu_add
from portal.dashboards.panel import Panel, panel_add


def terms_panel(access, params) -> dict | None:
    """Seats that are empty or end soon, a committee without women; nothing when all is well."""
    states = [term_state(row) for row in committees_for(access, MANAGE)]
    told = [
        state
        for state in states
        if state.vacant or state.lacks_women or state.ending or state.lacks_chair
    ]
    return {"states": told} if told else None


def handovers_panel(access, params) -> dict | None:
    """Handovers that are not over, the late ones first."""
    rows = handovers_open(access, 5)
    return {"handovers": rows} if rows else None


panel_add(
    Panel(
        name="committees.terms",
        surface="home",
        order=40,
        permission=MANAGE,
        template="committees/panels/terms.html",
        data=terms_panel,
    ),
    Panel(
        name="committees.handovers",
        surface="home",
        order=12,
        permission="committees.view_handover",
        template="committees/panels/handovers.html",
        data=handovers_panel,
    ),
)
menu_add(
    MenuEntry(
        key="bodies",
        group="deliberation",
        label=_("居委会成员"),
        icon="person-lines-fill",
        url_name="committees:body_list",
        order=34,
        permission=VIEW,
    )
)
