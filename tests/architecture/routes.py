"""The URLconf as a flat list, and what each route says about who may come in."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from django.urls import URLPattern, get_resolver

LISTED = Path(__file__).with_name("public_routes.txt")


@dataclass(frozen=True)
class Route:
    """One pattern with its view."""

    pattern: str
    name: str
    view: object

    @property
    def permission(self):
        """The permission (or method → permission) the view names."""
        return getattr(self.view, "permission", None)


def routes(resolver=None, prefix: str = "", space: str = "") -> Iterator[Route]:
    """Every route below ``resolver``."""
    for entry in (resolver or get_resolver()).url_patterns:
        pattern = f"{prefix}{entry.pattern}"
        if isinstance(entry, URLPattern):
            callback = entry.callback
            view = getattr(callback, "view_class", None) or getattr(callback, "cls", callback)
            yield Route(pattern, f"{space}{entry.name or ''}", view)
        else:
            inner = f"{space}{entry.namespace}:" if entry.namespace else space
            yield from routes(entry, pattern, inner)


def listed_public() -> set[str]:
    """The names of the routes that are public on purpose."""
    lines = LISTED.read_text(encoding="utf-8").splitlines()
    return {line.split("#")[0].strip() for line in lines if line.split("#")[0].strip()}


def unguarded(found: list[Route], declared: set[str], public: set[str]) -> list[str]:
    """Routes that name no declared permission and are not listed; and listed ones that name an
    undeclared permission for writing."""
    wrong = []
    for route in found:
        wanted = route.permission
        names = set(wanted.values()) if isinstance(wanted, dict) else {wanted}
        open_to_all = route.name in public
        names -= {None} if open_to_all else set()
        if not names <= declared or names == {None}:
            wrong.append(f"/{route.pattern} ({route.name}): permission {wanted!r}")
    return wrong
