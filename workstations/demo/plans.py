"""What the demo's motions propose: words and action items that fit each other."""

from dataclasses import dataclass
from datetime import date, timedelta

from committees.services.motions import ActionDraft


@dataclass(frozen=True)
class Plan:
    """A motion's words; each action: (what, in how many days, evidence wanted, cost in fen)."""

    text: str
    reason: str
    actions: tuple[tuple[str, int, str, int], ...]

    def drafts(self, today: date) -> list[ActionDraft]:
        """The action items, due from ``today`` on."""
        return [
            ActionDraft(
                what=what,
                due_on=today + timedelta(days=days),
                evidence_wanted=proof,
                cost_fen=fen,
            )
            for what, days, proof, fen in self.actions
        ]


GREEN = Plan(
    "一、清除院坝杂草和垃圾，疏通排水口。二、翻土并砌三道花台，种三角梅、麦冬和桂花。"
    "三、留出两条石凳和晒太阳的空地。四、花台由各单元居民认养，公约贴在门口。",
    "院里四十二户有三十六户联名，老人多，问题拖了七八年。",
    (
        ("清除杂草垃圾、疏通排水口", 10, "清理前后照片", 60_000),
        ("砌花台、翻土、种花", 25, "完工照片和验收签字", 128_000),
        ("安装石凳两条", 25, "完工照片", 40_000),
    ),
)
LAMPS = Plan(
    "一、院坝南北两头各装一盏太阳能路灯，晚上十点半自动调暗。二、花台旁放一张石桌、四个石墩。"
    "三、电和看护由社工站负责，居民发现损坏随时反映。",
    "院坝做好了，老人晚饭后要坐一坐，天黑看不清台阶。",
    (
        ("安装两盏太阳能路灯", 15, "安装前后照片", 96_000),
        ("安放石桌一张、石墩四个", 20, "完工照片", 58_000),
    ),
)
PARKING = Plan(
    "一、院内东侧划十二个车位，按户抽签，一年一换。二、消防通道画黄线，任何车不得停放。"
    "三、访客车辆限停两小时，由社工站登记。",
    "消防通道常被占住，上个月救护车进不来。",
    (
        ("划车位线和消防通道黄线", 20, "划线前后照片", 45_000),
        ("张贴停车约定并逐户告知", 10, "张贴照片", 3_000),
    ),
)
CANTEEN = Plan(
    "在社区服务大厅一楼设助餐点，每天中午供餐，收费公开，由社工站联系送餐单位。",
    "院落里八十岁以上老人一百二十余位。",
    (("联系送餐单位并布置助餐点", 30, "开餐照片和收费公示", 150_000),),
)
