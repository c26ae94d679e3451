"""Short ways to put a panel together."""

from portal.dashboards.panel import Panel

SHOWN = 5


def panel(name, order, permission, template, data, surface="home") -> Panel:
    """A panel of execution on ``surface``."""
    return Panel(
        name=f"workstations.{name}",
        surface=surface,
        order=order,
        permission=permission,
        template=f"workstations/panels/{template}.html",
        data=data,
    )


def stat(label, value: int | str, state: str = "") -> dict:
    """One figure; ``state`` (now, soon) only where it is not zero and not unknown."""
    is_calm = value in {0, "0", "—"}
    return {"label": label, "value": value, "state": "" if is_calm else state}
