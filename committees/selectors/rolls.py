"""Who counts as a resident of a community when people are asked: the roll of the portal."""

from django.db.models import Q

from committees.models import VoterRegistration
from committees.policies.deliberation import LIVING_HERE
from portal.kernel import clock
from portal.models import Division, DivisionProfile, Role, RoleAssignment


def resident_ids(community_id: int) -> set[int]:
    """Everybody on the roll: residents, their representatives, committee and group leaders."""
    here = Q(role__in=LIVING_HERE, division=community_id)
    leading = Q(role=Role.GROUP_LEADER, division__parent=community_id)
    rows = RoleAssignment.objects.active().filter(here | leading, user__is_active=True)
    return set(rows.values_list("user_id", flat=True))


def profile_sizes(community_id: int) -> dict[str, int | None]:
    """Adults and households of the community by its newest profile, None where none says so:
    ``{"person": …, "household": …}``. One statement."""
    rows = DivisionProfile.objects.filter(division=community_id, as_of__lte=clock.today())
    found = rows.order_by("-as_of").values_list("population_adult", "households").first()
    adults, households = found or (None, None)
    return {"person": adults, "household": households}


def roll_base(community: Division) -> int:
    """Against how many people a share is reckoned: the adults of the community's profile where
    it is known, never fewer than the portal's own roll."""
    return max(profile_sizes(community.pk)["person"] or 0, len(resident_ids(community.pk)))


def doors_of(user, community_id: int) -> list[str]:
    """The doors under which the community's voters' and households' rolls know this person, by
    account or by name; [] when they know none. One statement."""
    same = Q(user=user) | Q(user__isnull=True, name=user.name)
    rows = VoterRegistration.objects.filter(
        same, election__community=community_id, removed_on__isnull=True
    )
    return list(rows.exclude(household="").values_list("household", flat=True).distinct())
