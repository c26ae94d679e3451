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
from portal.access.predicates import granted, predicate
from portal.models.roles import Role, RoleAssignment


@predicate
def leads_or_nobody_else_does(access, petition) -> bool:
    """The chair or a vice chair; any member where nobody but the one concerned leads, so that a
    demand against the only leader is not held up by there being no other."""
    if petition is None or access.is_granted("committees.convene_meeting", petition):
        return True
    leading = RoleAssignment.objects.active().filter(
        role__in=LEADERS, division=petition.community_id
    )
    return not leading.exclude(user=petition.membership.user_id).exists()


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
        roles=COMMITTEE,
        sentence=granted & leads_or_nobody_else_does,
    ),
)
