"""A voters' roll of ten thousand over the pages: a file uploaded, looked at, confirmed."""

import csv
import io
import re
import time
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import uuid4

from committees.models import Election, Membership, Seat
from committees.services import election_steps, elections, officers
from committees.services.bodies import member_unseat
from portal.kernel import clock
from portal.models import User
from tests.bench import ground, servers
from tests.bench.load import Ask, Connection
from tests.bench.sessions import TOKEN
from workstations.demo.place import Place

VOTERS = 10_000
HEAD = ("姓名", "身份证号码", "出生日期", "登记依据", "居民小组", "户（门牌）")
WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)


@dataclass
class Taken:
    """Seconds of the preview and of the confirmation, and of processor time for both."""

    preview: float
    stored: float
    cpu: float

    def line(self) -> str:
        """In words."""
        return (
            f"roll of {VOTERS:,}: upload and preview {self.preview:.1f} s, "
            f"confirmation {self.stored:.1f} s, together {self.preview + self.stored:.1f} s "
            f"({self.cpu:.1f} s of processor time)"
        )


def registration_made() -> tuple[ground.Person, int]:
    """On a community without another case."""
    street = User.objects.get(username="bench-street-0")
    return registration(Place(ground.communities_staffed()[3].community, street))


def registration(place: Place) -> tuple[ground.Person, int]:
    """A by-election of ``place`` in registration, without names: its head, and its id."""
    for running in Election.objects.filter(community=place.community, status="registration"):
        election_steps.election_cancel(actor=place.cast.chair, election=running, remark="bench")
    seats = Membership.objects.active().filter(committee=place.committee, seat=Seat.MEMBER)
    if place.committee.memberships.active().count() == place.committee.size:
        member_unseat(actor=None, membership=seats.order_by("id").last(), ground="death")
    plan = elections.ElectionPlan(
        kind="by_election",
        form="voters",
        title="委员补选",
        election_day=clock.today() + timedelta(days=40),
        polling_place="礼堂",
        posts={Seat.MEMBER: 1},
    )
    chair, community = place.cast.chair, place.community
    words = {"plan": plan, "submit_key": uuid4()}
    election = elections.election_call(actor=chair, community=community, **words)
    people = [_officer(number) for number in range(5)]
    for number, user in enumerate(people):
        named = {"user": user, "is_head": number == 0}
        officers.officer_add(actor=chair, election=election, **named)
    election = election_steps.committee_form(actor=chair, election=election)
    election_steps.registration_start(actor=people[0], election=election)
    return ground.person(people[0], community.pk), election.pk


def _officer(number: int) -> User:
    name = f"bench-booth-{number}"
    return User.objects.get_or_create(username=name, defaults={"name": name, "password": "!"})[0]


def _number(born: date, order: int) -> str:
    """An identity number with its check character."""
    first = f"530103{born:%Y%m%d}{order % 1000:03d}"
    rest = sum(weight * int(one) for weight, one in zip(WEIGHTS, first, strict=True)) % 11
    return first + "10X98765432"[rest]


def file_of(voters: int = VOTERS) -> bytes:
    """The file, as a table program writes it; other people in every run."""
    out = io.StringIO()
    table = csv.writer(out)
    table.writerow(HEAD)
    for number in range(voters):
        born = date(1945, 1, 1) + timedelta(days=number * 2)
        door = f"{1 + number // 60} 栋 {1 + number % 30}0{1 + number % 4}"
        table.writerow((f"选民{number}", _number(born, number), "", "户籍", "第一小组", door))
    return ("\ufeff" + out.getvalue()).encode()


def _form(path: str, who: ground.Person, body: bytes, kind: str) -> Ask:
    headers = (f"X-CSRFToken: {TOKEN}", f"Content-Type: {kind}")
    return Ask(path, "POST", who.cookies, headers, body)


def _multipart(data: bytes) -> tuple[bytes, str]:
    mark = uuid4().hex
    roll = f'--{mark}\r\nContent-Disposition: form-data; name="roll"\r\n\r\nvoters\r\n'
    file = f'--{mark}\r\nContent-Disposition: form-data; name="file"; filename="roll.csv"\r\n'
    head = f"{roll}{file}Content-Type: text/csv\r\n\r\n".encode()
    return head + data + f"\r\n--{mark}--\r\n".encode(), f"multipart/form-data; boundary={mark}"


def imported(port: int, pids, who: ground.Person, election: int) -> Taken:
    """Both requests, one after the other, as the browser of the committee's head sends them.
    RuntimeError when a name is not taken."""
    connection, place = Connection(port), f"/elections/{election}/roll/import/"
    body, kind = _multipart(file_of())
    before = sum(map(servers.processor_seconds, pids))
    began = time.perf_counter()
    status, page = connection.ask(_form(place, who, body, kind))
    preview = time.perf_counter() - began
    token = re.search(rb'name="token" value="([^"]+)"', page)
    if status != 200 or token is None:
        raise RuntimeError(f"preview: {status} {page[:300]!r}")
    confirm = b"is_affirmed=on&token=" + token.group(1)
    ask = _form(f"{place}confirm/", who, confirm, "application/x-www-form-urlencoded")
    began = time.perf_counter()
    status, page = connection.ask(ask)
    stored = time.perf_counter() - began
    cpu = sum(map(servers.processor_seconds, pids)) - before
    connection.close()
    count = Election.objects.get(pk=election).registrations.count()
    if status != 302 or count != VOTERS:
        raise RuntimeError(f"confirmation: {status}, {count} names; {page[:300]!r}")
    return Taken(preview, stored, cpu)
