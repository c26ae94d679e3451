"""Who works at a community's station, and the station's public face."""

from dataclasses import dataclass

from django.db.models import Count, OuterRef, Q, Subquery

from portal.access.checker import Access
from portal.kernel.errors import NotFound
from portal.models import Division, Level, Role, RoleAssignment, User
from portal.selectors.boards import community_for_board
from workstations.models import Assessment, Workstation
from workstations.policies.groups import COMMITTEE
from workstations.selectors.station_reviews import reviews_published
from workstations.selectors.structure import structure_of
from workstations.workflows import OPEN_STATES

POST = "workstations.post_station"
STATION = (Role.STATION_HEAD, Role.STATION_STAFF)


def is_station_staff(user_id: int, community_id: int) -> bool:
    """Whether the person works at the station of the community today."""
    return (
        RoleAssignment.objects.active()
        .filter(user_id=user_id, division_id=community_id, role__in=STATION)
        .exists()
    )


def is_committee_member(user_id: int, community_id: int) -> bool:
    """Whether the person sits on the committee of the community today."""
    return (
        RoleAssignment.objects.active()
        .filter(user_id=user_id, division_id=community_id, role__in=COMMITTEE)
        .exists()
    )


def staff_with_load(community_id: int) -> list[User]:
    """The people of the station, head last, each with ``open_tasks`` and ``station_role``."""
    posts = RoleAssignment.objects.active().own()
    posts = posts.filter(division_id=community_id, role__in=STATION)
    roles = dict(posts.order_by("role").values_list("user_id", "role"))
    load = Count("tasks", filter=Q(tasks__status__in=OPEN_STATES))
    people = list(User.objects.filter(pk__in=roles).annotate(open_tasks=load))
    for person in people:
        person.station_role = Role(roles[person.pk]).label
        person.is_head = roles[person.pk] == Role.STATION_HEAD
    return sorted(people, key=lambda p: (p.is_head, p.open_tasks, p.name))


def station_public(community_id: int) -> dict:
    """What anybody may know of a station: where it is, who works there, how it was rated."""
    place = community_for_board(community_id)
    station = (
        Workstation.objects.filter(community=place).select_related("community__parent").first()
    )
    if station is None:
        raise NotFound()
    posts = RoleAssignment.objects.active().own()
    posts = posts.filter(division_id=community_id, role__in=STATION)
    posts = list(posts.select_related("user").order_by("role", "id"))
    return {
        "station": station,
        "posts": posts,
        "chart": structure_of(station, posts),
        "quarters": list(Assessment.objects.filter(station=station).order_by("-quarter")[:8]),
        "reviews": reviews_published(station.pk),
    }


@dataclass(frozen=True)
class Posted:
    """One community with its station (None: not posted yet) and how many work there."""

    community: Division
    station: Workstation | None
    staff: int


def stations_posted(access: Access) -> list[Posted]:
    """The communities of the viewer's sub-districts, those without a station first; one
    statement."""
    above = [post.division_id for post in access.posts_with(POST)]
    today = RoleAssignment.objects.active().filter(role__in=STATION, division=OuterRef("pk"))
    count = today.values("division").annotate(n=Count("user", distinct=True)).values("n")
    rows = Division.objects.open_on().filter(parent__in=above, level=Level.COMMUNITY)
    rows = rows.select_related("workstation").annotate(staff=Subquery(count))
    rows = rows.order_by("code")
    found = [Posted(row, getattr(row, "workstation", None), row.staff or 0) for row in rows]
    return sorted(found, key=lambda row: row.station is not None)


def community_to_post(access: Access, pk: int) -> Posted:
    """One of them; NotFound for foreign and missing ones alike."""
    found = next((row for row in stations_posted(access) if row.community.pk == pk), None)
    if found is None:
        raise NotFound()
    return found


def station_for_board(community_id: int) -> dict | None:
    """The station and its newest quarter, for the public board."""
    station = Workstation.objects.filter(community_id=community_id).first()
    if station is None:
        return None
    quarter = Assessment.objects.filter(station=station).order_by("-quarter").first()
    review = next(iter(reviews_published(station.pk, 1)), None)
    return {"station": station, "quarter": quarter, "review": review}


def colleague_named(user_id: int, community_id: int) -> User | None:
    """The person of the station, or None for anybody else."""
    if not is_station_staff(user_id, community_id):
        return None
    return User.objects.get(pk=user_id)
