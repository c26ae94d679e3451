"""A community as the checker's subject, for what hangs on the place and not on one term."""

from dataclasses import dataclass

from committees.models import Election, Meeting
from portal.access.checker import Access
from portal.kernel.errors import NotFound
from portal.models import Division, Level


@dataclass(frozen=True)
class Place:
    """One community."""

    community: Division

    @property
    def division_chain(self) -> dict[Level, int]:
        """Where it stands, for the access checker; ``community`` with its parent loaded."""
        street = self.community.parent
        return {
            Level.COMMUNITY: self.community.pk,
            Level.SUBDISTRICT: street.pk,
            Level.DISTRICT: street.parent_id,
        }


def community_of(pk: int) -> Division:
    """An open community by its id, with its parents; NotFound for anything else."""
    rows = Division.objects.open_on().at_level(Level.COMMUNITY).select_related("parent__parent")
    community = rows.filter(pk=pk).first()
    if community is None:
        raise NotFound()
    return community


def community_for(access: Access, permission: str, pk: int) -> Division:
    """The community, if ``permission`` holds there; foreign and missing are the same."""
    community = community_of(pk)
    if not access.can(permission, Place(community)):
        raise NotFound()
    return community


def community_has_begun(community_id: int) -> bool:
    """Whether the community has met or voted on the portal: from then on its seats come from its
    own results and decisions, and no longer from an administrator's paper."""
    met = Meeting.objects.filter(community=community_id, opened_at__isnull=False)
    voted = Election.objects.filter(community=community_id, announced_at__isnull=False)
    return met.exists() or voted.exists()
