"""Who calls departments, who takes down their arrival, what departments may do (DOMAIN b, c)."""

from django.utils.translation import gettext_lazy as _

from portal.access.policies import Policy, declare
from portal.access.predicates import granted, predicate
from portal.models.divisions import Level
from portal.models.roles import Role
from workstations.policies.groups import COMMITTEE, STATION, WATCHERS
from workstations.policies.units import unit_ids_of

INSIDE = COMMITTEE | STATION | WATCHERS | {Role.PARTY_SECRETARY}
STREET = frozenset({Role.SUBDISTRICT_OFFICIAL})
UNITS = frozenset({Role.ENTRUSTING_UNIT})


@predicate
def is_of_a_called_unit(access, subject) -> bool:
    """Somebody who acts for a department that was called, or to whom it was referred."""
    if subject is None:
        return access.user.is_authenticated
    return bool(subject.unit_ids & unit_ids_of(access))


declare(
    Policy(
        name="workstations.view_whistle",
        label=_("阅看吹哨报到"),
        roles=INSIDE,
        acts=False,
    ),
    Policy(
        name="workstations.blow_whistle",
        label=_("吹哨、收尾、给部门评分"),
        roles=STREET,
        levels=frozenset({Level.SUBDISTRICT}),
    ),
    Policy(
        name="workstations.ask_whistle",
        label=_("请街道吹哨"),
        roles=frozenset({Role.STATION_HEAD, Role.CHAIR}),
    ),
    Policy(
        name="workstations.record_arrival",
        label=_("登记部门到场"),
        roles=STREET | STATION,
        levels=frozenset({Level.SUBDISTRICT, Level.COMMUNITY}),
    ),
    Policy(
        name="workstations.answer_whistle",
        label=_("写本部门到场后办了什么"),
        roles=UNITS,
        levels=frozenset({Level.DISTRICT}),
        sentence=granted & is_of_a_called_unit,
    ),
    Policy(
        name="workstations.view_referral",
        label=_("阅看转部门办理"),
        roles=INSIDE,
        acts=False,
    ),
    Policy(
        name="workstations.refer_issue",
        label=_("把诉求转给部门、收回"),
        roles=STREET,
        levels=frozenset({Level.SUBDISTRICT}),
    ),
    Policy(
        name="workstations.answer_referral",
        label=_("答复转来的诉求（本部门）"),
        roles=UNITS,
        levels=frozenset({Level.DISTRICT}),
        sentence=granted & is_of_a_called_unit,
    ),
)
