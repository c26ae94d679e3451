"""What transfers contribute to menu, desk and public board."""

from django.utils.translation import gettext_lazy as _

from portal.dashboards.menu import MenuEntry, menu_add
from portal.dashboards.panel import panel_add
from workstations.panels.making import SHOWN, panel
from workstations.selectors.transfers import (
    plans_waiting,
    share_now,
    shares_waiting,
    uses_waiting,
)

VIEW = "workstations.view_transfer"


def transfers_desk(access, params) -> dict | None:
    """Plans, shares and uses that wait for the person."""
    plans, shares, uses = plans_waiting(access), shares_waiting(access), uses_waiting(access)
    if not plans and not shares and not uses:
        return None
    return {"plans": plans, "shares": shares[:SHOWN], "uses": uses[:SHOWN]}


def board_transfers(access, params) -> dict | None:
    """The community's newest share, on the public board (§34: government money)."""
    rows = share_now(access, params["community"].pk)
    return {"share": rows[0]} if rows else None


panel_add(
    panel("transfers", 24, VIEW, "transfers", transfers_desk),
    panel("transfer_share", 45, None, "transfer_share", board_transfers, surface="board"),
)
menu_add(
    MenuEntry(
        key="transfers",
        group="watch",
        label=_("转移支付"),
        icon="cash-stack",
        url_name="workstations:transfer_list",
        order=58,
        permission=VIEW,
    ),
)
