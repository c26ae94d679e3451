"""The KPIs of the people at the stations that only those see who see their scores (DOMAIN e)."""

from django.utils.translation import gettext_lazy as _

from portal.dashboards.kpi import Kpi, Sums, Value, quantile

# Fewer scores than this would say who got which.
LEAST_SCORES = 5


def _spread(sums: Sums) -> Value:
    """P90 less P10 in points; unknown for fewer than five scores."""
    points = sums.buckets("score_points")
    low, high = quantile(points, 0.1), quantile(points, 0.9)
    known = high.n >= LEAST_SCORES
    return Value(high.number - low.number if known else None, high.n)


OF_PEOPLE = (
    Kpi(
        name="score_spread",
        group="people",
        label=_("季度得分差距"),
        unit="分",
        formula=_(
            "本期告知本人的季度得分：九成的人不超过的分数，减去一成的人不超过的分数；"
            "不足 5 个得分不显示"
        ),
        value=_spread,
        whole=("score_points",),
        permission="workstations.view_score",
    ),
)
