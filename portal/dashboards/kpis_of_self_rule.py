"""The KPIs of self-rule: what is disclosed by its day, who takes part, who votes (DOMAIN e)."""

from django.utils.translation import gettext_lazy as _

from portal.dashboards.kpi import ACTIVE, Kpi, Sums, Value, rate, share

# What has to be on the board by a day: its publication, or the house's note that it is missing.
PUBLISHED = (
    "disclosed_resolution",
    "disclosed_account",
    "disclosed_report",
    "disclosed_appraisal",
)
DUE = ("due_resolution", "due_account", "due_report", "due_appraisal", "due_missed")


def _of_all(part: tuple[str, ...], whole: tuple[str, ...]):
    """Per cent of several measures in several others."""
    return lambda sums: share(sum(map(sums.total, part)), sum(map(sums.total, whole)))


def _participation(sums: Sums) -> Value:
    """Unknown while a community's adults are: its residents would be counted in no denominator."""
    adults = sums.total("adults")
    if sums.total("adults_unknown"):
        return Value(None, adults)
    return share(sums.total(ACTIVE), adults)


OF_SELF_RULE = (
    Kpi(
        name="disclosure",
        group="deliberation",
        label=_("按时公开率"),
        unit="%",
        formula=_(
            "期限内上公示栏 ÷ 应公开的事项（决议、半年账目、年度报告、民主评议；"
            "到期没有公开的也算进去）；"
            "上了公示栏的，不满十五日不能撤下"
        ),
        value=_of_all(PUBLISHED, DUE),
        good_is_high=True,
        part=PUBLISHED,
        whole=DUE,
    ),
    Kpi(
        name="participation",
        group="deliberation",
        label=_("居民参与率"),
        unit="%",
        formula=_(
            "本期办过事、提过意见、投过票的居民（每人只计一次）÷ 18 岁以上居民；"
            "有社区没有登记 18 岁以上人口时不计算"
        ),
        value=_participation,
        good_is_high=True,
        heights=("adults", "adults_unknown"),
        people=True,
    ),
    Kpi(
        name="turnout",
        group="deliberation",
        label=_("选举投票率"),
        formula=_("收回的选票 ÷ 名单上的人（换届、补选、另行选举、罢免；按公布结果的日子计）"),
        good_is_high=True,
        sums="people",
        **rate("election_cast", "election_roll"),
    ),
    Kpi(
        name="poll_turnout",
        group="deliberation",
        label=_("问卷答卷率"),
        formula=_("有效答卷 ÷ 名册上的人或户（本期截止的协商问卷）"),
        good_is_high=True,
        sums="people",
        **rate("poll_cast", "poll_roll"),
    ),
)
