"""Who plans, approves, allots, uses and audits the year's transfers (DOMAIN b, S52)."""

from django.utils.translation import gettext_lazy as _

from portal.access.policies import Policy, declare
from portal.models.divisions import Level
from portal.models.roles import Role
from workstations.policies.groups import COMMITTEE, STATION, WATCHERS

declare(
    Policy(
        name="workstations.view_transfer",
        label=_("阅看转移支付的经办情况"),
        roles=COMMITTEE | STATION | WATCHERS | {Role.OVERSIGHT_MEMBER, Role.AUDITOR},
        acts=False,
    ),
    Policy(
        name="workstations.plan_transfer",
        label=_("测算转移支付、拨到街道"),
        roles=frozenset({Role.DISTRICT_OFFICIAL}),
        levels=frozenset({Level.DISTRICT}),
    ),
    Policy(
        name="workstations.approve_transfer",
        label=_("批准转移支付方案"),
        roles=frozenset({Role.DISTRICT_OFFICIAL}),
        levels=frozenset({Level.DISTRICT}),
    ),
    Policy(
        name="workstations.allot_transfer",
        label=_("把转移支付拨到社区、年终结清"),
        roles=frozenset({Role.SUBDISTRICT_OFFICIAL}),
        levels=frozenset({Level.SUBDISTRICT}),
    ),
    Policy(
        name="workstations.ask_transfer_use",
        label=_("申请使用转移支付"),
        roles=frozenset({Role.COMMITTEE_MEMBER, Role.STATION_HEAD}),
    ),
    Policy(
        name="workstations.approve_transfer_use",
        label=_("批准使用转移支付（两人）"),
        roles=frozenset({Role.CHAIR, Role.VICE_CHAIR}),
    ),
    Policy(
        name="workstations.audit_transfer",
        label=_("审计转移支付"),
        roles=frozenset({Role.AUDITOR}),
        levels=frozenset({Level.DISTRICT}),
    ),
)
