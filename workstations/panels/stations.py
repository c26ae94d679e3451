"""What stations contribute to menu, public board and the demo's log-in page."""

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from portal.dashboards.menu import MenuEntry, menu_add
from portal.dashboards.panel import panel_add
from workstations.demo.accounts import demo_accounts
from workstations.panels.making import panel
from workstations.selectors.stations import station_for_board


def board_station(access, params) -> dict | None:
    """The station on the public board."""
    return station_for_board(params["community"].pk)


def demo_desk(access, params) -> list | None:
    """Whom one can log in as, on the demo's log-in page only."""
    return demo_accounts() if settings.DEMO else None


panel_add(
    panel("demo", 10, None, "demo", demo_desk, surface="login"),
    panel("board", 40, None, "board", board_station, surface="board"),
)
menu_add(
    MenuEntry(
        key="assessment",
        group="watch",
        label=_("考核"),
        icon="star",
        url_name="workstations:assessment_list",
        order=45,
        permission="workstations.view_assessment",
    ),
    MenuEntry(
        key="stations",
        group="execution",
        label=_("社工站"),
        icon="building",
        url_name="workstations:station_list",
        order=56,
        permission="workstations.post_station",
    ),
)
