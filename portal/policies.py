"""Who may do what on the common ground."""

from django.utils.translation import gettext_lazy as _

from portal.access.policies import Policy, declare
from portal.access.predicates import is_logged_in
from portal.models.divisions import Level
from portal.models.roles import Role

declare(
    Policy(
        name="portal.use_portal",
        label=_("登录后的个人页面"),
        acts=False,
        sentence=is_logged_in,
    ),
    Policy(
        name="portal.manage_roles",
        label=_("任免角色"),
        roles=frozenset({Role.ADMINISTRATOR}),
        levels=frozenset({Level.DISTRICT}),
    ),
    Policy(
        name="portal.manage_divisions",
        label=_("登记区划的沿革和概况"),
        roles=frozenset({Role.ADMINISTRATOR}),
        levels=frozenset({Level.DISTRICT}),
    ),
    Policy(
        name="portal.manage_duties",
        label=_("维护权责清单"),
        roles=frozenset({Role.DISTRICT_OFFICIAL}),
        levels=frozenset({Level.DISTRICT}),
    ),
    Policy(
        name="portal.manage_rules",
        label=_("登记规则试点"),
        roles=frozenset({Role.ADMINISTRATOR}),
        levels=frozenset({Level.DISTRICT}),
    ),
    Policy(
        name="portal.manage_calendar",
        label=_("调整工作日历"),
        roles=frozenset({Role.ADMINISTRATOR}),
        levels=frozenset({Level.DISTRICT}),
    ),
    Policy(
        name="portal.view_people",
        label=_("查看任职名册"),
        roles=frozenset({Role.ADMINISTRATOR}),
        acts=False,
    ),
    Policy(
        name="portal.export_figures",
        label=_("导出报表"),
        roles=frozenset({Role.SUBDISTRICT_OFFICIAL, Role.DISTRICT_OFFICIAL}),
        acts=False,
    ),
)
