"""The main menu: each app contributes entries, each entry names the permission it needs."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from portal.kernel.routes import address

# The headings under which the whole menu is laid out: (key, words, hand).
GROUPS = (
    ("now", _("眼前的事"), "residents"),
    ("deliberation", _("议：商量和决定"), "deliberation"),
    ("execution", _("行：办理和落实"), "execution"),
    ("watch", _("看：数据和监督"), "calm"),
    ("open", _("公开和存档"), "calm"),
    ("people", _("岗位和人员"), "calm"),
    ("settings", _("设置"), "calm"),
)


@dataclass(frozen=True, kw_only=True)
class MenuEntry:
    """One entry. ``permission`` None = everybody; ``group`` is a key of ``GROUPS``."""

    key: str
    label: Any
    icon: str
    url_name: str
    order: int
    group: str = "now"
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
    group: str = "now"


@dataclass(frozen=True)
class MenuGroup:
    """The entries under one heading."""

    label: Any
    hand: str
    items: tuple[MenuItem, ...]


_entries: dict[str, MenuEntry] = {}


def menu_add(*entries: MenuEntry) -> None:
    """Contribute entries; called once per app from its ``panels`` room."""
    for entry in entries:
        if entry.key in _entries:
            raise ValueError(f"menu entry {entry.key} is declared twice")
        if entry.group not in {key for key, _words, _hand in GROUPS}:
            raise ValueError(f"menu entry {entry.key} names no group of the menu")
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
    urls = [(entry, address(entry.url_name)) for entry in mine]
    fits = [url for _, url in urls if path == url or (url != "/" and path.startswith(url))]
    current = max(fits, key=len, default=None)
    return [MenuItem(e.label, e.icon, url, url == current, group=e.group) for e, url in urls]


def menu_groups(items: list[MenuItem]) -> list[MenuGroup]:
    """The same entries under their headings, so that a long menu is found by sense."""
    groups = (
        MenuGroup(label, hand, tuple(item for item in items if item.group == key))
        for key, label, hand in GROUPS
    )
    return [group for group in groups if group.items]
