"""Who may do what with tasks, supervision and assessment (DOMAIN b)."""

from django.utils.translation import gettext_lazy as _

from portal.access.policies import Policy, declare
from portal.access.predicates import granted, predicate
from portal.models.divisions import Level
from portal.models.roles import Role

COMMITTEE = frozenset({Role.COMMITTEE_MEMBER, Role.VICE_CHAIR, Role.CHAIR})
STATION = frozenset({Role.STATION_STAFF, Role.STATION_HEAD})
WATCHERS = frozenset({Role.SUBDISTRICT_OFFICIAL, Role.DISTRICT_OFFICIAL})


@predicate
def is_assignee(access, task) -> bool:
    """The one person who has the task in hand."""
    return task is None or task.assignee_id == access.user.pk


declare(
    Policy(
        name="workstations.view_task",
        label=_("阅看任务"),
        roles=COMMITTEE | STATION | WATCHERS | {Role.PARTY_SECRETARY},
        acts=False,
    ),
    Policy(
        name="workstations.assign_task",
        label=_("派任务"),
        roles=frozenset({Role.STATION_HEAD}),
    ),
    Policy(
        name="workstations.execute_task",
        label=_("承办任务"),
        roles=STATION,
        sentence=granted & is_assignee,
    ),
    Policy(
        name="workstations.verify_task",
        label=_("验收任务"),
        roles=COMMITTEE,
    ),
    Policy(
        name="workstations.decide_extension",
        label=_("决定延期"),
        roles=frozenset({Role.STATION_HEAD, Role.CHAIR, Role.VICE_CHAIR}),
    ),
    Policy(
        name="workstations.cancel_task",
        label=_("取消任务"),
        roles=frozenset({Role.CHAIR, Role.VICE_CHAIR}),
    ),
    Policy(
        name="workstations.view_assessment",
        label=_("阅看考核"),
        roles=COMMITTEE | STATION | WATCHERS | {Role.PARTY_SECRETARY},
        acts=False,
    ),
    Policy(
        name="workstations.view_order",
        label=_("阅看督办"),
        roles=COMMITTEE | STATION | WATCHERS | {Role.PARTY_SECRETARY},
        acts=False,
    ),
    Policy(
        name="workstations.urge",
        label=_("督办"),
        roles=WATCHERS,
        levels=frozenset({Level.SUBDISTRICT, Level.DISTRICT}),
    ),
    Policy(
        name="workstations.answer_order",
        label=_("答复督办"),
        roles=frozenset({Role.STATION_HEAD, Role.CHAIR, Role.VICE_CHAIR}),
    ),
    Policy(
        name="workstations.post_station",
        label=_("设社工站"),
        roles=frozenset({Role.SUBDISTRICT_OFFICIAL}),
        levels=frozenset({Level.SUBDISTRICT}),
    ),
    Policy(
        name="workstations.view_dashboard",
        label=_("看街道、区级数据"),
        roles=WATCHERS,
        acts=False,
    ),
)
