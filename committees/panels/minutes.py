"""The minutes that wait for one's signature, or to be circulated."""

from committees.selectors.minutes import minutes_waiting
from portal.dashboards.panel import Panel, panel_add

SHOWN = 5


def minutes_panel(access, params) -> dict | None:
    """Newest first."""
    rows = minutes_waiting(access)
    return {"rows": rows[:SHOWN], "count": len(rows)} if rows else None


panel_add(
    Panel(
        name="committees.minutes",
        surface="home",
        order=18,
        permission="committees.sign_minutes",
        template="committees/panels/minutes.html",
        data=minutes_panel,
    )
)
