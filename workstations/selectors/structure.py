"""The structure of a station: its posts, who fills them, what is vacant; names and no more."""

from dataclasses import dataclass

from portal.access.checker import Access
from portal.kernel import clock
from portal.kernel.errors import NotFound
from portal.models import User
from workstations.models import Contract, PostKind, Secondment, StationPost, Workstation

KEEP = "workstations.keep_posts"


@dataclass(frozen=True)
class PostFace:
    """One post with its holders' names."""

    post: StationPost
    names: list[str]

    @property
    def vacant(self) -> int:
        """How many are still looked for."""
        return max(self.post.planned - len(self.names), 0)


@dataclass(frozen=True)
class Structure:
    """Posts (head first), the seconded, and who is there by the roster alone."""

    posts: list[PostFace]
    seconded: list[tuple[str, str]]
    others: list[tuple[str, str]]

    @property
    def planned(self) -> int:
        """Posts in all."""
        return sum(row.post.planned for row in self.posts)

    @property
    def vacant(self) -> int:
        """Of them without anybody."""
        return sum(row.vacant for row in self.posts)


def structure_of(station: Workstation, assignments) -> Structure:
    """The chart; ``assignments`` are the active roles at the station with their users. Three
    statements. Names and posts only: no term, no contract, no telephone."""
    posts = list(StationPost.objects.filter(station=station, closed_on__isnull=True))
    holding = Contract.objects.live().filter(station=station).select_related("user")
    holding = list(holding.order_by("id"))
    sent = Secondment.objects.running().filter(station=station).select_related("user")
    sent = list(sent.order_by("id"))
    known = {row.user_id for row in holding} | {row.user_id for row in sent}
    return Structure(
        [
            PostFace(post, [row.user.name for row in holding if row.post_id == post.pk])
            for post in sorted(posts, key=lambda row: (row.kind != PostKind.HEAD, row.pk))
        ],
        [(row.user.name, row.sent_by) for row in sent],
        [
            (row.user.name, row.get_role_display())
            for row in assignments
            if row.user_id not in known
        ],
    )


def stations_kept(access: Access) -> list[Workstation]:
    """The stations whose posts the person keeps, with their open posts; two statements."""
    above = [post.division_id for post in access.posts_with(KEEP)]
    rows = Workstation.objects.filter(community__parent__in=above)
    rows = rows.select_related("community__parent").prefetch_related("posts__contracts")
    found = list(rows.order_by("community__code"))
    for station in found:
        station.open_posts = [_counted(row) for row in station.posts.all() if not row.closed_on]
    return found


def _counted(post: StationPost) -> StationPost:
    """With ``filled``, the people under contract, and ``vacant``."""
    post.filled = len({row.user_id for row in post.contracts.all() if row.is_binding})
    post.vacant = max(post.planned - post.filled, 0)
    return post


def station_kept(access: Access, community_id: int) -> Workstation:
    """One of them by its community; NotFound."""
    rows = Workstation.objects.select_related("community__parent")
    station = rows.filter(community=community_id).first()
    if station is None or not access.can(KEEP, station):
        raise NotFound()
    return station


def post_kept(access: Access, pk: int) -> StationPost:
    """One open post that the person keeps; NotFound."""
    rows = StationPost.objects.filter(closed_on__isnull=True)
    return access.fetch(rows.select_related("station__community__parent"), KEEP, pk=pk)


def posts_to_fill(access: Access) -> list[StationPost]:
    """The open posts of the person's sub-district, for a draft; one statement."""
    above = [post.division_id for post in access.posts_with(KEEP)]
    rows = StationPost.objects.filter(closed_on__isnull=True, station__community__parent__in=above)
    rows = rows.select_related("station__community__parent")
    return list(rows.order_by("station__community__code", "kind", "id"))


def secondments_kept(access: Access) -> list[Secondment]:
    """Secondments to the person's stations, the newest first; one statement."""
    above = [post.division_id for post in access.posts_with(KEEP)]
    rows = Secondment.objects.filter(station__community__parent__in=above)
    return list(rows.select_related("station__community__parent", "user")[:200])


def secondment_kept(access: Access, pk: int) -> Secondment:
    """One that still runs; NotFound."""
    rows = Secondment.objects.select_related("station__community__parent", "user")
    row = rows.filter(pk=pk, ended_on__isnull=True, ends_on__gte=clock.today()).first()
    if row is None or not access.can(KEEP, row):
        raise NotFound()
    return row


def secondments_of(user: User) -> list[Secondment]:
    """The person's own; one statement."""
    return list(Secondment.objects.filter(user=user).select_related("station")[:10])
