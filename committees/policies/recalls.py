"""Who may demand a recall, sign it, keep its papers, and call the vote (§20)."""

from django.utils.translation import gettext_lazy as _

from committees.policies.bodies import runs_the_place
from committees.policies.deliberation import (
    COMMITTEE,
    LEADERS,
    LIVING_HERE,
    STATION,
    WATCHERS,
    leads_a_group_here,
)
from committees.policies.demands import is_starter
from portal.access.policies import Policy, declare
from portal.access.predicates import granted
from portal.models.roles import Role

declare(
    Policy(
        name="committees.start_recall",
        label=_("联名要求罢免居委会成员"),
        roles=LIVING_HERE,
        sentence=granted | leads_a_group_here,
    ),
    Policy(
        name="committees.withdraw_recall",
        label=_("撤回自己发起的罢免要求"),
        roles=LIVING_HERE,
        sentence=is_starter,
    ),
    Policy(
        name="committees.view_recall",
        label=_("查看罢免要求"),
        roles=LIVING_HERE | WATCHERS | STATION | {Role.PARTY_SECRETARY, Role.ELECTION_MEMBER},
        acts=False,
        sentence=granted | leads_a_group_here | runs_the_place,
    ),
    Policy(
        name="committees.enter_recall_signature",
        label=_("录入和复核罢免的纸质联名"),
        roles=COMMITTEE | {Role.OVERSIGHT_MEMBER, Role.ELECTION_MEMBER},
        sentence=granted | leads_a_group_here,
    ),
    Policy(
        name="committees.call_recall",
        label=_("组织罢免表决"),
        roles=LEADERS,
    ),
)
