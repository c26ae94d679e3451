"""Who posts a station, who reads how it is assessed (DOMAIN b)."""

from django.utils.translation import gettext_lazy as _

from portal.access.policies import Policy, declare
from portal.models.divisions import Level
from portal.models.roles import Role
from workstations.policies.groups import COMMITTEE, OVERSEERS, STATION, WATCHERS

declare(
    Policy(
        name="workstations.view_assessment",
        label=_("阅看考核"),
        roles=COMMITTEE | STATION | WATCHERS | OVERSEERS | {Role.PARTY_SECRETARY},
        acts=False,
    ),
    Policy(
        name="workstations.post_station",
        label=_("设社工站"),
        roles=frozenset({Role.SUBDISTRICT_OFFICIAL}),
        levels=frozenset({Level.SUBDISTRICT}),
    ),
)
