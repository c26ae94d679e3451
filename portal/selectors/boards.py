"""What a visitor sees first: which communities there are, and one community's board."""

from portal.kernel.errors import NotFound
from portal.models import Division, Level


def divisions_for_choice() -> list[Division]:
    """The sub-districts with their communities (``.open_communities``), by code; two statements."""
    areas = list(Division.objects.open_on().at_level(Level.SUBDISTRICT).order_by("code")[:60])
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
