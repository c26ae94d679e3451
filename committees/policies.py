"""Who may do what in deliberation (DOMAIN b)."""

from django.utils.translation import gettext_lazy as _

from portal.access.policies import Policy, declare
from portal.access.predicates import granted, predicate
from portal.models.roles import Role

COMMITTEE = frozenset({Role.COMMITTEE_MEMBER, Role.VICE_CHAIR, Role.CHAIR})
LEADERS = frozenset({Role.VICE_CHAIR, Role.CHAIR})
WATCHERS = frozenset({Role.SUBDISTRICT_OFFICIAL, Role.DISTRICT_OFFICIAL})


@predicate
def is_proposer(access, motion) -> bool:
    """The member who brought the motion."""
    return motion is None or motion.proposed_by_id == access.user.pk


declare(
    Policy(
        name="committees.view_deliberation",
        label=_("阅看会议、议案和表决"),
        roles=COMMITTEE
        | WATCHERS
        | {Role.PARTY_SECRETARY, Role.STATION_HEAD, Role.STATION_STAFF, Role.GROUP_LEADER},
        acts=False,
    ),
    Policy(
        name="committees.raise_motion",
        label=_("提出议案"),
        roles=COMMITTEE | {Role.PARTY_SECRETARY},
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
        sentence=is_proposer | granted,
    ),
    Policy(name="committees.convene_meeting", label=_("召集会议"), roles=LEADERS),
    Policy(name="committees.chair_meeting", label=_("主持会议、开启表决"), roles=LEADERS),
    Policy(name="committees.note_debate", label=_("登记出席和讨论"), roles=COMMITTEE),
    Policy(name="committees.vote_motion", label=_("表决议案"), roles=COMMITTEE),
    Policy(name="committees.publish_resolution", label=_("公布决议和结果"), roles=LEADERS),
    Policy(
        name="committees.manage_membership",
        label=_("登记委员及任期"),
        roles=frozenset({Role.CHAIR}),
    ),
)
