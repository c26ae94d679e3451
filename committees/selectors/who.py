"""Who is who around the committee, as the public page and the API tell it: names only."""

from committees.models import Representative
from committees.selectors.representatives import groups_of, representatives_in_office
from portal.models import Division, Role, RoleAssignment


def groups_with_people(community: Division) -> list[dict]:
    """Each residents' group with its leaders, its representatives, and ("both") the leaders who
    are representatives at the same time; three statements. Those of no group come last."""
    rows: dict[int | None, dict] = {
        group.pk: {"name": group.name, "leaders": [], "representatives": [], "both": []}
        for group in groups_of(community)
    }
    held = RoleAssignment.objects.active().filter(
        role=Role.GROUP_LEADER, division__parent=community
    )
    seated = representatives_in_office(community.pk)
    speaking = {row.user_id for row in seated}
    for post in held.select_related("user").order_by("id"):
        if post.division_id in rows:
            place = rows[post.division_id]
            place["leaders"].append(post.user.name)
            if post.user_id in speaking:
                place["both"].append(post.user.name)
    for row in seated:
        place = rows.setdefault(row.group_id, _no_group(row))
        place["representatives"].append(row.name)
    return list(rows.values())


def _no_group(row: Representative) -> dict:
    return {
        "name": row.group.name if row.group else "",
        "leaders": [],
        "representatives": [],
        "both": [],
    }
