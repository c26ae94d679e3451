"""The whole demo: Panlong's divisions, its people, their affairs; the same at every run."""

import secrets
from datetime import date, datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from committees.services.archives import archives_sweep
from committees.services.disclosure_duties import disclosures_sweep
from portal.kernel import clock
from portal.kernel.search import bigrams
from portal.models import Division, DivisionProfile, Kind, Level, Role
from portal.services import clocks, figures, notices, sealing
from portal.services.duties import duties_load_defaults
from portal.services.readers import reader_skip_to_end
from portal.services.roles import roles_sync
from portal.services.rules import rules_load_defaults
from resident_affairs.models import Issue
from resident_affairs.services.categories import categories_load_defaults
from resident_affairs.services.closing import silent_issues_close
from resident_affairs.services.responses import responses_sweep
from workstations.demo import (
    assemblies,
    bodies,
    cases,
    consultations,
    contracts,
    courtyard,
    covenants,
    disclosures,
    duties,
    elections,
    entrusted,
    everyday,
    general,
    places,
    planning,
    recalls,
    scores,
    sealed,
    secret_motions,
    sharing,
    transfers,
    whistles,
)
from workstations.demo.district import DistrictMaker
from workstations.demo.people import Crowd, community_sparse, community_staff
from workstations.demo.place import Place
from workstations.services.supervision import order_urge

# code → suffix of its accounts; the first is where the story of the courtyard is told.
STAFFED = {
    "530103001002": "",
    "530103001003": "-baita",
    "530103003002": "-xinying",
    "530103003001": "-xiaolong",
}
OPENED = date(2009, 1, 1)
PAST_ISSUES = 4000
EVERYDAY = 22


def password_of(var: Path) -> str:
    """The demo's password: made once per installation, kept where only its owner reads it."""
    place = var / "demo_password"
    if not place.exists():
        var.mkdir(parents=True, exist_ok=True)
        place.touch(mode=0o600)
        place.write_text(f"yixing-{secrets.token_hex(3)}\n", encoding="utf-8")
    return place.read_text(encoding="utf-8").strip()


def var_folder() -> Path:
    """Where this installation keeps its own things."""
    return Path(settings.STATIC_ROOT).parent


def _division(code: str, name: str, level: Level, parent: Division | None, **more) -> Division:
    row, made = Division.objects.get_or_create(
        scheme=more.pop("scheme", "nbs"),
        code=code,
        valid_to=None,
        defaults={
            "name": name,
            "level": level,
            "parent": parent,
            "valid_from": OPENED,
            "search_bigrams": bigrams(name),
            **more,
        },
    )
    if made:
        row.path = f"{parent.path if parent else '/'}{row.pk}/"
        row.save(update_fields=["path"])
    return row


def divisions_make() -> Division:
    """Province, city, district, ten sub-districts and their communities; returns the district."""
    province = _division(*places.PROVINCE, Level.PROVINCE, None)
    city = _division(*places.CITY, Level.PREFECTURE, province)
    district = _division(*places.DISTRICT, Level.DISTRICT, city)
    for code, name, communities in places.SUBDISTRICTS:
        street = _division(code, name, Level.SUBDISTRICT, district)
        for community_code, short in communities:
            _division(
                community_code, f"{short}社区居委会", Level.COMMUNITY, street, kind=Kind.COMMUNITY
            )
    DivisionProfile.objects.get_or_create(
        division=district,
        as_of=date(2009, 12, 31),
        defaults={
            "area_km2": places.DISTRICT_AREA_KM2,
            "population": places.DISTRICT_POPULATION,
            "source": "《一委一站》论文",
        },
    )
    return district


def people_make(crowd: Crowd, district: Division) -> None:
    """Everybody, and which accounts the table shows."""
    for code, suffix in STAFFED.items():
        community = Division.objects.get(scheme="nbs", code=code, valid_to=None)
        group = _division(f"{code}-01", "第一居民小组", Level.GROUP, community, scheme="local")
        for number, words in (("02", "第二居民小组"), ("03", "第三居民小组")):
            _division(f"{code}-{number}", words, Level.GROUP, community, scheme="local")
        community_staff(crowd, community, group, suffix)
    for login, code in (("street", "530103001000"), ("street-donghua", "530103003000")):
        street = Division.objects.get(scheme="nbs", code=code, valid_to=None)
        crowd.hold(crowd.person(login), Role.SUBDISTRICT_OFFICIAL, street, listed=True)
    crowd.hold(crowd.person("district"), Role.DISTRICT_OFFICIAL, district, listed=True)
    cases.people_make(crowd, district)
    crowd.hold(crowd.person("admin"), Role.ADMINISTRATOR, district, listed=True)
    rest = Division.objects.open_on().at_level(Level.COMMUNITY).exclude(code__in=STAFFED)
    for community in rest.filter(path__startswith=district.path).order_by("code"):
        community_sparse(crowd, community)


def ground_make(password: str) -> Crowd:
    """Divisions, rules, categories and people: what also a load district stands on."""
    district = divisions_make()
    rules_load_defaults()
    categories_load_defaults()
    duties_load_defaults()
    crowd = Crowd(password)
    roles_sync()
    people_make(crowd, district)
    return crowd


def affairs_make(crowd: Crowd, say) -> None:
    """The past in bulk, then the last weeks step by step through the services."""
    now = clock.now()
    say("years of ordinary affairs")
    for _done in DistrictMaker(PAST_ISSUES, seed=14, now=now - timedelta(days=45)).run():
        pass
    sealing.record_seal()
    reader_skip_to_end(notices.READER)
    stages = [_place(code) for code in STAFFED]
    duties.all_of(crowd.person("district"), now)
    planning.grounds_of(crowd.person("district"))
    say("the courtyard of 东风巷14号")
    with clock.at(_morning(now, 40)):
        courtyard.finished(stages[0])
    with clock.at(_morning(now, 30)):
        late = [task for place in stages for task in courtyard.overdue(place)]
    say("the last weeks")
    for number in range(EVERYDAY):
        for place in stages:
            with clock.at(_morning(now, 29 - number)):
                everyday.affair(place, number + len(place.community.name) + stages.index(place) * 5)
    for place in stages:
        with clock.at(now - timedelta(hours=7)):
            courtyard.at_every_stop(place)
    with clock.at(now - timedelta(hours=2)):
        order_urge(
            actor=stages[0].cast.street, task=late[0], words="已超期三周，请说明原因并办结。"
        )
    silent_issues_close()
    deliberation_make(stages, crowd, now)
    execution_make(stages[0], crowd, now)
    responses_sweep()
    disclosures_sweep()
    archives_sweep()


def deliberation_make(stages: list[Place], crowd: Crowd, now: datetime) -> None:
    """What the communities govern themselves by."""
    for place in stages[:2]:
        consultations.all_of(place, now)
    assemblies.all_of(stages[0], _morning(now, 0))
    covenants.all_of(stages, now)
    disclosures.all_of(stages[0], now)
    for place in stages[1:]:
        disclosures.accounts_of(place, now)
    rest = Division.objects.open_on().at_level(Level.COMMUNITY).exclude(code__in=STAFFED)
    disclosures.others(crowd, rest.select_related("parent").order_by("code"), now)
    elections.all_of(stages, crowd, _morning(now, 0))
    recalls.all_of(stages[1], _morning(now, 0))
    general.all_of(crowd, _morning(now, 0))
    sealed.all_of(stages[0], crowd, _morning(now, 0), var_folder())
    secret_motions.all_of(stages[0], _morning(now, 0))


def execution_make(place: Place, crowd: Crowd, now: datetime) -> None:
    """What the station of one community carries out, with whom, and who looks after it."""
    morning = _morning(now, 0)
    for noun in (entrusted, transfers, contracts, scores, cases):
        noun.all_of(place, crowd, morning)
    whistles.all_of(place, crowd, now)
    planning.all_of(place, morning)
    sharing.all_of(place, morning)


def _place(code: str) -> Place:
    community = Division.objects.get(scheme="nbs", code=code, valid_to=None)
    group = Division.objects.get(scheme="local", code=f"{code}-01", valid_to=None)
    role = Role.SUBDISTRICT_OFFICIAL
    street = community.parent.role_assignments.filter(role=role).order_by("id").first().user
    return Place(community, street, group)


def _morning(now: datetime, days_ago: int) -> datetime:
    """Nine o'clock in Kunming so many days ago."""
    day = timezone.localtime(now) - timedelta(days=days_ago)
    return day.replace(hour=9, minute=0, second=0, microsecond=0)


def demo_make(say=lambda words: None) -> list:
    """Everything, unless it is there already; returns the table of accounts."""
    crowd = ground_make(password_of(var_folder()))
    if not Issue.objects.exists():
        bodies.bodies_make(crowd)
        affairs_make(crowd, say)
    say("sealing the record, figures, clocks, notices")
    sealing.record_seal()
    clocks.clocks_follow()
    clocks.clocks_sweep()
    sealing.record_seal()
    notices.notices_run()
    figures.figures_run()
    figures.gauges_refresh()
    return crowd.accounts
