"""What planning contributes to the menu."""

from django.utils.translation import gettext_lazy as _

from portal.dashboards.menu import MenuEntry, menu_add
from portal.services.duties import MANAGE
from workstations.selectors.plans import VIEW

menu_add(
    MenuEntry(
        key="plans",
        group="execution",
        label=_("工作计划"),
        icon="calendar-event",
        url_name="workstations:plan_list",
        order=27,
        permission=VIEW,
    ),
    MenuEntry(
        key="grounds",
        group="execution",
        label=_("类别依据"),
        icon="list-check",
        url_name="workstations:category_grounds",
        order=58,
        permission=MANAGE,
    ),
)
