"""The demo's public boards: accounts, services, a correction, questions answered, open and late."""

from datetime import timedelta

from committees.models.disclosures import DisclosureClass
from committees.services import disclosures as write
from committees.services import questions
from portal.kernel import clock
from portal.models import Division, User
from workstations.demo.people import Crowd
from workstations.demo.place import Place, key

MONEY = [
    ("惠民资金（区财政）", 6_800_000),
    ("院坝绿化", -2_380_000),
    ("路灯更换 18 盏", -1_116_000),
    ("晾衣架 6 组", -432_000),
    ("老人活动室桌椅", -358_000),
]
SERVICES = [("助餐服务（1,260 人次）", -1_512_000), ("独居老人探访（312 次）", -468_000)]
MONEY_TEXT = "半年惠民资金收支。票据存社区档案室，任何居民可到现场查看原件。"
SERVICES_TEXT = "半年委托社工站开展的服务项目，按次结算，名单不公开。"
FACILITY = (
    "活动室开放时间",
    "周一到周六早上八点到晚上九点；周日下午消毒，不开放。钥匙在值班室。",
    "周一到周日早上八点到晚上九点；周三下午消毒，不开放。钥匙在值班室。",
)
ASSISTANCE = (
    "协助办理医保参保登记",
    "九月一日到十月三十一日在综合服务大厅二号窗口，带身份证和户口册。",
)


def all_of(place: Place, now) -> None:
    """One whole board: with a correction, an answer, an open question, a finding."""
    with clock.at(now - timedelta(days=130)):
        money = _entry(place, DisclosureClass.MONEY, "半年惠民资金收支", MONEY_TEXT, MONEY)
    with clock.at(now - timedelta(days=75)):
        _entry(place, DisclosureClass.ASSISTANCE, *ASSISTANCE)
    with clock.at(now - timedelta(days=40)):
        first = _entry(place, DisclosureClass.FACILITIES, *FACILITY[:2])
    with clock.at(now - timedelta(days=12)):
        _complained(place, first)
    _asked(place, money, now)


def accounts_of(place: Place, now) -> None:
    """Both accounts of the half-year, in time."""
    with clock.at(now - timedelta(days=131)):
        _entry(place, DisclosureClass.MONEY, "半年惠民资金收支", MONEY_TEXT, MONEY[:3])
        _entry(place, DisclosureClass.SERVICES, "半年服务项目", SERVICES_TEXT, SERVICES)


def others(crowd: Crowd, communities, now) -> None:
    """The accounts of all the other communities, in time but for every ninth."""
    with clock.at(now - timedelta(days=131)):
        for number, community in enumerate(communities):
            if number % 9 != 4:
                stem = f"c{community.code[-6:]}"
                people = crowd.person(f"{stem}-m3"), crowd.person(f"{stem}-m1")
                _account(community, people, DisclosureClass.MONEY, "半年惠民资金收支", MONEY_TEXT)
                _account(community, people, DisclosureClass.SERVICES, "半年服务项目", SERVICES_TEXT)


def _account(community: Division, people: tuple[User, User], kind: str, title: str, text: str):
    """Written by the one, published by the other."""
    half = _half_ended()
    draft = write.EntryDraft(disclosure_class=kind, title=title, text=text, half_year=half)
    words = {"draft": draft, "submit_key": key("board", community.code, title, text)}
    entry = write.disclosure_draft(actor=people[0], community=community, **words)
    return write.disclosure_publish(actor=people[1], entry=entry)


def _half_ended() -> str:
    """The half-year that ended last, as the clock stands."""
    today = clock.today()
    return f"{today.year}H1" if today.month > 6 else f"{today.year - 1}H2"


def _entry(place: Place, kind: str, title: str, text: str, amounts=(), **more):
    accounted = kind in (DisclosureClass.MONEY, DisclosureClass.SERVICES)
    draft = write.EntryDraft(
        disclosure_class=kind,
        title=title,
        text=text,
        amounts=list(amounts),
        half_year=_half_ended() if accounted else "",
    )
    entry = write.disclosure_draft(
        actor=place.cast.members[2],
        community=place.community,
        draft=draft,
        submit_key=key("board", place.community.code, title, text),
        **more,
    )
    return write.disclosure_publish(actor=place.cast.chair, entry=entry)


def _complained(place: Place, entry) -> None:
    """A resident says that the hours are wrong; the street finds so; the committee corrects."""
    complaint = questions.untruth_file(
        actor=place.cast.residents[3],
        entry=entry,
        text="上周日开着，周三下午反而锁门，和公示的不一样。",
        submit_key=key("untruth", entry.pk),
    )
    questions.untruth_find(
        actor=place.cast.street,
        untruth=complaint,
        finding="到现场看过：开放时间在装修后改了，公示没有跟着改。已请居委会更正。",
        is_untrue=True,
    )
    words = {"replaces": entry, "correction_reason": "装修后开放时间有变，原公示没有更新。"}
    _entry(place, DisclosureClass.FACILITIES, FACILITY[0], FACILITY[2], **words)


def _asked(place: Place, entry, now) -> None:
    """One question answered in time, one late and still open, one new."""
    asked = ((60, 0, "路灯换的是什么牌子，保修几年？"), (16, 1, "桌椅是几家比价买的？"))
    rows = []
    for days, number, text in (*asked, (2, 2, "下半年打算先修哪一段路？")):
        with clock.at(now - timedelta(days=days)):
            rows.append(
                questions.question_ask(
                    actor=place.cast.residents[number],
                    entry=entry,
                    text=text,
                    submit_key=key("question", entry.pk, number),
                )
            )
    with clock.at(now - timedelta(days=57)):
        words = "十八盏都是本地厂家生产的 LED 灯，保修五年，坏了打值班电话，三天内来换。"
        questions.question_answer(actor=place.cast.chair, question=rows[0], answer=words)
