"""Who keeps the wordings of replies: the head the station's, the sub-district its own."""

from django.utils.translation import gettext_lazy as _

from portal.access.policies import Policy, declare
from portal.access.predicates import granted, predicate
from portal.models.divisions import Level
from portal.models.roles import Role
from workstations.policies.leaves import posted_at_level

KEEP = "workstations.keep_replies"


@predicate
def keeps_at_its_level(access, reply) -> bool:
    """A station's wording is its head's, a sub-district's is the sub-district's."""
    if reply is None:
        return True
    level = Level.COMMUNITY if reply.community_id else Level.SUBDISTRICT
    return posted_at_level(access, KEEP, reply, level)


declare(
    Policy(
        name=KEEP,
        label=_("写答复用语"),
        roles=frozenset({Role.STATION_HEAD, Role.SUBDISTRICT_OFFICIAL}),
        levels=frozenset({Level.COMMUNITY, Level.GROUP, Level.SUBDISTRICT}),
        sentence=granted & keeps_at_its_level,
    ),
)
