"""What whistles and referrals contribute to menu and desk."""

from django.utils.translation import gettext_lazy as _

from portal.dashboards.menu import MenuEntry, menu_add
from portal.dashboards.panel import panel_add
from workstations.panels.making import SHOWN, panel
from workstations.selectors import whistle_faces as faces
from workstations.selectors.referrals import calls_of, referrals_of
from workstations.selectors.whistles import requests_to_decide, whistles_waiting


def whistles_desk(access, params) -> dict | None:
    """Requests to decide and whistles to go on with."""
    rows, requests = whistles_waiting(access), requests_to_decide(access)
    if not rows and not requests:
        return None
    cards = [faces.whistle_card(row) for row in rows[:SHOWN]]
    return {"rows": cards, "requests": requests[:SHOWN]}


def department_desk(access, params) -> dict:
    """What one's department was called to and asked."""
    calls, referrals = calls_of(access, is_open=True), referrals_of(access, is_open=True)
    cards = [faces.call_card(row) for row in calls[:SHOWN]]
    return {"rows": cards + [faces.referral_card(row, own=True) for row in referrals[:SHOWN]]}


panel_add(
    panel("whistles", 4, "workstations.blow_whistle", "whistles", whistles_desk),
    panel("department", 4, "workstations.answer_whistle", "department", department_desk),
)
menu_add(
    MenuEntry(
        key="whistles",
        group="execution",
        label=_("吹哨报到"),
        icon="megaphone",
        url_name="workstations:whistle_list",
        order=27,
        permission="workstations.view_whistle",
    ),
    MenuEntry(
        key="department",
        label=_("部门来件"),
        icon="inbox",
        url_name="workstations:department",
        order=12,
        permission="workstations.answer_referral",
    ),
)
