"""Who counts as a resident of a community when people are asked: the roll of the portal."""

from django.db.models import Q

from committees.policies.deliberation import LIVING_HERE
from portal.models import Role, RoleAssignment


def resident_ids(community_id: int) -> set[int]:
    """Everybody on the roll: residents, their representatives, committee and group leaders."""
    here = Q(role__in=LIVING_HERE, division=community_id)
    leading = Q(role=Role.GROUP_LEADER, division__parent=community_id)
    rows = RoleAssignment.objects.active().filter(here | leading, user__is_active=True)
    return set(rows.values_list("user_id", flat=True))
