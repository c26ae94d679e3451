"""What leave contributes to the menu and to the desk of whoever decides about it."""

from django.utils.translation import gettext_lazy as _

from portal.dashboards.menu import MenuEntry, menu_add
from portal.dashboards.panel import panel_add
from workstations.panels.making import SHOWN, panel
from workstations.selectors.leaves import leaves_to_decide
from workstations.workflows.leaves import DECIDE, VIEW


def leave_desk(access, params) -> dict | None:
    """What waits to be allowed."""
    rows = leaves_to_decide(access)
    return {"rows": rows[:SHOWN], "count": len(rows)} if rows else None


panel_add(panel("leaves", 16, DECIDE, "leaves", leave_desk))
menu_add(
    MenuEntry(
        key="leaves",
        group="people",
        label=_("请假和代办"),
        icon="calendar-event",
        url_name="workstations:leave_list",
        order=62,
        permission=VIEW,
    ),
)
