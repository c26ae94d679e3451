"""The KPIs of execution, entrusted affairs, departments and supervision (DOMAIN e)."""

from django.utils.translation import gettext_lazy as _

from portal.dashboards.kpi import Kpi, counted, rate

OF_WORK = (
    Kpi(
        name="completion",
        group="work",
        label=_("任务完成率"),
        formula=_("本期验收的任务 ÷ 本期新立的任务"),
        good_is_high=True,
        **rate("tasks_verified", "tasks_opened"),
    ),
    Kpi(
        name="rework",
        group="work",
        label=_("返工率"),
        formula=_("验收退回的次数 ÷（验收退回 + 验收通过）"),
        good_is_high=False,
        **rate("tasks_sent_back", "tasks_sent_back", "tasks_verified"),
    ),
    Kpi(
        name="review_on_time",
        group="departments",
        label=_("委托审核按时率"),
        formula=_("十五个工作日内作出决定的申请 ÷ 街道作出决定的申请"),
        good_is_high=True,
        **rate("reviews_on_time", "reviews_decided"),
    ),
    Kpi(
        name="refused",
        group="departments",
        label=_("挡回的委托"),
        unit="件",
        formula=_("没有依据、没有准入而挡在社区外面的申请"),
        **counted("entrusted_refused"),
    ),
    Kpi(
        name="fee_coverage",
        group="departments",
        label=_("委托费用到账率"),
        formula=_(
            "本期签订的委托协议已经到账的费用 ÷ 协议费用（费随事转；多付的不算，冲正的减去）"
        ),
        good_is_high=True,
        sums="fen",
        **rate("fees_received", "fees_agreed"),
    ),
    Kpi(
        name="referral_on_time",
        group="departments",
        label=_("部门按时答复率"),
        formula=_("期限内答复 ÷ 部门作出的答复"),
        good_is_high=True,
        **rate("referrals_on_time", "referrals_answered"),
    ),
    Kpi(
        name="petition_on_time",
        group="watch",
        label=_("信访按期答复率"),
        formula=_("期限内（含批准的延期）书面答复 ÷ 书面答复的信访"),
        good_is_high=True,
        permission="workstations.view_petition",
        **rate("petitions_on_time", "petitions_answered"),
    ),
    Kpi(
        name="rectified",
        group="watch",
        label=_("按期整改率"),
        formula=_("限期内报告并且复查通过 ÷ 复查通过的整改"),
        good_is_high=True,
        permission="workstations.view_supervision_figures",
        **rate("rectified_on_time", "rectified"),
    ),
)
