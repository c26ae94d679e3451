"""The demo's lists of powers: invented, after the kinds of lists that districts keep."""

from datetime import datetime, timedelta

from portal.kernel import clock
from portal.models import User
from portal.services.duties import DutyDraft, duty_add

LAW = "城市居民委员会组织法"
CARDS = "民发〔2020〕20号"
LISTS = (
    ("statutory", "S-01", "committee", "办理本居住地区居民的公共事务和公益事业", LAW),
    ("statutory", "S-02", "committee", "调解民间纠纷", LAW),
    ("statutory", "S-03", "committee", "向街道反映居民的意见、要求和建议", LAW),
    ("statutory", "S-05", "station", "定期巡查院落、楼道和消防通道", "社工站工作职责（演示）"),
    ("statutory", "S-06", "subdistrict", "消防安全监督检查", "盘龙区权责清单（演示）"),
    ("assist", "X-01", "committee", "协助维护社会治安", LAW),
    ("assist", "X-02", "committee", "协助做好公共卫生和爱国卫生工作", LAW),
    ("assist", "X-03", "committee", "协助做好优抚救济和困难群众走访", LAW),
    ("negative", "F-01", "committee", "招商引资、协税护税任务", "盘龙区负面清单（演示）"),
    ("negative", "F-02", "committee", "行政执法和处罚", "盘龙区负面清单（演示）"),
    ("negative", "F-03", "committee", "商业推广、报刊征订任务", "盘龙区负面清单（演示）"),
    ("negative", "F-04", "committee", "设立台账、挂牌迎检的任务", "盘龙区负面清单（演示）"),
    ("certificate", "Z-01", "committee", "亲属关系证明", CARDS),
    ("certificate", "Z-02", "committee", "婚姻状况证明", CARDS),
    ("certificate", "Z-03", "committee", "健在证明", CARDS),
    ("certificate", "Z-04", "committee", "无犯罪记录证明", CARDS),
)


def all_of(keeper: User, now: datetime) -> None:
    """Every entry, in force since a hundred days ago."""
    with clock.at(now - timedelta(days=100)):
        for list_kind, number, body, title, basis in LISTS:
            draft = DutyDraft(
                list_kind=list_kind,
                number=number,
                body=body,
                title=title,
                basis=basis,
                valid_from=clock.today(),
            )
            duty_add(actor=keeper, draft=draft)
