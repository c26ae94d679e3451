"""Who may do what with an entrusted affair, its money and its units (DOMAIN b)."""

from django.utils.translation import gettext_lazy as _

from portal.access.policies import Policy, declare
from portal.access.predicates import granted, predicate
from portal.models.divisions import Level
from portal.models.roles import Role
from workstations.policies.groups import COMMITTEE, OVERSEERS, STATION, WATCHERS
from workstations.policies.units import unit_ids_of


@predicate
def is_of_the_unit(access, affair) -> bool:
    """Somebody who acts for the very unit that entrusts."""
    if affair is None or not access.user.is_authenticated:
        return affair is None
    return affair.unit_id in unit_ids_of(access)


declare(
    Policy(
        name="workstations.view_entrusted",
        label=_("阅看委托事项"),
        roles=COMMITTEE | STATION | WATCHERS | OVERSEERS | {Role.PARTY_SECRETARY},
        acts=False,
    ),
    Policy(
        name="workstations.apply_entrusted",
        label=_("申请委托、签约、验收（本单位）"),
        roles=frozenset({Role.ENTRUSTING_UNIT}),
        levels=frozenset({Level.DISTRICT}),
        sentence=granted & is_of_the_unit,
    ),
    Policy(
        name="workstations.admit_entrusted",
        label=_("审核委托事项、签约"),
        roles=frozenset({Role.SUBDISTRICT_OFFICIAL}),
        levels=frozenset({Level.SUBDISTRICT}),
    ),
    Policy(
        name="workstations.opine_entrusted",
        label=_("对委托事项提出意见"),
        roles=frozenset({Role.CHAIR, Role.VICE_CHAIR}),
    ),
    Policy(
        name="workstations.quote_entrusted",
        label=_("对委托事项报价、开工、交付"),
        roles=frozenset({Role.STATION_HEAD}),
    ),
    Policy(
        name="workstations.keep_ledger",
        label=_("登记委托费用、结算"),
        roles=frozenset({Role.SUBDISTRICT_OFFICIAL}),
        levels=frozenset({Level.SUBDISTRICT}),
    ),
    Policy(
        name="workstations.approve_payout",
        label=_("批准付款（两人）"),
        roles=frozenset({Role.SUBDISTRICT_OFFICIAL, Role.CHAIR, Role.VICE_CHAIR}),
        levels=frozenset({Level.SUBDISTRICT, Level.COMMUNITY}),
    ),
    Policy(
        name="workstations.keep_units",
        label=_("登记委托单位和经办人"),
        roles=frozenset({Role.ADMINISTRATOR}),
        levels=frozenset({Level.DISTRICT}),
    ),
)
