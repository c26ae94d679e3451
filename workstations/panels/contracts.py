"""What contracts and training contribute to menu and desk."""

from django.utils.translation import gettext_lazy as _

from portal.dashboards.menu import MenuEntry, menu_add
from portal.dashboards.panel import panel_add
from workstations.panels.making import SHOWN, panel
from workstations.selectors.contract_faces import contract_row
from workstations.selectors.contracts import contracts_waiting
from workstations.selectors.training import enrolments_waiting


def contracts_desk(access, params) -> dict | None:
    """Contracts that wait for the committee's opinion or the sub-district's decision."""
    rows = contracts_waiting(access)
    return {"rows": [contract_row(row) for row in rows[:SHOWN]]} if rows else None


def enrolments_desk(access, params) -> dict | None:
    """Enrolments that the head may approve."""
    rows = enrolments_waiting(access)
    return {"rows": rows[:SHOWN]} if rows else None


panel_add(
    panel("contracts_0", 24, "workstations.decide_contract", "contracts", contracts_desk),
    panel("contracts_1", 24, "workstations.opine_contract", "contracts", contracts_desk),
    panel("enrolments", 33, "workstations.note_needs", "enrolments", enrolments_desk),
)
menu_add(
    MenuEntry(
        key="contracts",
        group="people",
        label=_("聘用合同"),
        icon="file-earmark-text",
        url_name="workstations:contracts",
        order=57,
        permission="workstations.view_contract",
    ),
    MenuEntry(
        key="posts",
        group="people",
        label=_("岗位"),
        icon="diagram-3",
        url_name="workstations:posts",
        order=58,
        permission="workstations.keep_posts",
    ),
    MenuEntry(
        key="secondments",
        group="people",
        label=_("选派"),
        icon="person-plus",
        url_name="workstations:secondments",
        order=58,
        permission="workstations.keep_posts",
    ),
    MenuEntry(
        key="team",
        group="people",
        label=_("站里的人"),
        icon="people",
        url_name="workstations:team",
        order=59,
        permission="workstations.view_team",
    ),
    MenuEntry(
        key="courses",
        group="people",
        label=_("培训"),
        icon="journal-text",
        url_name="workstations:courses",
        order=60,
        permission="workstations.view_courses",
    ),
    MenuEntry(
        key="my_work",
        label=_("我的聘用和培训"),
        icon="person",
        url_name="workstations:my_work",
        order=61,
        permission="workstations.keep_own_profile",
    ),
)
