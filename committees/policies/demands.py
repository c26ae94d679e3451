"""Who may demand a meeting, sign, and write down signatures given on paper (§26, §29)."""

from django.utils.translation import gettext_lazy as _

from committees.policies.deliberation import (
    COMMITTEE,
    LIVING_HERE,
    STATION,
    WATCHERS,
    leads_a_group_here,
)
from portal.access.policies import Policy, declare
from portal.access.predicates import granted, predicate
from portal.models.roles import Role


@predicate
def is_starter(access, demand) -> bool:
    """Whoever started it."""
    return demand is None or demand.started_by_id == access.user.pk


declare(
    Policy(
        name="committees.demand_meeting",
        label=_("联名要求召开会议"),
        roles=LIVING_HERE,
        sentence=granted | leads_a_group_here,
    ),
    Policy(
        name="committees.withdraw_demand",
        label=_("撤回自己发起的联名要求"),
        roles=LIVING_HERE,
        sentence=is_starter,
    ),
    Policy(
        name="committees.view_demand",
        label=_("查看联名要求"),
        roles=LIVING_HERE | WATCHERS | STATION | {Role.PARTY_SECRETARY},
        acts=False,
        sentence=granted | leads_a_group_here,
    ),
    Policy(
        name="committees.enter_signature",
        label=_("录入和复核纸质联名"),
        roles=COMMITTEE | {Role.OVERSIGHT_MEMBER},
        sentence=granted | leads_a_group_here,
    ),
)
