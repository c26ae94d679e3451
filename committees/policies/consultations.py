"""Who may do what in consultations, polls and major matters (DOMAIN b)."""

from django.utils.translation import gettext_lazy as _

from committees.policies.deliberation import (
    COMMITTEE,
    LEADERS,
    LIVING_HERE,
    STATION,
    leads_a_group_here,
)
from portal.access.policies import Policy, declare
from portal.access.predicates import granted
from portal.models.roles import Role

declare(
    Policy(
        name="committees.take_part",
        label=_("参加协商：提议题、附议、说意见、答问卷"),
        roles=LIVING_HERE,
        sentence=granted | leads_a_group_here,
    ),
    Policy(name="committees.lead_consultation", label=_("组织协商"), roles=COMMITTEE),
    Policy(
        name="committees.enter_answer",
        label=_("录入和复核纸质答卷"),
        roles=COMMITTEE | STATION,
        sentence=granted | leads_a_group_here,
    ),
    Policy(
        name="committees.propose_matter",
        label=_("按四议两公开提出重大事项"),
        roles=frozenset({Role.PARTY_SECRETARY}),
    ),
    Policy(name="committees.lead_matter", label=_("记录四议两公开的步骤"), roles=LEADERS),
)
