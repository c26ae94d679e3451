"""The main menu: each app contributes entries, each entry names the permission it needs."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse


@dataclass(frozen=True, kw_only=True)
class MenuEntry:
    """One entry. ``permission`` None = everybody; ``anonymous`` False = only logged in."""

    key: str
    label: Any
    icon: str
    url_name: str
    order: int
    permission: str | None = None
    needs_login: bool = True
    hidden_with: str | None = None


@dataclass(frozen=True)
class MenuItem:
    """An entry as one person sees it now."""

    label: Any
    icon: str
    url: str
    is_current: bool
    badge: str = ""


_entries: dict[str, MenuEntry] = {}


def menu_add(*entries: MenuEntry) -> None:
    """Contribute entries; called once per app from its ``panels`` room."""
    for entry in entries:
        if entry.key in _entries:
            raise ValueError(f"menu entry {entry.key} is declared twice")
        _entries[entry.key] = entry


def _is_for(entry: MenuEntry, access) -> bool:
    if entry.needs_login and not access.user.is_authenticated:
        return False
    if entry.hidden_with and access.is_granted(entry.hidden_with, None):
        return False
    return entry.permission is None or access.can(entry.permission, None)


def menu_for(access, path: str) -> list[MenuItem]:
    """The menu of one person, in order, with the entry of the present page marked."""
    mine = sorted((e for e in _entries.values() if _is_for(e, access)), key=lambda e: e.order)
    urls = [(entry, reverse(entry.url_name)) for entry in mine]
    fits = [url for _, url in urls if path == url or (url != "/" and path.startswith(url))]
    current = max(fits, key=len, default=None)
    return [MenuItem(e.label, e.icon, url, url == current) for e, url in urls]
