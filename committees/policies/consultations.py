"""Who may do what in consultations, polls and major matters (DOMAIN b)."""

from django.utils.translation import gettext_lazy as _

from committees.policies.deliberation import COMMITTEE, LEADERS, STATION
from portal.access.policies import Policy, declare
from portal.access.predicates import granted, predicate
from portal.models.divisions import Level
from portal.models.roles import Role

# Whoever lives in the community: its residents, and the posts that only residents hold.
LIVING_HERE = frozenset({Role.RESIDENT, Role.RESIDENT_REP, Role.OVERSIGHT_MEMBER}) | COMMITTEE


@predicate
def leads_a_group_here(access, subject) -> bool:
    """Heads a residents' group of the subject's community."""
    groups = [a.division for a in access.assignments if a.role == Role.GROUP_LEADER]
    if subject is None:
        return bool(groups)
    home = subject.division_chain[Level.COMMUNITY]
    return any(group.parent_id == home for group in groups)


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
