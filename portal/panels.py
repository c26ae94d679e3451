"""What the common ground contributes to menu, landing page and board."""

from django.utils.translation import gettext_lazy as _

from portal.dashboards.menu import MenuEntry, menu_add
from portal.dashboards.panel import Panel, panel_add
from portal.selectors.record import record_heads
from portal.selectors.roles import roster_summary

menu_add(
    MenuEntry(
        key="home",
        label=_("首页"),
        icon="house",
        url_name="portal:home",
        order=0,
        needs_login=False,
    ),
    MenuEntry(
        key="roles",
        group="people",
        label=_("任职名册"),
        icon="person-badge",
        url_name="portal:roles",
        order=60,
        permission="portal.view_people",
    ),
    MenuEntry(
        key="division_map",
        group="settings",
        label=_("区划管理"),
        icon="diagram-3",
        url_name="portal:division_map",
        order=62,
        permission="portal.manage_divisions",
    ),
    MenuEntry(
        key="duties",
        group="open",
        label=_("权责清单"),
        icon="list-check",
        url_name="portal:duties",
        order=56,
        needs_login=False,
    ),
    MenuEntry(
        key="rule_adoptions",
        group="settings",
        label=_("规则试点"),
        icon="journal-check",
        url_name="portal:rule_adoptions",
        order=65,
        permission="portal.manage_rules",
    ),
    MenuEntry(
        key="calendar",
        group="settings",
        label=_("工作日历"),
        icon="calendar-event",
        url_name="portal:calendar",
        order=66,
        permission="portal.manage_calendar",
    ),
)


def sealed_heads(access, params) -> dict | None:
    """The daily heads of the record for the public board; nothing before the first seal."""
    heads = record_heads()
    return {"heads": heads} if heads else None


def roster(access, params) -> dict:
    """The administrator's desk: terms that end soon, and who came last."""
    return roster_summary(access)


panel_add(
    Panel(
        name="portal.roster",
        surface="home",
        order=10,
        permission="portal.manage_roles",
        template="portal/panels/roster.html",
        data=roster,
    ),
    Panel(
        name="portal.record_heads",
        surface="board",
        order=90,
        permission=None,
        template="portal/panels/record_heads.html",
        data=sealed_heads,
    ),
)
