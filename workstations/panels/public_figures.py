"""What the public board says in figures of the last twelve months."""

from portal.dashboards.panel import panel_add
from workstations.panels.making import panel
from workstations.selectors.dashboard_faces import shown
from workstations.selectors.public_figures import LEAST_SHOWN, public_figures


def board_figures_public(access, params) -> dict | None:
    """The figures that are known; nothing before anything was counted."""
    found = public_figures(params["community"].pk)
    known = [row for row in found.rows if row.number is not None or row.is_hidden]
    if not known:
        return None
    rows = [
        {
            "label": row.kpi.label,
            "title": row.kpi.formula,
            "value": shown(row.kpi, row.number),
            "unit": row.kpi.unit,
            "n": None if row.is_hidden else row.n,
            "is_hidden": row.is_hidden,
        }
        for row in known
    ]
    return {"rows": rows, "first": found.first, "last": found.last, "least": LEAST_SHOWN}


panel_add(
    panel("public_figures", 43, None, "public_figures", board_figures_public, surface="board"),
)
