"""What a visitor sees first: which communities there are, and one community's board."""

from django.db.models import QuerySet

from portal.kernel.errors import NotFound
from portal.models import Division, Level, Role, RoleAssignment


def districts_served() -> QuerySet:
    """Ids of the districts where the portal is at work: those with an administrator in office. The
    map may hold the whole country."""
    posts = RoleAssignment.objects.active().filter(role=Role.ADMINISTRATOR)
    return posts.values("division_id")


def communities_served() -> QuerySet:
    """The open communities of those districts, by code."""
    rows = Division.objects.open_on().at_level(Level.COMMUNITY)
    return rows.filter(parent__parent__in=districts_served()).order_by("code")


def divisions_for_choice() -> list[Division]:
    """The sub-districts that are served, with their communities (``.open_communities``), by code;
    two statements."""
    rows = Division.objects.open_on().at_level(Level.SUBDISTRICT)
    areas = list(rows.filter(parent__in=districts_served()).order_by("code"))
    by_parent: dict[int, list[Division]] = {area.pk: [] for area in areas}
    below = Division.objects.open_on().filter(level=Level.COMMUNITY, parent__in=areas)
    for community in below.order_by("code"):
        by_parent[community.parent_id].append(community)
    for area in areas:
        area.open_communities = by_parent[area.pk]
    return areas


def community_of_visitor(cookie: str) -> Division | None:
    """The community remembered in the visitor's cookie, if it still exists."""
    if not cookie.isdecimal() or len(cookie) > 12:
        return None
    return Division.objects.open_on().filter(pk=int(cookie), level=Level.COMMUNITY).first()


def community_for_board(pk: int) -> Division:
    """One community with its sub-district; NotFound for any other level."""
    found = Division.objects.filter(pk=pk, level=Level.COMMUNITY).select_related("parent__parent")
    community = found.first()
    if community is None:
        raise NotFound()
    return community
