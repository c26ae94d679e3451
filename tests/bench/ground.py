"""What the benchmarks stand on: a district of a million issues, the floors' tables, the people."""

from dataclasses import dataclass, field
from datetime import timedelta
from uuid import uuid4

from django.core.management import call_command
from django.db import connection
from django.db.models import Max

from committees.models import MeetingKind
from committees.services import meetings, motions, votes
from committees.services.representatives import representative_add
from portal.kernel import clock
from portal.models import Division, Role, RoleAssignment, User
from portal.runner.places import say
from portal.services.roles import role_grant
from resident_affairs.models import Category, Issue
from tests.bench.load import Ask
from tests.bench.sessions import TOKEN, session_of
from workstations.demo.place import Place

CLIENTS = 16
BACKEND = "portal.access.backends.PortalBackend"
HISTORY = 2.5  # rows of the floors' history for each issue
FLOORS = """
    INSERT INTO floors.floor_issue (id, community, category, status, title, text, place, reporter,
        created_at, due_at)
    SELECT id, community_id, category_id, status, title, text, place, reporter_id, created_at,
        due_at FROM public.resident_affairs_issue;
    INSERT INTO floors.floor_history (issue_id, happened_at, verb, to_state)
    SELECT subject_id, happened_at, verb, to_state FROM public.portal_record
        WHERE subject_type = 'issue' ORDER BY id LIMIT {history};
    SELECT setval('floors.floor_issue_id_seq', (SELECT max(id) FROM floors.floor_issue));
"""


@dataclass
class Person:
    """Somebody who asks: a user with a session."""

    user: User
    community: int
    cookies: str

    def get(self, path: str) -> Ask:
        """A page or a list."""
        return Ask(path, cookies=self.cookies)

    def send(self, path: str, body: bytes, method: str = "POST") -> Ask:
        """JSON with the CSRF token, as the page's own script would send it."""
        headers = (f"X-CSRFToken: {TOKEN}", "Content-Type: application/json")
        return Ask(path, method, self.cookies, headers, body)


@dataclass
class Ground:
    """Everything that the cases need."""

    issues: int
    residents: list[Person]
    officials: list[Person]
    leaf: int
    newest: int
    voters: list[tuple[Person, int]] = field(default_factory=list)
    hall: list[tuple[Person, int]] = field(default_factory=list)
    station: list[Person] = field(default_factory=list)
    registration: tuple[Person, int] | None = None


def has_issues(total: int) -> bool:
    """Whether the district has been made before (the database was given and kept)."""
    tables = connection.introspection.table_names()
    if "resident_affairs_issue" not in tables:
        return False
    return _newest() >= total


def _newest() -> int:
    """The id of the newest issue; 0 when there is none."""
    return Issue.objects.aggregate(top=Max("pk"))["top"] or 0


def district(total: int) -> None:
    """The portal's own tables with ``total`` issues and their history."""
    call_command("migrate", verbosity=0)
    if not has_issues(total):
        call_command("seed_district", issues=total, seed=1)
    housekeep("public")


def floors(total: int) -> None:
    """The floors' tables, filled from the portal's; their migrations ran in another process."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM (SELECT 1 FROM floors.floor_issue LIMIT 1) one")
        if cursor.fetchone()[0] == 0:
            cursor.execute(FLOORS.format(history=int(total * HISTORY)))
    housekeep("floors")


def housekeep(schema: str) -> None:
    """As the server's own housekeeping leaves the tables after a while."""
    if connection.vendor != "postgresql":
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = %s", [schema])
        for (table,) in cursor.fetchall():
            cursor.execute(f'VACUUM (ANALYZE) {schema}."{table}"')
        cursor.execute("CHECKPOINT")


def person(user: User, community: int) -> Person:
    """``user`` with a session."""
    return Person(user, community, session_of(user, BACKEND))


def people(total: int) -> Ground:
    """Sixteen residents of as many communities, sixteen officials, and members about to vote."""
    rows = RoleAssignment.objects.filter(role=Role.RESIDENT).select_related("user")
    by_place = {row.division_id: row.user for row in rows.order_by("-id")}
    residents = [person(user, place) for place, user in sorted(by_place.items())[:CLIENTS]]
    leaf = Category.objects.get(code="env-drain").pk
    ground = Ground(total, residents, _officials(), leaf, _newest())
    ground.voters = _voters()
    ground.hall = _hall()
    say(
        f"{len(residents)} residents, {len(ground.officials)} officials, {len(ground.voters)} votes"
    )
    return ground


def _hall(people: int = 100, motions_each: int = 30) -> list[tuple[Person, int]]:
    """A representatives' meeting of a hundred who vote at once: everybody on one motion, then
    everybody on the next."""
    street = User.objects.get(username="bench-street-0")
    place = Place(communities_staffed()[2].community, street)
    seated = len(place.cast.members)
    for number in range(people - seated):
        name = f"bench-rep-{number}"
        user, is_new = User.objects.get_or_create(username=name, defaults={"password": "!"})
        if is_new:
            words = {"community": place.community, "households": 30, "user": user}
            representative_add(actor=None, name=f"代表{number}", **words)
    proposed = _proposed(place, motions_each)
    meeting = meetings.meeting_convene(
        actor=place.cast.chair,
        committee=place.committee,
        title="居民代表会议",
        starts_at=clock.now() + timedelta(minutes=15),
        place="礼堂",
        submit_key=uuid4(),
        motions=tuple(proposed),
        sitting=meetings.Sitting(kind=MeetingKind.REPRESENTATIVES),
    )
    with clock.at(clock.now()):
        meetings.meeting_notify(actor=place.cast.chair, meeting=meeting, reason="bench")
        clock.advance(minutes=20)
        meeting = meetings.meeting_open(actor=place.cast.chair, meeting=meeting)
    meeting.participants.update(presence="present", noted_at=clock.now())
    rows = meeting.participants.select_related("user")
    sessions = [person(row.user, place.community.pk) for row in rows]
    return [(who, _opened(place, motion)) for motion in proposed for who in sessions]


def _opened(place: Place, motion) -> int:
    """The vote on a motion, opened if it is not."""
    event = motion.vote_events.first()
    if event is None:
        motion.refresh_from_db()
        motions.motion_debate(actor=place.cast.chair, motion=motion)
        event = votes.vote_open(actor=place.cast.chair, motion=motion)
    return event.pk


def _officials() -> list[Person]:
    street = RoleAssignment.objects.filter(role=Role.SUBDISTRICT_OFFICIAL).first().division
    found = []
    for number in range(CLIENTS):
        user, _is_new = User.objects.get_or_create(
            username=f"bench-street-{number}", defaults={"name": f"街道{number}", "password": "!"}
        )
        if not user.role_assignments.exists():
            role_grant(actor=None, user=user, role=Role.SUBDISTRICT_OFFICIAL, division=street)
        found.append(person(user, street.pk))
    return found


def _voters(places: int = 2, each: int = 80) -> list[tuple[Person, int]]:
    """Members with a vote that is open and not yet cast: (member, vote's id)."""
    street = User.objects.get(username="bench-street-0")
    stages = [Place(row.community, street) for row in communities_staffed()[:places]]
    return [pair for place in stages for pair in _open_votes(place, each)]


def communities_staffed():
    """The committees of the communities that have everybody, in order."""
    communities = Division.objects.filter(
        pk__in=RoleAssignment.objects.filter(role=Role.PARTY_SECRETARY).values("division")
    )
    return [place.committees.first() for place in communities.order_by("code")]


def _proposed(place: Place, each: int) -> list:
    return [
        motions.motion_propose(
            actor=place.cast.members[3],
            committee=place.committee,
            title=f"第{number + 1}号楼前装一盏路灯",
            text="楼前晚上太黑，装一盏路灯，电费由公共收益支付，由社工站安排施工。",
            submit_key=uuid4(),
        )
        for number in range(each)
    ]


def _open_votes(place: Place, each: int) -> list[tuple[Person, int]]:
    cast = place.cast
    proposed = _proposed(place, each)
    meeting = place.meeting(f"路灯议事会 {uuid4().hex[:6]}", 0.01, proposed)
    with clock.at(clock.now()):
        meeting = meetings.meeting_notify(actor=cast.chair, meeting=meeting, reason="bench")
        clock.advance(minutes=20)
        meeting = meetings.meeting_open(actor=cast.chair, meeting=meeting)
        place.gather(meeting, absent=0)
        found = []
        sessions = [person(user, place.community.pk) for user in cast.members]
        for motion in proposed:
            motion.refresh_from_db()
            event = _opened(place, motion)
            found += [(who, event) for who in sessions]
    return found
