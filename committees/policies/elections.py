"""Who may call, run and watch an election (§14–25; DOMAIN b: managed by the 选举委员会)."""

from django.utils.translation import gettext_lazy as _

from committees.models import ElectionOfficer
from committees.policies.bodies import LEADERS, WATCHERS, founds_here, runs_the_place
from committees.policies.covenants import AT_DISTRICT, DISTRICT
from committees.policies.deliberation import LIVING_HERE, STATION, leads_a_group_here
from portal.access.policies import Policy, declare
from portal.access.predicates import granted, predicate
from portal.models.roles import Role

RUNNERS = frozenset({Role.ELECTION_MEMBER})
BODIES = frozenset(
    {
        Role.COMMITTEE_MEMBER,
        Role.VICE_CHAIR,
        Role.CHAIR,
        Role.PARTY_SECRETARY,
        Role.OVERSIGHT_MEMBER,
        Role.ELECTION_MEMBER,
    }
)


@predicate
def is_officer_of_it(access, election) -> bool:
    """Sits on the election committee of this very election, and has not left it (§15)."""
    if election is None:
        return True
    rows = ElectionOfficer.objects.filter(election=election.pk, left_on__isnull=True)
    return rows.filter(user=access.user.pk).exists()


@predicate
def speaks_for_the_party(access, election) -> bool:
    """Secretary of the community's Party organisation."""
    posts = [p for p in access.posts if p.role == Role.PARTY_SECRETARY]
    if election is None:
        return bool(posts)
    return any(p.division_id == election.community_id for p in posts)


declare(
    Policy(
        name="committees.call_election",
        label=_("部署选举、登记选举委员会"),
        roles=LEADERS,
        sentence=granted | founds_here,
    ),
    Policy(
        name="committees.run_election",
        label=_("主持选举各步骤"),
        roles=RUNNERS,
        sentence=granted & is_officer_of_it,
    ),
    Policy(
        name="committees.nominate_candidate",
        label=_("登记党组织提名的候选人"),
        roles=RUNNERS | {Role.PARTY_SECRETARY},
        sentence=granted & (is_officer_of_it | speaks_for_the_party),
    ),
    Policy(
        name="committees.register_voter",
        label=_("登记自己为选民"),
        roles=LIVING_HERE | STATION,
        sentence=granted | leads_a_group_here,
    ),
    Policy(
        name="committees.void_election",
        label=_("查明选举违法，宣布当选无效"),
        roles=DISTRICT,
        levels=AT_DISTRICT,
    ),
    Policy(
        name="committees.view_election",
        label=_("查看选举工作"),
        roles=BODIES | WATCHERS,
        acts=False,
        sentence=granted | runs_the_place,
    ),
    Policy(
        name="committees.object_roll",
        label=_("对选民名单提出异议、举报选举违法"),
        roles=LIVING_HERE | RUNNERS,
        sentence=granted | leads_a_group_here,
    ),
    Policy(
        name="committees.answer_election_complaint",
        label=_("核查选举举报、公布处理结果"),
        roles=DISTRICT,
        levels=AT_DISTRICT,
    ),
)
