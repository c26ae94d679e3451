"""What the clocks contribute to an official's menu and desk."""

from django.utils.translation import gettext_lazy as _

from portal.dashboards.menu import MenuEntry, menu_add
from portal.dashboards.panel import panel_add
from workstations.panels.making import SHOWN, panel
from workstations.selectors.overdue import URGE, VIEW, overdue_top


def overdue_desk(access, params) -> dict | None:
    """What was handed up because the time given was exceeded by half."""
    rows = overdue_top(access, SHOWN)
    return {"rows": rows, "urges": access.is_granted(URGE, None)} if rows else None


panel_add(panel("overdue", 9, VIEW, "overdue", overdue_desk))
menu_add(
    MenuEntry(
        key="overdue",
        group="watch",
        label=_("超期件"),
        icon="exclamation-circle",
        url_name="workstations:overdue_list",
        order=12,
        permission=VIEW,
    )
)
