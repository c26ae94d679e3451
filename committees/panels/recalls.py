"""Demands for a recall on the desks: of the leaders, who owe the vote, and of the street."""

from committees.selectors.recalls import petitions_due, petitions_overdue
from portal.dashboards.panel import Panel, panel_add


def due_panel(access, params) -> dict | None:
    """The votes that a petition has made a duty, the late ones first."""
    rows = petitions_due(access)
    return {"rows": rows} if rows else None


def overdue_panel(access, params) -> dict | None:
    """For the street: what nobody has put to the vote in time."""
    rows = petitions_overdue(access)
    return {"rows": rows} if rows else None


panel_add(
    Panel(
        name="committees.recalls_overdue",
        surface="home",
        order=6,
        permission="committees.give_guidance",
        template="committees/panels/recalls.html",
        data=overdue_panel,
    ),
    Panel(
        name="committees.recalls",
        surface="home",
        order=7,
        permission="committees.call_recall",
        template="committees/panels/recalls.html",
        data=due_panel,
    ),
)
