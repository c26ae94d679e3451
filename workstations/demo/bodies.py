"""The bodies of the demo's communities: representatives, oversight, units, and a handover."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from committees.models import Committee, Ground, Membership, Remit, Seat
from committees.services.bodies import member_unseat
from committees.services.circles import delegate_add, oversight_seat
from committees.services.group_leaders import GroupMeeting, leader_register
from committees.services.handovers import (
    LineWords,
    handover_complete,
    handover_line_write,
    handover_open,
    handover_tick,
)
from committees.services.representatives import representative_add
from committees.services.sub_committees import (
    sub_committee_set,
    sub_seat_add,
    sub_seat_end,
)
from portal.kernel import clock
from portal.models import Division, DivisionProfile, Level, Role, RoleAssignment, User
from workstations.demo.people import TERM_FROM, Crowd

# code of the community → suffix of its accounts, and whether its handover came to an end.
STAGES = {"530103001002": ("", True), "530103001003": ("-baita", False)}
SPARSE = "530103001004"
UNITS = ("明通小学", "拓东路卫生服务中心", "盘龙供电所")
HOUSEHOLDS = (45, 42, 48, 40)
REPRESENTATIVES = 36
BEFORE = date(2021, 1, 1)
LINES = {
    "seal": LineWords(contents="居委会公章一枚、财务专用章一枚", quantity=2),
    "office": LineWords(contents="社区会议室和值班室钥匙、电脑三台、打印机一台", quantity=6),
    "accounts": LineWords(
        contents="集体经费账册一套，银行对账单至交接日", quantity=3, balance_fen=4_862_350
    ),
    "property": LineWords(
        contents="固定资产登记表一份，桌椅、广播设备、健身器材",
        quantity=41,
        exception="健身器材两件送修，一月底由社工站补交",
    ),
    "archives": LineWords(contents="上一届会议记录、选举档案、居务公开底稿", quantity=28),
    "contracts": LineWords(contents="与驻社区单位的结对协议、场地租用合同", quantity=5),
    "leftovers": LineWords(contents="院坝照明改造尾款未付，等验收", balance_fen=-360_000),
}
KUNMING = ZoneInfo("Asia/Shanghai")


def bodies_make(crowd: Crowd) -> None:
    """Everything, once."""
    for code, (suffix, is_over) in STAGES.items():
        community = Division.objects.select_related("parent").get(
            scheme="nbs", code=code, valid_to=None
        )
        committee = Committee.objects.filter(community=community).latest("term_from")
        outgoing = _term_before(crowd, committee, suffix)
        _hand_over(committee, outgoing, is_over=is_over)
        _representatives(crowd, community, suffix)
        _circles(crowd, committee, suffix)
        _leader(community)
    _empty_seat()


def _term_before(crowd: Crowd, committee: Committee, suffix: str) -> list[User]:
    before = Committee.objects.create(
        community=committee.community,
        name=committee.name,
        size=5,
        term_from=BEFORE,
        term_to=TERM_FROM,
    )
    people = [crowd.person(f"before{suffix}-{number}") for number in range(1, 6)]
    for number, user in enumerate(people):
        Membership.objects.create(
            committee=before,
            user=user,
            seat=Seat.CHAIR if number == 0 else Seat.MEMBER,
            is_woman=number % 2 == 1,
            valid_from=BEFORE,
            valid_to=TERM_FROM,
            ended_ground=Ground.TERM_OVER,
            ended_article="§9",
        )
    return people


def _hand_over(committee: Committee, outgoing: list[User], *, is_over: bool) -> None:
    before = Committee.objects.get(community=committee.community, term_from=BEFORE)
    members = [row.user for row in committee.memberships.select_related("user").order_by("id")]
    day = datetime(2026, 1, 4, 10, 0, tzinfo=KUNMING)
    with clock.at(day):
        handover = handover_open(actor=None, committee=committee, previous=before)
    lines = handover.lines if is_over else handover.lines[:5]
    for number, line in enumerate(lines):
        with clock.at(day + timedelta(hours=number)):
            line_hand_over(handover, line, outgoing[0], members[2])
    if is_over:
        with clock.at(day + timedelta(days=2)):
            handover_complete(actor=members[0], handover=handover)


def line_hand_over(handover, line, giver: User, receiver: User) -> None:
    """One line of a handover: written and given by the one, received by the other."""
    words = {"handover": handover, "item_id": line.pk}
    handover_line_write(actor=giver, words=LINES[line.kind], **words)
    handover_tick(actor=giver, side="give", **words)
    handover_tick(actor=receiver, side="receive", **words)


def _representatives(crowd: Crowd, community: Division, suffix: str) -> None:
    DivisionProfile.objects.get_or_create(
        division=community,
        as_of=TERM_FROM,
        defaults={
            "households": 1640,
            "population": 4210,
            "population_adult": 3480,
            "source": "演示数据",
        },
    )
    groups = list(
        Division.objects.open_on().children_of(community).at_level(Level.GROUP).order_by("code")
    )
    for number in range(REPRESENTATIVES):
        login = f"neighbour{suffix}-{number + 1}"
        user = User.objects.filter(username=login).first()
        representative_add(
            actor=None,
            community=community,
            user=user,
            name=user.name if user else crowd.name(),
            group=groups[number % len(groups)],
            households=HOUSEHOLDS[number % len(HOUSEHOLDS)],
            valid_from=TERM_FROM,
        )


def _circles(crowd: Crowd, committee: Committee, suffix: str) -> None:
    community = committee.community
    for number in range(3):
        user = crowd.person(f"oversight{suffix}-{number + 1}")
        oversight_seat(
            actor=None,
            community=community,
            user=user,
            is_head=number == 0,
            valid_from=TERM_FROM,
        )
    seats = list(committee.memberships.active().order_by("id"))[1:]
    for number, remit in enumerate(Remit):
        head = seats[number % len(seats)]
        row = sub_committee_set(actor=None, committee=committee, remit=remit, head=head)
        words = {"actor": None, "sub_committee": row, "valid_from": TERM_FROM}
        sub_seat_add(user=seats[(number + 1) % len(seats)].user, **words)
        left = [sub_seat_add(name=crowd.name(), **words) for _place in range(2)][-1]
        if number == 0:
            sub_seat_end(actor=None, seat=left, ground=Ground.MOVED, on=date(2026, 9, 1))
    for number, unit in enumerate(UNITS):
        user = crowd.person(f"unit{suffix}") if number == 0 else None
        name = user.name if user else crowd.name()
        words = {"unit": unit, "name": name, "user": user, "valid_from": TERM_FROM}
        delegate_add(actor=None, community=community, **words)


def _leader(community: Division) -> None:
    """The group leader of the demo was chosen by a meeting of the group."""
    post = RoleAssignment.objects.active().filter(
        role=Role.GROUP_LEADER, division__parent=community
    )
    post = post.select_related("user", "division").first()
    if post is not None:
        meeting = GroupMeeting(TERM_FROM, entitled=46, present=34, votes=29)
        words = {"community": community, "group": post.division, "user": post.user}
        leader_register(actor=None, meeting=meeting, valid_from=TERM_FROM, **words)


def _empty_seat() -> None:
    """One community without stage has a seat to fill."""
    rows = Membership.objects.active().filter(committee__community__code=SPARSE)
    seat = rows.filter(seat=Seat.MEMBER).order_by("id").first()
    if seat is not None:
        member_unseat(actor=None, membership=seat, ground=Ground.DEATH)
