"""Who may run a sealed vote, and who may put a ballot in (RELIABILITY 3)."""

from django.utils.translation import gettext_lazy as _

from committees.policies.deliberation import LEADERS, LIVING_HERE, WATCHERS, leads_a_group_here
from portal.access.policies import Policy, declare
from portal.access.predicates import granted
from portal.models.roles import Role

RUNNERS = LEADERS | {Role.OVERSIGHT_MEMBER}

declare(
    Policy(name="committees.run_sealed", label=_("组织密封投票"), roles=RUNNERS),
    Policy(
        name="committees.void_sealed",
        label=_("宣布打不开的票箱作废"),
        roles=frozenset({Role.OVERSIGHT_MEMBER}),
    ),
    Policy(
        name="committees.cast_sealed",
        label=_("投密封选票（须在名册上）"),
        roles=LIVING_HERE,
        sentence=granted | leads_a_group_here,
    ),
    Policy(
        name="committees.view_sealed",
        label=_("查看密封投票的准备"),
        roles=RUNNERS | WATCHERS,
        acts=False,
    ),
)
