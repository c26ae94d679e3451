"""Guardian's rows: a group per role at a division, with that role's permissions on the division.

The truth is ``RoleAssignment``; everything here can be rebuilt from it (``sync_roles``). Reading
downward is not copied onto each community: a subject carries its own chain of divisions, so the
grant on the sub-district answers for it (docs/decisions/0003).
"""

from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.db.models import Aggregate, CharField, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Cast, Concat
from guardian.models import GroupObjectPermission, UserObjectPermission

from portal.access.policies import all_policies, permissions_of
from portal.models.divisions import Division
from portal.models.roles import Role, RoleAssignment


def group_name(role: str, division_id: int) -> str:
    """The name of the group of ``role`` at a division: ``role:chair:17``."""
    return f"role:{role}:{division_id}"


def permissions_make() -> None:
    """Make sure that each declared permission exists as a row on Division, and no other."""
    content_type = ContentType.objects.get_for_model(Division)
    wanted = {policy.name: str(policy.label)[:255] for policy in all_policies()}
    existing = Permission.objects.filter(content_type=content_type, codename__contains=".")
    existing.exclude(codename__in=wanted).delete()
    have = set(existing.values_list("codename", flat=True))
    Permission.objects.bulk_create(
        Permission(content_type=content_type, codename=name, name=label)
        for name, label in wanted.items()
        if name not in have
    )


def group_make(role: Role, division: Division) -> Group:
    """The group of ``role`` at ``division`` with exactly the permissions of the table."""
    group, _ = Group.objects.get_or_create(name=group_name(role, division.pk))
    wanted = permissions_of(Role(role))
    content_type = ContentType.objects.get_for_model(Division)
    rows = GroupObjectPermission.objects.filter(
        group=group, content_type=content_type, object_pk=str(division.pk)
    )
    have = set(rows.values_list("permission__codename", flat=True))
    if have - wanted:
        rows.exclude(permission__codename__in=wanted).delete()
    if wanted - have:
        missing = Permission.objects.filter(content_type=content_type, codename__in=wanted - have)
        # In one statement: guardian's assign_perm takes four for each permission.
        GroupObjectPermission.objects.bulk_create(
            GroupObjectPermission(
                group=group, permission=row, content_type=content_type, object_pk=str(division.pk)
            )
            for row in missing
        )
    return group


def index_rebuild() -> dict[str, int]:
    """Rebuild groups, their permissions and their members from the active assignments."""
    permissions_make()
    active = list(RoleAssignment.objects.active().select_related("division", "user"))
    wanted: dict[str, set[int]] = {}
    groups: dict[str, Group] = {}
    for assignment in active:
        name = group_name(assignment.role, assignment.division_id)
        if name not in groups:
            groups[name] = group_make(Role(assignment.role), assignment.division)
        wanted.setdefault(name, set()).add(assignment.user_id)
    for name, group in groups.items():
        group.user_set.set(wanted[name])
    stale = Group.objects.filter(name__startswith="role:").exclude(name__in=groups)
    removed, _ = stale.delete()
    UserObjectPermission.objects.all().delete()
    return {"groups": len(groups), "assignments": len(active), "removed": removed}


def index_add(assignment: RoleAssignment) -> None:
    """Enter one new assignment into the index."""
    group = group_make(Role(assignment.role), assignment.division)
    assignment.user.groups.add(group)


class _Joined(Aggregate):
    """Words of a group of rows in one text, separated by blanks, on both engines."""

    function = "STRING_AGG"
    template = "%(function)s(%(expressions)s, ' ')"
    output_field = CharField()

    def as_sqlite(self, compiler, connection, **more):
        return super().as_sql(compiler, connection, function="GROUP_CONCAT", **more)


def with_grants(assignments: QuerySet) -> QuerySet:
    """``assignments`` with ``granted``: the names of the permissions that guardian's rows give to
    the group of that role at that division, separated by blanks (None: none)."""
    division = Cast(OuterRef("division_id"), CharField())
    name = Concat(Value("role:"), OuterRef("role"), Value(":"), division)
    rows = GroupObjectPermission.objects.filter(group__name=name, object_pk=division)
    joined = rows.order_by().values("group").annotate(names=_Joined("permission__codename"))
    return assignments.annotate(granted=Subquery(joined.values("names")))
