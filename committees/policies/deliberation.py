"""Who may do what in deliberation (DOMAIN b)."""

from django.utils.translation import gettext_lazy as _

from committees.models import Participant
from portal.access.policies import Policy, declare
from portal.access.predicates import granted, predicate
from portal.models.divisions import Level
from portal.models.roles import Role

STATION = frozenset({Role.STATION_STAFF, Role.STATION_HEAD})
COMMITTEE = frozenset({Role.COMMITTEE_MEMBER, Role.VICE_CHAIR, Role.CHAIR})
LEADERS = frozenset({Role.VICE_CHAIR, Role.CHAIR})
WATCHERS = frozenset({Role.SUBDISTRICT_OFFICIAL, Role.DISTRICT_OFFICIAL})
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


@predicate
def is_proposer(access, motion) -> bool:
    """The member who brought the motion."""
    return motion is None or motion.proposed_by_id == access.user.pk


@predicate
def may_still_raise(access, motion) -> bool:
    """In office: a former member's motion is in the committee's hands."""
    return access.is_granted("committees.raise_motion", motion)


@predicate
def executes_here(access, motion) -> bool:
    """I1: works at the station that would execute the motion."""
    if motion is None:
        return False
    chain = motion.division_chain
    return any(p.role in STATION and chain.get(p.level) == p.division_id for p in access.posts)


@predicate
def votes_in_a_pilot(access, motion) -> bool:
    """X1: a unit's delegate, where the pilot's rules put them on the roll with a vote."""
    if motion is None or not any(p.role == Role.UNIT_DELEGATE for p in access.posts):
        return False
    seats = Participant.objects.filter(delegate__isnull=False, has_vote=True, user=access.user)
    return seats.filter(meeting__agenda_items__motion=motion.pk).exists()


declare(
    Policy(
        name="committees.view_deliberation",
        label=_("阅看会议、议案和表决"),
        roles=COMMITTEE
        | WATCHERS
        | STATION
        | {Role.PARTY_SECRETARY, Role.OVERSIGHT_MEMBER, Role.RESIDENT_REP, Role.UNIT_DELEGATE},
        acts=False,
    ),
    Policy(
        name="committees.follow_meeting",
        label=_("看自己可以参加的会议：通知、议程、实况"),
        roles=LIVING_HERE | WATCHERS | STATION | {Role.PARTY_SECRETARY, Role.UNIT_DELEGATE},
        acts=False,
        sentence=granted | leads_a_group_here,
    ),
    Policy(
        name="committees.oversee",
        label=_("监督议事和决议的公开"),
        roles=frozenset({Role.OVERSIGHT_MEMBER}),
        acts=False,
    ),
    Policy(
        name="committees.raise_motion",
        label=_("提出议案"),
        roles=COMMITTEE | {Role.PARTY_SECRETARY, Role.RESIDENT_REP},
    ),
    Policy(name="committees.schedule_motion", label=_("把议案列入议程"), roles=LEADERS),
    Policy(
        name="committees.study_motion",
        label=_("记录党组织意见"),
        roles=frozenset({Role.PARTY_SECRETARY}),
    ),
    Policy(
        name="committees.withdraw_motion",
        label=_("撤回议案"),
        roles=frozenset({Role.CHAIR}),
        sentence=(is_proposer & may_still_raise) | granted,
    ),
    Policy(
        name="committees.edit_motion",
        label=_("修改还没表决的议案"),
        roles=LEADERS,
        sentence=(is_proposer & may_still_raise) | granted,
    ),
    Policy(name="committees.convene_meeting", label=_("召集会议"), roles=LEADERS),
    Policy(name="committees.chair_meeting", label=_("主持会议、开启表决"), roles=LEADERS),
    Policy(
        name="committees.attend_meeting",
        label=_("到会：签到、要求发言、提修正案"),
        roles=LIVING_HERE | {Role.PARTY_SECRETARY, Role.UNIT_DELEGATE},
        sentence=granted | leads_a_group_here,
    ),
    Policy(
        name="committees.count_votes",
        label=_("点数、计票"),
        roles=COMMITTEE | {Role.OVERSIGHT_MEMBER},
    ),
    Policy(name="committees.note_debate", label=_("登记出席和讨论"), roles=COMMITTEE),
    Policy(
        name="committees.vote_motion",
        label=_("表决议案（须在会议名册上）"),
        roles=COMMITTEE | {Role.RESIDENT_REP},
        sentence=(granted | votes_in_a_pilot) & ~executes_here,
    ),
    Policy(name="committees.publish_resolution", label=_("公布决议和结果"), roles=LEADERS),
)
