"""What a visitor sees first: which communities there are, and one community's board."""

from django.db.models import QuerySet

from portal.kernel.errors import NotFound
from portal.models import Division, Level, Role, RoleAssignment
from portal.selectors.divisions import divisions_below


def districts_served() -> list[int]:
    """Ids of the districts where the portal is at work: those with an administrator in office. The
    map may hold the whole country."""
    posts = RoleAssignment.objects.active().filter(role=Role.ADMINISTRATOR)
    return list(posts.values_list("division_id", flat=True).distinct())


def communities_served() -> QuerySet:
    """The open communities of those districts, by the map; four statements with its own."""
    below = divisions_below(districts_served(), Level.COMMUNITY)
    return Division.objects.filter(pk__in=below, level=Level.COMMUNITY).order_by("path")


def divisions_for_choice() -> list[Division]:
    """The sub-districts that are served, with their communities (``.open_communities``), by code;
    three statements."""
    rows = Division.objects.open_on().filter(parent__in=districts_served())
    areas = sorted(rows.filter(level=Level.SUBDISTRICT), key=lambda area: area.code)
    by_parent: dict[int, list[Division]] = {area.pk: [] for area in areas}
    below = Division.objects.open_on().filter(level=Level.COMMUNITY, parent__in=areas)
    for community in sorted(below, key=lambda row: row.code):
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
