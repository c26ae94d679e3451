"""What supervision cases, petitions and inspections contribute to menu and desk."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from portal.dashboards.menu import MenuEntry, menu_add
from portal.dashboards.panel import panel_add
from workstations.panels.making import SHOWN, panel
from workstations.selectors.case_faces import case_row, petition_row
from workstations.selectors.cases import cases_waiting
from workstations.selectors.petitions import petitions_waiting

# The desks of those who only supervise, from which they go on to what they read.
READING = (
    ("workstations.view_dashboard", "workstations:dashboard", "bar-chart", _("数据")),
    ("workstations.view_order", "workstations:order_list", "megaphone", _("督办")),
    (
        "workstations.view_inspection",
        "workstations:inspection_list",
        "clipboard-check",
        _("检查"),
    ),
    ("workstations.view_entrusted", "workstations:entrusted_list", "briefcase", _("委托事项")),
)


def cases_desk(access, params) -> dict | None:
    """Cases that wait for the person; those whose post is supervision always have this desk."""
    rows = cases_waiting(access)
    supervises = access.is_granted("workstations.view_case", None)
    urges = access.is_granted("workstations.urge", None)
    if not rows and (urges or not supervises):
        return None
    links = [
        {"url": reverse(route), "icon": icon, "label": label}
        for permission, route, icon, label in READING
        if supervises and not urges and access.is_granted(permission, None)
    ]
    return {
        "title": _("监督案件，等您办"),
        "count": len(rows),
        "rows": [case_row(row) for row in rows[:SHOWN]],
        "url": reverse("workstations:case_list"),
        "nothing": _("现在没有等您办的案件。"),
        "links": links,
    }


def accused_desk(access, params) -> dict | None:
    """Cases that somebody without a post of supervision has to answer."""
    held = ("workstations.view_case", "workstations.answer_case")
    if any(access.is_granted(name, None) for name in held):
        return None
    return cases_desk(access, params) if access.user.is_authenticated else None


def petitions_desk(access, params) -> dict | None:
    """Petitions whose next step is the person's office's."""
    rows = petitions_waiting(access)
    if not rows:
        return None
    return {
        "title": _("信访，等您办"),
        "count": len(rows),
        "rows": [petition_row(row) for row in rows[:SHOWN]],
        "url": reverse("workstations:petition_list"),
    }


def answering_desk(access, params) -> dict | None:
    """As :func:`cases_desk`, for whoever answers and does not watch."""
    if access.is_granted("workstations.view_case", None):
        return None
    return cases_desk(access, params)


panel_add(
    panel("cases_0", 4, "workstations.view_case", "cases", cases_desk),
    panel("cases_1", 4, "workstations.answer_case", "cases", answering_desk),
    panel("cases_2", 4, None, "cases", accused_desk),
    panel("petitions", 4, "workstations.view_petition", "cases", petitions_desk),
)
menu_add(
    MenuEntry(
        key="cases",
        group="watch",
        label=_("监督案件"),
        icon="shield-check",
        url_name="workstations:case_list",
        order=11,
        permission="workstations.view_case",
    ),
    MenuEntry(
        key="cases_to_answer",
        group="watch",
        label=_("监督案件"),
        icon="shield-check",
        url_name="workstations:case_list",
        order=46,
        permission="workstations.answer_case",
        hidden_with="workstations.view_case",
    ),
    MenuEntry(
        key="petitions",
        label=_("信访"),
        icon="envelope",
        url_name="workstations:petition_list",
        order=12,
        permission="workstations.view_petition",
    ),
    MenuEntry(
        key="inspections",
        group="watch",
        label=_("检查"),
        icon="clipboard-check",
        url_name="workstations:inspection_list",
        order=47,
        permission="workstations.view_inspection",
    ),
    MenuEntry(
        key="voice",
        group="watch",
        label=_("信访和举报"),
        icon="envelope",
        url_name="workstations:voice",
        order=57,
        needs_login=False,
    ),
)
