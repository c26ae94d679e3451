"""Who may do what with tasks (DOMAIN b)."""

from django.utils.translation import gettext_lazy as _

from portal.access.policies import Policy, declare
from portal.access.predicates import granted, predicate
from portal.models.roles import Role
from workstations.policies.groups import COMMITTEE, OVERSEERS, STATION, WATCHERS


@predicate
def has_in_hand(access, task) -> bool:
    """The assignee; during a leave that was allowed, also whoever stands in."""
    return task is None or task.is_in_hands_of(access.user.pk)


def in_whose_place(user_id: int, task) -> int | None:
    """Whoever works on somebody else's task does it in the assignee's place."""
    return None if task.assignee_id == user_id else task.assignee_id


declare(
    Policy(
        name="workstations.view_task",
        label=_("阅看任务"),
        roles=COMMITTEE | STATION | WATCHERS | OVERSEERS | {Role.PARTY_SECRETARY},
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
        sentence=granted & has_in_hand,
        whose=in_whose_place,
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
        name="workstations.plan_work",
        label=_("排计划、做模板、拆分任务"),
        roles=frozenset({Role.STATION_HEAD}),
    ),
    Policy(
        name="workstations.cancel_task",
        label=_("取消任务"),
        roles=frozenset({Role.CHAIR, Role.VICE_CHAIR}),
    ),
)
