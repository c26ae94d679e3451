"""Where a person may file: their communities, and the groups of one."""

from django.utils.translation import gettext as _

from portal.kernel.errors import Refused, RuleViolated
from portal.models import Division, Level

FILE = "resident_affairs.file_issue"
FILE_FOR_OTHERS = "resident_affairs.file_issue_for_resident"


def communities_to_file_in(access, *, for_other: bool) -> list[Division]:
    """The communities in which this person files, for themselves or at the counter. No statement
    beyond the assignments'."""
    held = {a.division_id: a.division for a in access.assignments}
    found: dict[int, Division] = {}
    for post in access.posts_with(FILE_FOR_OTHERS if for_other else FILE):
        place = held[post.division_id]
        community = place.parent if place.level == Level.GROUP else place
        found[community.pk] = community
    return list(found.values())


def groups_of(community_id: int) -> list[Division]:
    """The residents' groups of a community, by code."""
    rows = Division.objects.open_on().filter(parent=community_id, level=Level.GROUP)
    return list(rows.order_by("code")[:200])


def own_community(access):
    """The community where the viewer lives or works, or None (visitors, officials); no
    statement."""
    for assignment in access.assignments:
        division = assignment.division
        if division.level == Level.COMMUNITY:
            return division
        if division.level == Level.GROUP:
            return division.parent
    return None


def community_to_file_in(access, pk: int, *, for_other: bool) -> Division:
    """The community ``pk`` if this person may file there; Refused like any other place."""
    places = communities_to_file_in(access, for_other=for_other)
    found = next((place for place in places if place.pk == pk), None)
    if found is None:
        raise Refused(_("您只能在自己所在的社区反映问题。"))
    return found


def group_named(pk: int) -> Division:
    """The residents' group ``pk``; whether it fits the community is asked when filing."""
    group = Division.objects.open_on().filter(pk=pk, level=Level.GROUP).first()
    if group is None:
        raise RuleViolated(_("没有这个居民小组。"), field="group", code="missing")
    return group
