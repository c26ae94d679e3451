"""The KPIs of DOMAIN e: each has one definition, says its n, and is unknown rather than zero."""

from django.utils.translation import gettext_lazy as _

from portal.dashboards.kpi import GROUPS, Kpi, Sums, Value, counted, quantile, rate, share
from portal.dashboards.kpis_of_people import OF_PEOPLE
from portal.dashboards.kpis_of_self_rule import OF_SELF_RULE
from portal.dashboards.kpis_of_work import OF_WORK

__all__ = [
    "BY_NAME",
    "KPIS",
    "Kpi",
    "Sums",
    "Value",
    "kpis_by_group",
    "kpis_for",
    "quantile",
    "share",
]


def _yuan_each(fen: int, count: int) -> Value:
    """Yuan for each of ``count``, to the fen; unknown without any."""
    return Value(round(fen / count / 100, 2) if count else None, count)


OF_AFFAIRS = (
    Kpi(
        name="in",
        group="issues",
        label=_("收到"),
        unit="件",
        formula=_("本期提交的诉求"),
        **counted("issues_in"),
    ),
    Kpi(
        name="settled",
        group="issues",
        label=_("办结"),
        unit="件",
        formula=_("本期办结或答复的诉求"),
        good_is_high=True,
        **counted("issues_settled"),
    ),
    Kpi(
        name="response",
        group="issues",
        label=_("按时回应率"),
        formula=_(
            "时限内第一次回应（受理、答复、转办、不予受理）÷ 应回应的诉求；"
            "时限是一个工作日，紧急的两小时，过了时限没人回应的也算进去"
        ),
        good_is_high=True,
        **rate("responses_in_time", "responses_due"),
    ),
    Kpi(
        name="on_time",
        group="issues",
        label=_("按时办结率"),
        unit="%",
        formula=_("期限内办结 ÷ 办结（含批准的延期）"),
        value=lambda s: share(s.total("issues_on_time"), s.total("issues_settled")),
        good_is_high=True,
        part=("issues_on_time",),
        whole=("issues_settled",),
    ),
    Kpi(
        name="extended",
        group="issues",
        label=_("其中经延期"),
        formula=_("批准过延期、在新期限内办结 ÷ 期限内办结；按时办结率里包含它"),
        good_is_high=False,
        **rate("issues_on_time_extended", "issues_in_time_known"),
    ),
    Kpi(
        name="median_days",
        group="issues",
        label=_("办理天数中位数"),
        unit="天",
        formula=_("一半的诉求在这么多天内办结"),
        value=lambda s: quantile(s.buckets("issues_days"), 0.5),
        good_is_high=False,
        whole=("issues_days",),
    ),
    Kpi(
        name="p90_days",
        group="issues",
        label=_("九成办结天数"),
        unit="天",
        formula=_("九成的诉求在这么多天内办结"),
        value=lambda s: quantile(s.buckets("issues_days"), 0.9),
        good_is_high=False,
        whole=("issues_days",),
    ),
    Kpi(
        name="satisfaction",
        group="issues",
        label=_("满意率"),
        unit="%",
        formula=_("4 分和 5 分 ÷ 已评价（未评价不计入）"),
        value=lambda s: share(s.from_bucket("issues_score", 4), s.total("issues_rated")),
        good_is_high=True,
        whole=("issues_rated",),
        counts=lambda record: (record.data.get("score") or 0) >= 4,
    ),
    Kpi(
        name="rating_rate",
        group="issues",
        label=_("评价率"),
        unit="%",
        formula=_("已评价 ÷（已评价 + 未评价归档）"),
        value=lambda s: share(
            s.total("issues_rated"), s.total("issues_rated") + s.total("issues_unrated")
        ),
        good_is_high=True,
        part=("issues_rated",),
        whole=("issues_rated", "issues_unrated"),
    ),
    Kpi(
        name="solved",
        group="issues",
        label=_("解决率"),
        unit="%",
        formula=_("居民确认已解决 ÷ 已评价"),
        value=lambda s: share(s.total("issues_solved"), s.total("issues_rated")),
        good_is_high=True,
        part=("issues_solved",),
        whole=("issues_rated",),
    ),
    Kpi(
        name="reopened",
        group="issues",
        label=_("重办率"),
        unit="%",
        formula=_("要求重办 ÷ 办结"),
        value=lambda s: share(s.total("issues_reopened"), s.total("issues_settled")),
        good_is_high=False,
        part=("issues_reopened",),
        whole=("issues_settled",),
    ),
    Kpi(
        name="repeat",
        group="issues",
        label=_("重复反映率"),
        formula=_(
            "九十天内同一地点、同一类别有人反映过的 ÷ 社区收下的、写明地点的诉求；"
            "并入别件的、撤回的、不予受理的不算"
        ),
        good_is_high=False,
        **rate("issues_repeated", "issues_placed"),
    ),
    Kpi(
        name="conversion",
        group="deliberation",
        label=_("决议转任务率"),
        unit="%",
        formula=_("有任务的决议 ÷ 通过的决议"),
        value=lambda s: share(s.total("resolutions_with_tasks"), s.total("resolutions_adopted")),
        good_is_high=True,
        part=("resolutions_with_tasks",),
        whole=("resolutions_adopted",),
    ),
    Kpi(
        name="from_residents",
        group="deliberation",
        label=_("议题来自居民"),
        unit="%",
        formula=_("由诉求提出的议案 ÷ 全部议案"),
        value=lambda s: share(s.total("motions_from_residents"), s.total("motions_raised")),
        good_is_high=True,
        part=("motions_from_residents",),
        whole=("motions_raised",),
    ),
    Kpi(
        name="tasks_on_time",
        group="work",
        label=_("任务按时率"),
        unit="%",
        formula=_("期限内验收 ÷ 验收的任务"),
        value=lambda s: share(s.total("tasks_on_time"), s.total("tasks_verified")),
        good_is_high=True,
        part=("tasks_on_time",),
        whole=("tasks_verified",),
    ),
    Kpi(
        name="renewal",
        group="people",
        label=_("续聘率"),
        unit="%",
        formula=_("续签生效的合同 ÷ 本期到期的合同"),
        value=lambda s: share(
            s.total("contracts_renewed"),
            s.total("contracts_renewed") + s.total("contracts_not_renewed"),
        ),
        part=("contracts_renewed",),
        whole=("contracts_renewed", "contracts_not_renewed"),
    ),
    Kpi(
        name="training_hours",
        group="people",
        label=_("培训学时"),
        unit="学时",
        formula=_("本期登记的社工培训学时"),
        good_is_high=True,
        **counted("training_hours"),
    ),
    Kpi(
        name="whistle_arrival",
        group="departments",
        label=_("部门按时到场率"),
        unit="%",
        formula=_("时限内到场 ÷ 应到场的部门（本期结束的吹哨）"),
        value=lambda s: share(s.total("whistle_in_time"), s.total("whistle_calls")),
        good_is_high=True,
        part=("whistle_in_time",),
        whole=("whistle_calls",),
    ),
    Kpi(
        name="half_year",
        group="deliberation",
        label=_("半年会议履行率"),
        unit="%",
        formula=_("上个半年按规定开了居民代表会议的社区 ÷ 应开的社区"),
        value=lambda s: share(s.total("half_years_met"), s.total("half_years_due")),
        good_is_high=True,
        heights=("half_years_met", "half_years_due"),
    ),
    Kpi(
        name="burden",
        group="departments",
        label=_("委托工时占比"),
        unit="%",
        formula=_("委托事项的工时 ÷ 社工站记下的全部工时"),
        value=lambda s: share(s.total("entrusted_minutes"), s.total("work_minutes")),
        good_is_high=False,
        part=("entrusted_minutes",),
        whole=("work_minutes",),
        sums="minutes",
    ),
    Kpi(
        name="cost",
        group="work",
        label=_("每件办结费用"),
        unit="元",
        formula=_("诉求和决议任务上记下的费用 ÷ 办结的诉求"),
        value=lambda s: _yuan_each(s.total("issue_fen"), s.total("issues_settled")),
        good_is_high=False,
        part=("issue_fen",),
        whole=("issues_settled",),
        sums="fen",
    ),
)
KPIS = (*OF_AFFAIRS, *OF_SELF_RULE, *OF_WORK, *OF_PEOPLE)
BY_NAME = {kpi.name: kpi for kpi in KPIS}


def kpis_by_group(kpis) -> list[tuple[str, object, list[Kpi]]]:
    """``kpis`` under their headings: (key, heading, KPIs), without empty ones."""
    found = [(key, label, [k for k in kpis if k.group == key]) for key, label in GROUPS]
    return [row for row in found if row[2]]


def kpis_for(access) -> list[Kpi]:
    """The KPIs that this person may see, in order."""
    return [k for k in KPIS if k.permission is None or access.is_granted(k.permission, None)]
