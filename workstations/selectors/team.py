"""The people of a station as their head sees them: post, hours of the year, skills, needs."""

from dataclasses import dataclass

from portal.access.checker import Access
from portal.kernel import clock
from portal.kernel.errors import NotFound
from portal.models import Level, User
from workstations.models import Contract, Enrolment, StaffProfile, TrainingNeed, Workstation
from workstations.selectors.looks import looked_today
from workstations.selectors.scores import Weak, weak_spots
from workstations.selectors.stations import staff_with_load
from workstations.selectors.training import enrolments_waiting, training_hours

VIEW = "workstations.view_team"


def _station(access: Access, community_id: int | None) -> Workstation:
    """The asked-for station, or the head's own; NotFound."""
    if community_id is None:
        posts = [p for p in access.posts_with(VIEW) if p.level == Level.COMMUNITY]
        community_id = posts[0].division_id if posts else 0
    rows = Workstation.objects.select_related("community__parent")
    station = rows.filter(community=community_id).first()
    if station is None or not access.can(VIEW, station):
        raise NotFound()
    return station


def station_of_team(access: Access, permission: str) -> Workstation:
    """The station on which the viewer holds ``permission`` by a post there; NotFound."""
    posts = [p for p in access.posts_with(permission) if p.level == Level.COMMUNITY]
    rows = Workstation.objects.select_related("community__parent")
    station = rows.filter(community__in=[p.division_id for p in posts]).first()
    if station is None:
        raise NotFound()
    return station


@dataclass(frozen=True)
class Member:
    """One person; ``profile`` only what they gave, without any Party membership."""

    user: User
    post: str
    hours: int
    profile: StaffProfile | None


@dataclass(frozen=True)
class Team:
    """A station's people, what they should learn, who asks to go to a course."""

    station: Workstation
    year: int
    members: list[Member]
    needs: list[TrainingNeed]
    waiting: list[Enrolment]

    @property
    def hours(self) -> int:
        """Of all together."""
        return sum(row.hours for row in self.members)


SHOWN = ("education", "major", "skills", "languages")


def _profiles(people, viewer) -> dict[int, StaffProfile]:
    rows = StaffProfile.objects.filter(user__in=people).only("user_id", *SHOWN)
    rows = rows.annotate(is_looked_at=looked_today("staff_profile", viewer))
    return {row.user_id: row for row in rows}


def team_of(access: Access, community_id: int | None = None) -> Team:
    """One station's team; eight statements. NotFound."""
    station = _station(access, community_id)
    year = clock.today().year
    people = staff_with_load(station.community_id)
    hours = training_hours(station.community_id, year)
    held = Contract.objects.live().filter(station=station).select_related("post")
    posts = {row.user_id: row.post.title for row in held}
    profiles = _profiles(people, access.user)
    members = [
        Member(
            user,
            posts.get(user.pk, user.station_role),
            hours.get(user.pk, 0),
            profiles.get(user.pk),
        )
        for user in people
    ]
    needs = TrainingNeed.objects.filter(station=station, met_at__isnull=True)
    waiting = [
        row for row in enrolments_waiting(access) if row.community_id == station.community_id
    ]
    return Team(station, year, members, list(needs.select_related("user")[:50]), waiting)


def weak_of(team: Team) -> list[tuple[User, Weak]]:
    """Who was weak in what, by the last quarter told to them, as far as there is something to
    learn: names of indicators, no points. Three statements."""
    found = weak_spots([row.user.pk for row in team.members], team.station.pk)
    return [(row.user, found[row.user.pk]) for row in team.members if row.user.pk in found]


def needs_of(user: User) -> list[TrainingNeed]:
    """The person's own open ones; one statement."""
    return list(TrainingNeed.objects.filter(user=user, met_at__isnull=True)[:20])


def profile_of(user: User) -> StaffProfile | None:
    """The person's own; None as long as nothing was said."""
    return getattr(user, "staff_profile", None)


def team_stations(access: Access) -> list[Workstation]:
    """The stations whose team an official may look at; one statement."""
    reach = {p.division_id for p in access.posts_with(VIEW) if p.level != Level.COMMUNITY}
    rows = Workstation.objects.filter(community__parent__in=reach)
    rows |= Workstation.objects.filter(community__parent__parent__in=reach)
    return list(rows.select_related("community__parent").order_by("community__code"))
