"""Who urges, who answers, who watches (DOMAIN b)."""

from django.utils.translation import gettext_lazy as _

from portal.access.policies import Policy, declare
from portal.models.divisions import Level
from portal.models.roles import Role
from workstations.policies.groups import COMMITTEE, INSPECTORS, OVERSEERS, STATION, WATCHERS

declare(
    Policy(
        name="workstations.view_order",
        label=_("阅看督办"),
        roles=COMMITTEE | STATION | WATCHERS | OVERSEERS | {Role.PARTY_SECRETARY},
        acts=False,
    ),
    Policy(
        name="workstations.urge",
        label=_("督办"),
        roles=WATCHERS,
        levels=frozenset({Level.SUBDISTRICT, Level.DISTRICT}),
    ),
    Policy(
        name="workstations.answer_order",
        label=_("答复督办"),
        roles=frozenset({Role.STATION_HEAD, Role.CHAIR, Role.VICE_CHAIR}),
    ),
    Policy(
        name="workstations.view_dashboard",
        label=_("看街道、区级数据"),
        roles=WATCHERS | OVERSEERS,
        acts=False,
    ),
    Policy(
        name="workstations.view_figures",
        label=_("看本处的数据和它的明细"),
        roles=COMMITTEE | STATION | WATCHERS | OVERSEERS | {Role.PARTY_SECRETARY},
        acts=False,
    ),
    # A sub-district does not learn from a figure that the district has a case about it.
    Policy(
        name="workstations.view_supervision_figures",
        label=_("看监督案件的数据"),
        roles=INSPECTORS | {Role.DISTRICT_OFFICIAL},
        levels=frozenset({Level.DISTRICT}),
        acts=False,
    ),
)
