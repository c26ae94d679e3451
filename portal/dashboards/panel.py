"""Panels: pieces of a desk or dashboard that the apps contribute and the frame only loops over."""

from dataclasses import dataclass
from typing import Any, Protocol


class PanelContext(Protocol):
    """What a panel's ``data`` returns: a plain dict for its template."""


@dataclass(frozen=True, kw_only=True)
class Panel:
    """One panel.

    name        unique, "app.noun"
    surface     "home" (everybody's landing) or "dashboard" (officials)
    order       place on the page, small first
    permission  who sees it: the permission must be held somewhere
    template    its fragment
    data        function (access, params) -> dict, or None when the panel has nothing to say
    """

    name: str
    surface: str
    order: int
    permission: str | None
    template: str
    data: Any


_panels: dict[str, Panel] = {}


def panel_add(*panels: Panel) -> None:
    """Contribute panels; called once per app from its ``panels`` room."""
    for panel in panels:
        if panel.name in _panels:
            raise ValueError(f"panel {panel.name} is declared twice")
        _panels[panel.name] = panel


def panels_for(access, surface: str, params=None) -> list[dict]:
    """The panels of ``surface`` that this person may see and that have something to say."""
    shown = []
    for panel in sorted(_panels.values(), key=lambda p: p.order):
        if panel.surface != surface:
            continue
        if panel.permission and not access.is_granted(panel.permission, None):
            continue
        data = panel.data(access, params or {})
        if data is not None:
            shown.append({"name": panel.name, "template": panel.template, "data": data})
    return shown
