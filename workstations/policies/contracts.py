"""Who may do what with posts, contracts, secondments and profiles (DOMAIN b: hire/renew)."""

from django.utils.translation import gettext_lazy as _

from portal.access.policies import Policy, declare
from portal.access.predicates import granted, is_logged_in, predicate
from portal.models.divisions import Level
from portal.models.roles import Role
from workstations.policies.groups import COMMITTEE, STATION, WATCHERS


@predicate
def is_own(access, subject) -> bool:
    """The very person whom the row is about."""
    if subject is None:
        return access.user.is_authenticated
    return subject.user_id == access.user.pk


@predicate
def is_not_own(access, subject) -> bool:
    """Nobody decides about themselves (I4)."""
    return subject is None or subject.user_id != access.user.pk


STREET = {
    "roles": frozenset({Role.SUBDISTRICT_OFFICIAL}),
    "levels": frozenset({Level.SUBDISTRICT}),
}
LEADERS = frozenset({Role.CHAIR, Role.VICE_CHAIR})

declare(
    Policy(
        name="workstations.view_contract",
        label=_("阅看聘用合同"),
        roles=COMMITTEE
        | WATCHERS
        | {Role.PARTY_SECRETARY, Role.DISCIPLINE_INSPECTOR, Role.AUDITOR},
        acts=False,
    ),
    Policy(
        name="workstations.decide_contract",
        label=_("拟定、签订、续签、终止聘用合同"),
        sentence=granted & is_not_own,
        **STREET,
    ),
    Policy(
        name="workstations.opine_contract",
        label=_("对聘用和续签提出意见"),
        roles=LEADERS,
        sentence=granted & is_not_own,
    ),
    Policy(
        name="workstations.sign_own_contract",
        label=_("签自己的聘用合同"),
        sentence=is_logged_in & is_own,
    ),
    Policy(name="workstations.keep_posts", label=_("登记岗位和选派"), **STREET),
    Policy(
        name="workstations.view_team",
        label=_("看站里的人和学时"),
        roles=frozenset({Role.STATION_HEAD}) | WATCHERS,
        acts=False,
    ),
    Policy(
        name="workstations.keep_own_profile",
        label=_("看、改自己的个人简况"),
        roles=STATION,
    ),
)
