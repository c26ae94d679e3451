"""What supervision contributes to menu and desk."""

from django.utils.translation import gettext_lazy as _

from portal.dashboards.menu import MenuEntry, menu_add
from portal.dashboards.panel import panel_add
from workstations.panels.making import SHOWN, panel
from workstations.selectors.dashboards import dashboard_summary
from workstations.selectors.supervision import orders_to_answer

ANSWER = "workstations.answer_order"
DASHBOARD = "workstations.view_dashboard"


def orders_desk(access, params) -> dict | None:
    """Urgings that this person has to answer."""
    orders = orders_to_answer(access)
    return {"orders": orders[:SHOWN], "count": len(orders)} if orders else None


def officials_desk(access, params) -> dict:
    """This month's figures of the official's own division."""
    return dashboard_summary(access)


panel_add(
    panel("orders", 5, ANSWER, "orders", orders_desk),
    panel("figures", 3, DASHBOARD, "figures", officials_desk),
)
menu_add(
    MenuEntry(
        key="dashboard",
        group="watch",
        label=_("数据"),
        icon="bar-chart",
        url_name="workstations:dashboard",
        order=10,
        permission=DASHBOARD,
    ),
    MenuEntry(
        key="supervision",
        group="watch",
        label=_("督办"),
        icon="megaphone",
        url_name="workstations:order_list",
        order=26,
        permission="workstations.view_order",
        hidden_with="workstations.urge",
    ),
    MenuEntry(
        key="urge",
        group="watch",
        label=_("督办"),
        icon="megaphone",
        url_name="workstations:order_list",
        order=13,
        permission="workstations.urge",
    ),
)
