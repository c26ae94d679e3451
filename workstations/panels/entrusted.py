"""What entrusted affairs contribute to menu and desk."""

from django.utils.translation import gettext_lazy as _

from portal.dashboards.menu import MenuEntry, menu_add
from portal.dashboards.panel import panel_add
from workstations.panels.making import SHOWN, panel
from workstations.selectors.entrusted import entrusted_waiting, payout_waiting


def entrusted_desk(access, params) -> dict | None:
    """Entrusted affairs and payouts that wait for the person."""
    rows, payouts = entrusted_waiting(access), payout_waiting(access)
    if not rows and not payouts:
        return None
    return {"title": _("委托事项"), "rows": rows[:SHOWN], "payouts": payouts[:SHOWN]}


panel_add(
    panel("entrusted_0", 23, "workstations.view_entrusted", "entrusted", entrusted_desk),
    panel("entrusted_1", 23, "workstations.apply_entrusted", "entrusted", entrusted_desk),
)
menu_add(
    MenuEntry(
        key="entrusted",
        group="execution",
        label=_("委托事项"),
        icon="briefcase",
        url_name="workstations:entrusted_list",
        order=55,
        needs_login=False,
    ),
    MenuEntry(
        key="units",
        group="execution",
        label=_("委托单位"),
        icon="building-check",
        url_name="workstations:units",
        order=63,
        permission="workstations.keep_units",
    ),
)
