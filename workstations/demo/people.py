"""The demo's people: an account for every role, and neighbours enough to be believable."""

import random
from dataclasses import dataclass
from datetime import date

from django.contrib.auth.hashers import make_password

from committees.models import Committee, Membership, Seat
from portal.models import Division, Role, User
from portal.services.roles import role_grant
from workstations.demo.texts import GIVEN, SURNAMES
from workstations.models import Workstation

TERM_FROM, TERM_TO = date(2026, 1, 1), date(2030, 12, 31)

# user name stem → (role, the account's share of work in words)
MAIN_POSTS = (
    ("resident", Role.RESIDENT),
    ("leader", Role.GROUP_LEADER),
    ("member", Role.COMMITTEE_MEMBER),
    ("vice", Role.VICE_CHAIR),
    ("chair", Role.CHAIR),
    ("secretary", Role.PARTY_SECRETARY),
    ("staff", Role.STATION_STAFF),
    ("head", Role.STATION_HEAD),
)
MAIN_NAMES = {
    "resident": "王桂芳",
    "leader": "陈秀英",
    "member": "孙丽",
    "vice": "钱进",
    "chair": "赵敏",
    "secretary": "褚卫东",
    "staff": "李静",
    "head": "卫国",
    "street": "沈明",
    "district": "韩梅",
    "admin": "杨管",
}


@dataclass(frozen=True)
class Account:
    """One row of the table of demo accounts."""

    username: str
    name: str
    role: str
    place: str


class Crowd:
    """Makes people by the dozen: steady names from one seed, one password hash for all."""

    def __init__(self, password: str, seed: int = 14):
        self.hash = make_password(password)
        self.chance = random.Random(seed)  # noqa: S311 - names need no secrets
        self.phones = iter(range(10_000_000, 99_999_999, 7))
        self.accounts: list[Account] = []

    def name(self) -> str:
        """A name of Kunming."""
        return self.chance.choice(SURNAMES) + self.chance.choice(GIVEN)

    def person(self, username: str, name: str = "", email: str = "") -> User:
        """Somebody with a phone; the same user name gives the same person."""
        user = User.objects.filter(username=username).first()
        if user is None:
            user = User(username=username, name=name or self.name(), email=email)
            user.phone = f"138{next(self.phones):08d}"
            user.password = self.hash
            user.save()
        return user

    def hold(self, user: User, role: Role, division: Division, *, listed: bool = False) -> User:
        """Give the role once; ``listed`` puts the account into the demo's table."""
        held = user.role_assignments.filter(role=role, division=division).exists()
        if not held:
            role_grant(actor=None, user=user, role=role, division=division, valid_from=TERM_FROM)
        if listed:
            place = division.short_name if division.level < 6 else division.parent.short_name
            self.accounts.append(Account(user.username, user.name, Role(role).label, place))
        return user


def station_make(community: Division) -> Workstation:
    """The community's station."""
    station, _ = Workstation.objects.get_or_create(
        community=community,
        defaults={
            "name": f"{community.short_name}社工站",
            "address": f"{community.short_name}综合服务大厅一楼",
            "phone": "0871-6300 0000",
            "opened_on": date(2006, 12, 1),
        },
    )
    return station


def committee_make(
    crowd: Crowd, community: Division, stem: str, *, seats: int, named: dict
) -> Committee:
    """The committee with its members in office; ``named`` maps a seat to an account name."""
    committee, _ = Committee.objects.get_or_create(
        community=community,
        term_from=TERM_FROM,
        defaults={
            "name": f"{community.short_name}居民委员会",
            "size": seats,
            "term_to": TERM_TO,
        },
    )
    order = [Seat.CHAIR, Seat.VICE_CHAIR] + [Seat.MEMBER] * (seats - 2)
    for index, seat in enumerate(order):
        account = named.get((seat, index), f"{stem}-m{index + 1}")
        user = crowd.person(account, MAIN_NAMES.get(account, ""))
        Membership.objects.get_or_create(
            committee=committee,
            user=user,
            defaults={"seat": seat, "valid_from": TERM_FROM, "is_woman": index % 2 == 0},
        )
        crowd.hold(user, Role(seat), community, listed=(seat, index) in named)
    return committee


def community_staff(crowd: Crowd, community: Division, group: Division, suffix: str) -> None:
    """A fully staffed community; its accounts are in the table as ``role`` + ``suffix``."""

    def name_of(stem: str) -> str:
        return f"{stem}{suffix}"

    named = {
        (Seat.CHAIR, 0): name_of("chair"),
        (Seat.VICE_CHAIR, 1): name_of("vice"),
        (Seat.MEMBER, 2): name_of("member"),
    }
    for stem, role in MAIN_POSTS:
        if role in {Role.CHAIR, Role.VICE_CHAIR, Role.COMMITTEE_MEMBER}:
            continue
        user = crowd.person(
            name_of(stem), MAIN_NAMES[stem] if not suffix else "", f"{name_of(stem)}@example.org"
        )
        place = group if role == Role.GROUP_LEADER else community
        crowd.hold(user, role, place, listed=True)
    committee_make(crowd, community, f"c{community.code[-6:]}", seats=7, named=named)
    station_make(community)
    for index in range(2, 5):
        crowd.hold(crowd.person(f"staff{suffix}-{index}"), Role.STATION_STAFF, community)
    for index in range(1, 7):
        crowd.hold(crowd.person(f"neighbour{suffix}-{index}"), Role.RESIDENT, community)


def community_sparse(crowd: Crowd, community: Division) -> None:
    """Any other community: a committee of five, a head and two of the staff, three residents."""
    stem = f"c{community.code[-6:]}"
    committee_make(crowd, community, stem, seats=5, named={})
    station_make(community)
    crowd.hold(crowd.person(f"{stem}-head"), Role.STATION_HEAD, community)
    for index in (1, 2):
        crowd.hold(crowd.person(f"{stem}-staff{index}"), Role.STATION_STAFF, community)
    for index in (1, 2, 3):
        crowd.hold(crowd.person(f"{stem}-r{index}"), Role.RESIDENT, community)
