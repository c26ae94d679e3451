"""Who asks for leave, who allows it, who reads of it: the head for the station's people, the
sub-district for the head."""

from django.utils.translation import gettext_lazy as _

from portal.access.policies import Policy, declare
from portal.access.predicates import granted, is_logged_in, predicate
from portal.models.divisions import Level
from portal.models.roles import Role
from workstations.policies.contracts import is_not_own, is_own
from workstations.policies.groups import STATION


def posted_at_level(access, permission: str, subject, level: Level) -> bool:
    """Whether a post of exactly ``level`` on the subject's chain carries the permission."""
    place = subject.division_chain.get(level)
    return any(p.level == level and p.division_id == place for p in access.posts_with(permission))


@predicate
def decides_at_its_level(access, leave) -> bool:
    """The head's own leave is the sub-district's to decide, every other one the head's."""
    if leave is None:
        return True
    level = Level.SUBDISTRICT if leave.is_heads else Level.COMMUNITY
    return posted_at_level(access, "workstations.decide_leave", leave, level)


@predicate
def stands_in(access, leave) -> bool:
    """Whoever is named to stand in."""
    return leave is None or leave.substitute_id == access.user.pk


@predicate
def reads_as_decider(access, leave) -> bool:
    """Heads and the sub-district read what they decide about or count on."""
    if leave is None:
        return True
    chain, readers = leave.division_chain, DECIDERS["roles"]
    posts = access.posts_with("workstations.view_leave")
    return any(p.role in readers and chain.get(p.level) == p.division_id for p in posts)


DECIDERS = {
    "roles": frozenset({Role.STATION_HEAD, Role.SUBDISTRICT_OFFICIAL}),
    "levels": frozenset({Level.COMMUNITY, Level.GROUP, Level.SUBDISTRICT}),
}

declare(
    Policy(
        name="workstations.ask_leave",
        label=_("请假"),
        roles=STATION,
    ),
    Policy(
        name="workstations.view_leave",
        label=_("看请假和代办"),
        roles=STATION | {Role.SUBDISTRICT_OFFICIAL},
        acts=False,
        sentence=granted & (is_own | stands_in | reads_as_decider),
    ),
    Policy(
        name="workstations.decide_leave",
        label=_("准假、定代办人"),
        sentence=granted & decides_at_its_level & is_not_own,
        **DECIDERS,
    ),
    Policy(
        name="workstations.end_leave",
        label=_("销假"),
        sentence=(is_logged_in & is_own) | (granted & decides_at_its_level),
        **DECIDERS,
    ),
)
