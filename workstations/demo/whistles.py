"""The demo's whistles and referrals: running, finished, asked for; waiting and answered."""

from datetime import datetime, timedelta

from portal.kernel import clock
from portal.models import Division
from resident_affairs.models import Issue
from resident_affairs.services import triage
from workstations.demo.people import Crowd
from workstations.demo.place import Place, key
from workstations.models import Unit, Whistle
from workstations.services import referrals, whistle_calls, whistle_requests, whistles
from workstations.services.units import unit_add, unit_member_add

DEPARTMENTS = (
    ("urban", "盘龙区城市管理局（演示）"),
    ("fire", "盘龙区消防救援大队（演示）"),
    ("housing", "盘龙区住房和城乡建设局（演示）"),
)


def all_of(place: Place, crowd: Crowd, now: datetime) -> None:
    """On 明通巷, told backwards from ``now``."""
    _Scene(place, _departments(place, crowd, now - timedelta(days=42)), now).play()


def _departments(place: Place, crowd: Crowd, begin: datetime) -> dict[str, tuple]:
    """Login → (unit, clerk)."""
    district = Division.objects.get(pk=place.community.parent.parent_id)
    found = {}
    with clock.at(begin):
        for login, name in DEPARTMENTS:
            unit = unit_add(actor=None, district=district, name=name, kind="department")
            clerk = crowd.person(login)
            unit_member_add(actor=None, unit=unit, user=clerk)
            found[login] = (unit, clerk)
    return found


class _Scene:
    """Each method tells one affair, at its own hours."""

    def __init__(self, place: Place, departments: dict, now: datetime):
        self.place, self.cast, self.now = place, place.cast, now
        self.departments = departments

    def play(self) -> None:
        """All of them."""
        self._finished()
        self._running()
        self._asked()
        self._referred_and_answered()
        self._referred_and_waiting()
        self._at_the_district()

    def _unit(self, login: str) -> Unit:
        return self.departments[login][0]

    def _clerk(self, login: str):
        return self.departments[login][1]

    def _issue(self, ago: timedelta, code: str, title: str, text: str, place: str) -> Issue:
        with clock.at(self.now - ago):
            issue = self.place.file_text(code, title, text, place=place)
            return triage.issue_accept(actor=self.cast.head, issue=issue)

    def _blow(self, issue: Issue, ago: timedelta, logins, **words) -> Whistle:
        draft = whistles.WhistleDraft(contact="拓东街道值班室 0871-6300 0001", **words)
        with clock.at(self.now - ago):
            return whistles.whistle_blow(
                actor=self.cast.street,
                source=issue,
                draft=draft,
                units=[self._unit(login) for login in logins],
                submit_key=key("whistle", draft.title),
            )

    def _arrive(self, whistle: Whistle, login: str, ago: timedelta) -> int:
        call = whistle.calls.get(unit=self._unit(login))
        with clock.at(self.now - ago):
            whistle_calls.call_arrive(actor=self.cast.head, call_id=call.pk)
        return call.pk

    def _report(self, call: int, login: str, text: str, ago: timedelta) -> None:
        with clock.at(self.now - ago):
            whistle_calls.call_report(actor=self._clerk(login), call_id=call, text=text)

    def _finished(self) -> None:
        """An illegal shed on a roof: one in time, one late; done, scored, closed."""
        day = timedelta(days=12)
        issue = self._issue(
            day + timedelta(hours=5),
            "build-illegal",
            "楼顶私搭的棚子要被风吹下来",
            "12栋楼顶有人私搭的铁皮棚松了，风一大就响，怕掉下来砸到人。",
            "东风巷14号院12栋楼顶",
        )
        whistle = self._blow(
            issue,
            day,
            ("urban", "fire"),
            kind="emergency",
            title="楼顶铁皮棚有坠落危险",
            brief="拆除楼顶松动的铁皮棚，清理楼道堆物，检查消防通道。",
            place="东风巷14号院大门",
            hours=2,
        )
        first = self._arrive(whistle, "urban", day - timedelta(minutes=70))
        second = self._arrive(whistle, "fire", day - timedelta(minutes=155))
        self._report(first, "urban", "铁皮棚已拆除，材料运走。", day - timedelta(hours=4))
        self._report(second, "fire", "消防通道已清，发了整改通知。", day - timedelta(hours=5))
        self._close(whistle, first, second, day - timedelta(hours=6))

    def _close(self, whistle: Whistle, first: int, second: int, ago: timedelta) -> None:
        street = self.cast.street
        with clock.at(self.now - ago):
            whistle.refresh_from_db()
            words = "铁皮棚已拆，楼道和消防通道已清，没有人受伤。"
            whistle = whistles.whistle_finish(actor=street, whistle=whistle, outcome=words)
            score = whistle_calls.call_score
            score(actor=street, call_id=first, score=5, words="按时到场，当天拆完。")
            score(actor=street, call_id=second, score=3, words="晚到半小时，处置到位。")
            whistle.refresh_from_db()
            whistles.whistle_step(actor=street, whistle=whistle, name="close")

    def _running(self) -> None:
        """Gas bottles in a shop: one department is there and reports, one is late."""
        issue = self._issue(
            timedelta(hours=5),
            "safe-fire",
            "小吃店在楼道里放煤气罐",
            "一楼小吃店把五六个煤气罐放在楼道里，旁边就是电动车充电的地方。",
            "明通巷8号院3栋一楼",
        )
        whistle = self._blow(
            issue,
            timedelta(hours=3, minutes=20),
            ("fire", "urban"),
            kind="enforcement",
            title="楼道存放煤气罐、占道充电",
            brief="清出楼道煤气罐，查处违规充电，疏通消防通道。",
            place="明通巷8号院3栋门口",
            hours=2,
        )
        call = self._arrive(whistle, "fire", timedelta(hours=2))
        self._report(call, "fire", "煤气罐已搬出，正在查充电线路。", timedelta(hours=1))

    def _asked(self) -> None:
        """The head of the station asks; the sub-district has not decided."""
        issue = self._issue(
            timedelta(days=2),
            "safe-order",
            "夜市摊把消防车道占满了",
            "每天晚上七点以后，夜市摊把消防车道占满，社区劝了几次都没有用。",
            "护国路52号院外",
        )
        with clock.at(self.now - timedelta(hours=6)):
            whistle_requests.whistle_ask(
                actor=self.cast.head,
                source=issue,
                kind="enforcement",
                words="社区劝过五次没有用，请城管和消防一起来。",
                submit_key=key("whistle-request", issue.title),
            )

    def _handed_up(self, ago: timedelta, title: str, text: str, why: str) -> Issue:
        issue = self._issue(ago, "build-road", title, text, self.place.community.short_name)
        with clock.at(self.now - ago + timedelta(hours=3)):
            return triage.issue_escalate(actor=self.cast.chair, issue=issue, remark=why)

    def _refer(self, issue: Issue, ago: timedelta, **words) -> referrals.Referral:
        with clock.at(self.now - ago):
            return referrals.issue_refer_to(
                actor=self.cast.street,
                issue=issue,
                unit=self._unit("housing"),
                draft=referrals.ReferralDraft(**words),
                submit_key=key("referral", issue.title),
            )

    def _referred_and_answered(self) -> None:
        issue = self._handed_up(
            timedelta(days=9),
            "外墙瓷砖掉了好几块",
            "临街外墙的瓷砖掉了好几块，下面是人行道。",
            "外墙属公共部位，维修资金要住建部门核定。",
        )
        referral = self._refer(
            issue,
            timedelta(days=8),
            title="临街外墙瓷砖脱落",
            question="能否列入应急维修？何时动工？",
            period="wd10",
        )
        with clock.at(self.now - timedelta(days=3)):
            words = "已列入应急维修，围挡本周内到位，月底前完工。"
            referrals.referral_answer(actor=self._clerk("housing"), referral=referral, text=words)

    def _referred_and_waiting(self) -> None:
        issue = self._handed_up(
            timedelta(days=2),
            "老楼加装电梯没有人管",
            "6栋想加装电梯，问了几个地方都说不清找谁办。",
            "加装电梯的政策和补贴由住建部门解释。",
        )
        self._refer(
            issue,
            timedelta(days=1),
            title="6栋加装电梯怎么办",
            question="申请条件、补贴和办理步骤是什么？请给居民一个明白答复。",
            period="wd5",
        )

    def _at_the_district(self) -> None:
        issue = self._handed_up(
            timedelta(days=4),
            "地铁施工震得墙上裂缝",
            "地铁施工以后墙上多了几条裂缝，晚上也震。",
            "施工方不归社区管。",
        )
        with clock.at(self.now - timedelta(days=3)):
            words = "施工单位由区里统一协调，街道已到现场看过。"
            triage.issue_escalate_district(actor=self.cast.street, issue=issue, remark=words)
