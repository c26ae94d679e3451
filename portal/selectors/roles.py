"""The roster: who holds which role where."""

from datetime import timedelta

from django.db.models import Q, QuerySet

from portal.access.checker import Access
from portal.kernel import clock
from portal.models import Division, RoleAssignment
from portal.selectors.divisions import divisions_below


def assignments_in_scope(access: Access, *, text: str = "", before: int | None = None) -> list:
    """Up to 51 active assignments in the divisions the viewer administers, newest first.

    ``text`` fits the person's name or user name, or the division's name. Keyset by id.
    """
    inside = Q(pk__in=[])
    for post in access.posts_with("portal.view_people"):
        inside |= Q(division__path__contains=f"/{post.division_id}/")
    rows = RoleAssignment.objects.active().filter(inside)
    if text:
        rows = rows.filter(
            Q(user__name__icontains=text)
            | Q(user__username__icontains=text)
            | Q(division__name__icontains=text)
        )
    if before:
        rows = rows.filter(pk__lt=before)
    return list(rows.select_related("user", "division", "in_place_of").order_by("-id")[:51])


def divisions_administered(access: Access) -> QuerySet:
    """The open divisions in which the viewer grants roles, from the district down to the groups,
    in the order of the map."""
    tops = [post.division_id for post in access.posts_with("portal.manage_roles")]
    rows = Division.objects.filter(pk__in=[*tops, *divisions_below(tops)])
    return rows.select_related("parent").order_by("path")


def roster_summary(access: Access, *, days: int = 60, limit: int = 5) -> dict:
    """What an administrator looks at first: terms that end within ``days``, soonest first, and
    the newest entries. Two statements."""
    inside = Q(pk__in=[])
    for post in access.posts_with("portal.manage_roles"):
        inside |= Q(division__path__contains=f"/{post.division_id}/")
    rows = RoleAssignment.objects.active().filter(inside).select_related("user", "division")
    until = clock.today() + timedelta(days=days)
    return {
        "ending": list(rows.own().filter(valid_to__lte=until).order_by("valid_to", "id")[:limit]),
        "newest": list(rows.order_by("-id")[:limit]),
        "days": days,
    }


def assignment_in_scope(access: Access, pk: int) -> RoleAssignment | None:
    """One assignment that the viewer administers, or None."""
    inside = Q(pk__in=[])
    for post in access.posts_with("portal.manage_roles"):
        inside |= Q(division__path__contains=f"/{post.division_id}/")
    rows = RoleAssignment.objects.active().filter(inside, pk=pk)
    return rows.select_related("user", "division", "in_place_of").first()


def administers(access: Access, division) -> bool:
    """Whether the viewer grants roles at ``division``."""
    return any(
        f"/{post.division_id}/" in division.path
        for post in access.posts_with("portal.manage_roles")
    )
