"""The tabs of the desk."""

from django.urls import reverse
from django.utils.translation import gettext as _


def desk_tabs(route: str, current: str) -> list[dict]:
    """Undecided, running, waiting for the resident, all."""
    names = (
        ("undecided", _("待受理分派")),
        ("running", _("办理中")),
        ("waiting", _("等居民确认")),
        ("", _("全部")),
    )
    if route.endswith("escalated"):
        names = (("escalated", _("待街道办理")), ("", _("全部")))
    if route.endswith("at_district"):
        names = (("at_district", _("待区里办理")), ("", _("全部")))
    base = reverse(route)
    return [
        {"label": label, "url": f"{base}?status={name}", "is_current": name == current}
        for name, label in names
    ]


def scope_tabs(own, wanted) -> list[dict]:
    """One's own community or all of them; no tabs for who has none."""
    if own is None:
        return []
    is_own = wanted.community == own.pk
    return [
        {"label": own.short_name, "url": "?", "is_current": is_own},
        {"label": _("全部社区"), "url": "?scope=all", "is_current": not is_own},
    ]
