"""A small district for tests: one of everything, by real names, built through the services."""

from dataclasses import dataclass, field
from datetime import date, datetime
from zoneinfo import ZoneInfo

from committees.models import Committee, Membership, Seat
from portal.models import Division, Level, Role, User
from portal.services.duties import duties_load_defaults
from portal.services.roles import role_grant, roles_sync
from resident_affairs.models import Category
from workstations.models import Workstation

KUNMING = ZoneInfo("Asia/Shanghai")
MONDAY = datetime(2026, 3, 2, 9, 0, tzinfo=KUNMING)
TERM_FROM = date(2026, 1, 1)
PASSWORD = "pan-long-2026"


@dataclass
class World:
    """Divisions and people by short names."""

    district: Division
    tuodong: Division
    donghua: Division
    mingtong: Division
    baita: Division
    xinying: Division
    group: Division
    people: dict = field(default_factory=dict)
    categories: dict = field(default_factory=dict)

    def __getattr__(self, name):
        try:
            return self.__dict__["people"][name]
        except KeyError as error:
            raise AttributeError(name) from error


def division(name: str, code: str, level: Level, parent: Division | None) -> Division:
    """A division with its path."""
    row = Division.objects.create(
        scheme="nbs", code=code, name=name, level=level, parent=parent, valid_from=date(2009, 1, 1)
    )
    row.path = f"{parent.path if parent else '/'}{row.pk}/"
    row.save(update_fields=["path"])
    return row


def person(username: str, name: str, **fields) -> User:
    """Somebody who can log in, with a cheap password hash."""
    user = User(username=username, name=name, **fields)
    user.password = "md5$salt$" + __import__("hashlib").md5(f"salt{PASSWORD}".encode()).hexdigest()
    user.save()
    return user


COMMITTEE_SEATS = (
    ("chair", "赵敏", Seat.CHAIR),
    ("vice", "钱进", Seat.VICE_CHAIR),
    ("member1", "孙丽", Seat.MEMBER),
    ("member2", "李强", Seat.MEMBER),
    ("member3", "周芳", Seat.MEMBER),
    ("member4", "吴刚", Seat.MEMBER),
    ("member5", "郑秀", Seat.MEMBER),
)
SINGLE_POSTS = (
    ("resident", "王桂芳", Role.RESIDENT, "mingtong"),
    ("neighbour", "冯建国", Role.RESIDENT, "mingtong"),
    ("leader", "陈秀英", Role.GROUP_LEADER, "group"),
    ("secretary", "褚卫东", Role.PARTY_SECRETARY, "mingtong"),
    ("head", "卫国", Role.STATION_HEAD, "mingtong"),
    ("staff", "李静", Role.STATION_STAFF, "mingtong"),
    ("staff2", "蒋涛", Role.STATION_STAFF, "mingtong"),
    ("street", "沈明", Role.SUBDISTRICT_OFFICIAL, "tuodong"),
    ("districter", "韩梅", Role.DISTRICT_OFFICIAL, "district"),
    ("inspector", "严监", Role.DISCIPLINE_INSPECTOR, "district"),
    ("petitioner", "访办", Role.PETITION_OFFICER, "district"),
    ("auditor", "计审", Role.AUDITOR, "district"),
    ("admin", "杨管", Role.ADMINISTRATOR, "district"),
    ("baita_resident", "朱邻", Role.RESIDENT, "baita"),
    ("baita_head", "秦站", Role.STATION_HEAD, "baita"),
    ("baita_staff", "尤工", Role.STATION_STAFF, "baita"),
    ("baita_chair", "许主", Role.CHAIR, "baita"),
    ("donghua_street", "何街", Role.SUBDISTRICT_OFFICIAL, "donghua"),
    ("xinying_head", "吕站", Role.STATION_HEAD, "xinying"),
)


def build() -> World:
    """Make the whole world. Call inside a transaction (or a django_db test)."""
    city = division("昆明市", "530100000000", Level.PREFECTURE, None)
    district = division("盘龙区", "530103000000", Level.DISTRICT, city)
    tuodong = division("拓东街道", "530103001000", Level.SUBDISTRICT, district)
    donghua = division("东华街道", "530103003000", Level.SUBDISTRICT, district)
    mingtong = division("明通巷社区居委会", "530103001002", Level.COMMUNITY, tuodong)
    world = World(
        district=district,
        tuodong=tuodong,
        donghua=donghua,
        mingtong=mingtong,
        baita=division("白塔社区居委会", "530103001003", Level.COMMUNITY, tuodong),
        xinying=division("新迎社区居委会", "530103003002", Level.COMMUNITY, donghua),
        group=division("第一居民小组", "530103001002-01", Level.GROUP, mingtong),
    )
    roles_sync()
    duties_load_defaults()
    _people(world)
    _stations(world)
    world.categories = _categories()
    return world


def _people(world: World) -> None:
    committee = committee_of(world.mingtong)
    for index, (key, name, seat) in enumerate(COMMITTEE_SEATS):
        world.people[key] = person(key, name, phone=f"1380000{index:04d}")
        Membership.objects.create(
            committee=committee, user=world.people[key], seat=seat, valid_from=TERM_FROM
        )
        _grant(world.people[key], Role(seat), world.mingtong)
    for index, (key, name, role, place) in enumerate(SINGLE_POSTS):
        world.people[key] = person(key, name, phone=f"1390000{index:04d}")
        _grant(world.people[key], role, getattr(world, place))
    world.people["stranger"] = person("stranger", "无职")
    committee_of(world.baita)


def _grant(user, role, place) -> None:
    role_grant(actor=None, user=user, role=role, division=place, valid_from=TERM_FROM)


def committee_of(community: Division) -> Committee:
    """The committee of a community in its present term."""
    return Committee.objects.create(
        community=community,
        name=f"{community.short_name}居民委员会",
        size=7,
        term_from=TERM_FROM,
        term_to=date(2030, 12, 31),
    )


def _stations(world: World) -> None:
    for place in (world.mingtong, world.baita, world.xinying):
        Workstation.objects.create(
            community=place, name=f"{place.short_name}社工站", opened_on=TERM_FROM
        )


def _categories() -> dict[str, Category]:
    root = Category.objects.create(code="env", name="环境卫生", name_en="Environment")
    rows = (
        Category(
            code="water", name="积水排水", name_en="Drainage", parent=root, keywords="积水 下水道"
        ),
        Category(
            code="greening",
            name="院坝绿化",
            name_en="Greening",
            parent=root,
            default_route="committee",
            deadline_amount=15,
            keywords="绿化 院坝",
        ),
        Category(
            code="danger",
            name="安全隐患",
            name_en="Danger",
            parent=root,
            deadline_amount=2,
            deadline_unit="h",
            keywords="漏电 危险",
        ),
    )
    found = {"env": root}
    for row in rows:
        row.save()
        found[row.code] = row
    return found
