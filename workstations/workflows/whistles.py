"""How a whistle goes (吹哨报到): departments are called, arrive, work, are scored by who called."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from portal.kernel.workflow import Workflow, states, steps_like


class WhistleStatus(TextChoices):
    """Where a whistle is."""

    BLOWN = "blown", _("已吹哨，等部门到场")
    ARRIVED_SOME = "arrived_some", _("部分部门已到场")
    ARRIVED = "arrived", _("部门全部到场")
    WORKING = "working", _("现场处置中")
    DONE = "done", _("处置完成，待评分")
    SCORED = "scored", _("已评分")
    CLOSED = "closed", _("已结束")
    CANCELLED = "cancelled", _("已取消")


W = WhistleStatus
BLOW, ARRIVE = "workstations.blow_whistle", "workstations.record_arrival"
ANSWER = "workstations.answer_whistle"
GATHERING = states(W.BLOWN, W.ARRIVED_SOME)
ON_SITE = states(W.ARRIVED_SOME, W.ARRIVED, W.WORKING)
WHISTLE_OPEN = GATHERING | ON_SITE
WHISTLE_OVER = states(W.CLOSED, W.CANCELLED)


_step = steps_like(hand="execution", style="primary")

WHISTLE = Workflow(
    "whistle",
    WhistleStatus,
    W.BLOWN,
    (
        _step(
            "arrive_some",
            _("登记到场"),
            GATHERING,
            W.ARRIVED_SOME,
            ARRIVE,
            _("一个部门到了现场"),
            form="arrival",
        ),
        _step(
            "arrive_all",
            _("登记到场"),
            GATHERING,
            W.ARRIVED,
            ARRIVE,
            _("最后一个部门也到了现场"),
            form="arrival",
        ),
        _step(
            "arrive_late",
            _("登记到场"),
            states(W.WORKING),
            None,
            ARRIVE,
            _("又有一个部门到了现场"),
            form="arrival",
        ),
        _step(
            "start_work",
            _("开始处置"),
            states(W.ARRIVED_SOME, W.ARRIVED),
            W.WORKING,
            BLOW,
            _("现场开始处置"),
        ),
        _step(
            "report",
            _("写办了什么"),
            ON_SITE,
            W.WORKING,
            ANSWER,
            _("一个部门写了办理情况"),
            form="report",
        ),
        _step(
            "note_report",
            _("代写办了什么"),
            ON_SITE,
            W.WORKING,
            BLOW,
            _("街道记下了一个部门的办理情况"),
            form="report",
        ),
        _step(
            "finish",
            _("处置完成"),
            states(W.WORKING),
            W.DONE,
            BLOW,
            _("现场处置完成"),
            reason="required",
            form="finish",
        ),
        _step(
            "score_one",
            _("评分"),
            states(W.DONE),
            None,
            BLOW,
            _("街道给一个部门评了分"),
            form="score",
            public=False,
        ),
        _step(
            "score_all",
            _("评分"),
            states(W.DONE),
            W.SCORED,
            BLOW,
            _("街道给各部门都评了分"),
            form="score",
        ),
        _step("close", _("结束"), states(W.SCORED), W.CLOSED, BLOW, _("这次吹哨结束")),
        _step(
            "cancel",
            _("取消吹哨"),
            WHISTLE_OPEN,
            W.CANCELLED,
            BLOW,
            _("街道取消了这次吹哨"),
            reason="required",
            style="danger",
        ),
    ),
)
