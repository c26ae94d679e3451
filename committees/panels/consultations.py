"""What consultations contribute to menu and desk."""

from django.utils.translation import gettext_lazy as _

from committees.selectors.consultations import running_for
from portal.dashboards.menu import MenuEntry, menu_add
from portal.dashboards.panel import Panel, panel_add


def consultations_panel(access, params) -> dict | None:
    """What is talked over at home just now."""
    rows = running_for(access)
    return {"consultations": rows} if rows else None


panel_add(
    Panel(
        name="committees.consultations",
        surface="home",
        order=22,
        permission="committees.take_part",
        template="committees/panels/consultations.html",
        data=consultations_panel,
    )
)
menu_add(
    MenuEntry(
        key="consultations",
        group="deliberation",
        label=_("协商"),
        icon="chat-dots",
        url_name="committees:consultation_list",
        order=24,
        needs_login=False,
    )
)
