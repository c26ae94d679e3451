"""The demo's entrusted affairs: one in every state there is, with its money."""

from datetime import datetime, timedelta

from portal.kernel import clock
from portal.models import Division, Duty
from workstations.demo.people import Crowd
from workstations.demo.place import Place, key
from workstations.services import entrusted as write
from workstations.services import ledger
from workstations.services.units import unit_add, unit_member_add

# title, basis, volume, powers, yuan, hours, how far it has come: one at every stop
AFFAIRS = (
    (
        "高龄补贴年审入户核实",
        "《老年人权益保障法》第三十三条",
        "入户 320 户",
        "查询高龄津贴系统",
        26000,
        260,
        "running",
    ),
    (
        "燃气安全入户检查陪同",
        "《城镇燃气管理条例》第十七条",
        "陪同 12 栋",
        "预约和通知住户",
        9000,
        90,
        "settled",
    ),
    (
        "经济普查入户登记",
        "《全国经济普查条例》第十条",
        "登记 480 户",
        "使用普查终端",
        31000,
        310,
        "signed",
    ),
    (
        "反诈宣传进楼栋",
        "《反电信网络诈骗法》第三十条",
        "宣传 60 栋",
        "张贴和发放",
        4200,
        50,
        "quoted",
    ),
    (
        "流动人口信息核对",
        "《居住证暂行条例》第八条",
        "核对 900 人",
        "查询登记系统",
        18000,
        0,
        "admitted",
    ),
    (
        "社区充电桩选址调查",
        "昆明市充电设施规划（演示）",
        "调查 9 处",
        "查阅小区总图",
        6000,
        0,
        "applied",
    ),
    (
        "残疾人辅具需求登记",
        "《残疾人保障法》第二十二条",
        "登记 140 人",
        "查询残疾人名册",
        7000,
        0,
        "opined",
    ),
    (
        "未成年人随访",
        "《未成年人保护法》第八十一条",
        "随访 36 人",
        "查阅随访名单",
        8600,
        86,
        "unit_signed",
    ),
    (
        "食品摊贩备案协助",
        "《食品安全法》第三十六条",
        "协助 75 户",
        "发放备案表",
        5200,
        52,
        "funded",
    ),
    (
        "犬只免疫登记",
        "《动物防疫法》第三十条",
        "登记 210 只",
        "使用登记终端",
        6300,
        63,
        "delivered",
    ),
    (
        "控烟劝导志愿岗",
        "《基本医疗卫生与健康促进法》第七十八条",
        "劝导 40 场",
        "佩戴劝导证",
        4800,
        48,
        "accepted",
    ),
    (
        "防汛物资清点",
        "《防洪法》第四十七条",
        "清点 8 处",
        "进入物资点",
        3600,
        36,
        "exited",
    ),
)
WAY = (
    *("applied", "admitted", "opined", "quoted", "unit_signed", "signed"),
    *("funded", "running", "delivered", "accepted", "settled", "exited"),
)


def all_of(place: Place, crowd: Crowd, now: datetime) -> None:
    """One unit of each kind, and its affairs."""
    district = Division.objects.get(pk=place.community.parent.parent_id)
    begin = now - timedelta(days=40)
    with clock.at(begin):
        unit = unit_add(
            actor=None, district=district, name="盘龙区民政局（演示）", kind="department"
        )
        clerk = crowd.person("department")
        unit_member_add(actor=None, unit=unit, user=clerk)
    for number, words in enumerate(AFFAIRS):
        _Affair(place, unit, clerk, begin + timedelta(days=number)).to(*words)
    _refused(place, unit, clerk, now - timedelta(days=6))
    with clock.at(now - timedelta(days=4)):
        words = ("垃圾分类问卷", "上级通知（演示）", "问卷 500 份", "上门询问", 2400)
        _Affair(place, unit, clerk, clock.now()).withdrawn(*words)


def _refused(place: Place, unit, clerk, moment: datetime) -> None:
    """What the list refuses by itself."""
    with clock.at(moment):
        listed = Duty.objects.in_force().get(number="F-03")
        _Affair(place, unit, clerk, moment).apply(
            "报刊征订任务", "上级通知（演示）", "征订 200 份", "上门推销", 2000, duty=listed
        )


class _Affair:
    """One affair, begun on ``begin``."""

    def __init__(self, place: Place, unit, clerk, begin: datetime):
        self.place, self.unit, self.clerk, self.begin = place, unit, clerk, begin
        self.row = None

    def apply(self, title, basis, volume, powers, yuan, duty=None) -> None:
        """The unit asks."""
        draft = write.EntrustDraft(
            title=title,
            legal_basis=basis,
            volume=volume,
            powers=powers,
            starts_on=clock.today(),
            ends_on=clock.today() + timedelta(days=120),
            fee_fen=yuan * 100,
            duty=duty,
        )
        words = {"unit": self.unit, "community": self.place.community, "draft": draft}
        self.row = write.entrusted_apply(
            actor=self.clerk, submit_key=key("entrusted", title), **words
        )

    def to(self, title, basis, volume, powers, yuan, hours, state) -> None:
        """As far as ``state``, a step every other day."""
        with clock.at(self.begin):
            self.apply(title, basis, volume, powers, yuan)
        for number, name in enumerate(WAY[1 : WAY.index(state) + 1], start=1):
            with clock.at(self.begin + timedelta(days=2 * number)):
                getattr(self, f"_{name}")(yuan, hours)

    def _step(self, actor, name: str) -> None:
        self.row = write.entrusted_step(actor=actor, affair=self.row, name=name)

    def _admitted(self, yuan, hours) -> None:
        self._step(self.place.cast.street, "admit")

    def _opined(self, yuan, hours) -> None:
        words = "可以办。请先在公示栏贴出通知，入户时两人同行。"
        chair = self.place.cast.chair
        self.row = write.opinion_give(actor=chair, affair=self.row, opinion=words)

    def _quoted(self, yuan, hours) -> None:
        given = {"hours": hours, "fen": yuan * 90}
        self.row = write.quote_give(actor=self.place.cast.head, affair=self.row, **given)

    def _unit_signed(self, yuan, hours) -> None:
        self.row = write.agreement_sign(actor=self.clerk, affair=self.row)

    def _signed(self, yuan, hours) -> None:
        self.row = write.agreement_sign(actor=self.place.cast.street, affair=self.row)

    def _funded(self, yuan, hours) -> None:
        given = {"fen": yuan * 90, "voucher": f"收-{self.row.pk:04d}"}
        self.row = ledger.fee_record(actor=self.place.cast.street, affair=self.row, **given)

    def _running(self, yuan, hours) -> None:
        cast = self.place.cast
        write.entrusted_task_open(
            actor=cast.head,
            affair=self.row,
            title=f"{self.row.title}：第一片",
            due_on=clock.today() + timedelta(days=50),
            evidence_wanted="登记表照片",
            submit_key=key("entrusted", self.row.title, "task"),
        )
        self.row.refresh_from_db()
        words = {"payee": "巷口打印店", "purpose": "通知和登记表印刷"}
        words["submit_key"] = key("entrusted", self.row.title, "payout")
        payout = ledger.payout_ask(actor=cast.head, affair=self.row, fen=yuan * 5, **words)
        ledger.payout_approve(actor=cast.chair, payout_id=payout.pk)

    def _delivered(self, yuan, hours) -> None:
        payout = self.row.payouts.waiting().get()
        ledger.payout_approve(actor=self.place.cast.street, payout_id=payout.pk)
        task = self.place.give(self.row.tasks.get())
        self.place.verify(self.place.deliver(task, "全部走完，登记表附后。", seed=self.row.pk))
        self._step(self.place.cast.head, "deliver")

    def _accepted(self, yuan, hours) -> None:
        self._step(self.clerk, "accept")

    def _settled(self, yuan, hours) -> None:
        street = self.place.cast.street
        self.row = ledger.affair_settle(actor=street, affair=self.row, hours=hours - 12)

    def _exited(self, yuan, hours) -> None:
        self._step(self.place.cast.street, "exit")

    def withdrawn(self, *words) -> None:
        """The unit asks, and thinks better of it."""
        self.apply(*words)
        self.row = write.entrusted_step(
            actor=self.clerk, affair=self.row, name="withdraw", remark="改由街道自己发放。"
        )
