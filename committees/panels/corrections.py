"""Guidance and orders on the desks of chair, street and district, and on the public board."""

from django.utils.translation import gettext_lazy as _

from committees.selectors import corrections as read
from committees.workflows.corrections import ANSWER, GIVE, RULE
from portal.dashboards.menu import MenuEntry, menu_add
from portal.dashboards.panel import Panel, panel_add

TEMPLATE = "committees/panels/corrections.html"
SHOWN = 5


def chair_panel(access, params) -> dict | None:
    """Orders with their clock, and guidance that may be answered."""
    orders, notes = read.corrections_to_answer(access), read.guidance_to_answer(access)
    return {"orders": orders, "notes": notes} if orders or notes else None


def street_panel(access, params) -> dict:
    """The orders it gave that are still open; writing guidance."""
    return {"orders": read.corrections_given(access), "may_give": True}


def district_panel(access, params) -> dict | None:
    """Disputes to rule on."""
    orders = read.corrections_to_rule(access)
    return {"orders": orders} if orders else None


def board_panel(access, params) -> dict | None:
    """The newest guidance and orders, both public."""
    pk = params["community"].pk
    orders = read.corrections_listed(access, pk)[:SHOWN]
    notes = read.guidance_listed(pk)[:SHOWN]
    return {"orders": orders, "notes": notes} if orders or notes else None


panel_add(
    *(
        Panel(
            name=f"committees.corrections_{name}",
            surface="home",
            order=order,
            permission=permission,
            template=TEMPLATE,
            data=data,
        )
        for name, order, permission, data in (
            ("chair", 10, ANSWER, chair_panel),
            ("street", 16, GIVE, street_panel),
            ("district", 10, RULE, district_panel),
        )
    ),
    Panel(
        name="committees.corrections",
        surface="board",
        order=60,
        permission=None,
        template=TEMPLATE,
        data=board_panel,
    ),
)
menu_add(
    MenuEntry(
        key="guidance",
        group="watch",
        label=_("指导意见"),
        icon="signpost",
        url_name="committees:guidance_list",
        order=54,
        permission="committees.view_deliberation",
    ),
    MenuEntry(
        key="corrections",
        group="watch",
        label=_("责令改正"),
        icon="exclamation-octagon",
        url_name="committees:correction_list",
        order=55,
        permission="committees.view_deliberation",
    ),
)
