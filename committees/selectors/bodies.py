"""Committees: which one a person works in, and who sits on it."""

from dataclasses import dataclass

from committees.models import Committee, ElectionOfficer, Membership
from committees.workflows.elections import DONE
from portal.access.checker import Access
from portal.kernel import clock
from portal.kernel.errors import NotFound
from portal.models import Division, Role, RoleAssignment

ORDER = {"chair": 0, "vice_chair": 1, "committee_member": 2}


@dataclass(frozen=True)
class WhoIsWho:
    """The committee of a community as its public page shows it."""

    community: Division
    committee: Committee | None
    members: list[Membership]
    secretaries: list[RoleAssignment]
    officers: list[ElectionOfficer]


def committees_in_office():
    """The committees whose term runs today."""
    today = clock.today()
    return Committee.objects.filter(term_from__lte=today, term_to__gt=today).select_related(
        "community__parent"
    )


def committees_for(access: Access, permission: str) -> list[Committee]:
    """The committees at the communities where the person holds ``permission``."""
    places = [post.division_id for post in access.posts_with(permission)]
    return list(committees_in_office().filter(community__in=places).order_by("id"))


def committee_for(access: Access, permission: str, pk: int | None = None) -> Committee:
    """The one meant by ``pk``, else the only or first one; NotFound when there is none."""
    found = committees_for(access, permission)
    chosen = next((row for row in found if pk is None or row.pk == pk), None)
    if chosen is None:
        raise NotFound()
    return chosen


def committees_all(community: int | None = None):
    """Committees in office, for the public list of the API."""
    rows = committees_in_office()
    return rows.filter(community=community) if community else rows


def members_of(committee_id: int) -> list[Membership]:
    """Those in office, the chair first."""
    rows = Membership.objects.active().filter(committee=committee_id).select_related("user")
    return sorted(rows, key=lambda row: (ORDER[row.seat], row.pk))


def who_is_who(community_id: int) -> WhoIsWho:
    """The public page of a community's committee; four statements."""
    committee = committees_in_office().filter(community=community_id).first()
    rows = Division.objects.filter(pk=community_id).select_related("parent")
    community = committee.community if committee else rows.first()
    if community is None:
        raise NotFound()
    members = members_of(committee.pk) if committee else []
    held = RoleAssignment.objects.active().filter(division=community, role=Role.PARTY_SECRETARY)
    secretaries = list(held.select_related("user"))
    return WhoIsWho(community, committee, members, secretaries, _officers(community_id))


def _officers(community_id: int) -> list[ElectionOfficer]:
    """The election committees of what is being elected now, the head first; ``.election`` too."""
    rows = ElectionOfficer.objects.filter(election__community=community_id, left_on__isnull=True)
    rows = rows.exclude(election__status__in=DONE).select_related("user", "election")
    return list(rows.order_by("election", "-is_head", "pk"))


def committee_with_members(pk: int) -> Committee:
    """One committee in office with ``.members``; two statements."""
    committee = committees_in_office().filter(pk=pk).first()
    if committee is None:
        raise NotFound()
    committee.members = members_of(pk)
    return committee


def committee_of_community(community_id: int) -> Committee | None:
    """The committee in office in a community."""
    return committees_in_office().filter(community=community_id).first()
