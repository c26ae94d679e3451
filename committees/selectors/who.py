"""Who is who around the committee, as the public page and the API tell it: names only."""

from committees.models import Representative
from committees.selectors.representatives import groups_of, representatives_in_office
from portal.models import Division, Role, RoleAssignment


def groups_with_people(community: Division) -> list[dict]:
    """Each residents' group with its leaders and its representatives; three statements. Those
    of no group come last."""
    rows: dict[int | None, dict] = {
        group.pk: {"name": group.name, "leaders": [], "representatives": []}
        for group in groups_of(community)
    }
    held = RoleAssignment.objects.active().filter(
        role=Role.GROUP_LEADER, division__parent=community
    )
    for post in held.select_related("user").order_by("id"):
        if post.division_id in rows:
            rows[post.division_id]["leaders"].append(post.user.name)
    for row in representatives_in_office(community.pk):
        place = rows.setdefault(row.group_id, _no_group(row))
        place["representatives"].append(row.name)
    return list(rows.values())


def _no_group(row: Representative) -> dict:
    return {"name": row.group.name if row.group else "", "leaders": [], "representatives": []}
