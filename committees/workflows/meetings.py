"""How meetings go (DOMAIN d)."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from committees.guards import meetings as guards
from portal.kernel.workflow import Transition, Workflow, states


class MeetingStatus(TextChoices):
    """Where a meeting is."""

    PLANNED = "planned", _("筹备中")
    NOTICED = "noticed", _("已通知")
    IN_SESSION = "in_session", _("会议进行中")
    ENDED = "ended", _("已结束")
    CANCELLED = "cancelled", _("已取消")


M = MeetingStatus
CHAIR_MEETING = "committees.chair_meeting"

MEETING = Workflow(
    "meeting",
    MeetingStatus,
    MeetingStatus.PLANNED,
    (
        Transition(
            name="notify",
            label=_("发出会议通知"),
            sources=states(M.PLANNED),
            target=M.NOTICED,
            permission=CHAIR_MEETING,
            plain=_("发出了会议通知"),
            hand="deliberation",
            style="primary",
            guards=(guards.meeting_has_agenda,),
        ),
        Transition(
            name="open",
            label=_("宣布开会"),
            sources=states(M.NOTICED),
            target=M.IN_SESSION,
            permission=CHAIR_MEETING,
            plain=_("会议开始"),
            hand="deliberation",
            style="primary",
        ),
        Transition(
            name="end",
            label=_("宣布散会"),
            sources=states(M.IN_SESSION),
            target=M.ENDED,
            permission=CHAIR_MEETING,
            plain=_("会议结束"),
            hand="deliberation",
            guards=(guards.meeting_has_no_open_vote,),
        ),
        Transition(
            name="cancel",
            label=_("取消会议"),
            sources=states(M.PLANNED, M.NOTICED),
            target=M.CANCELLED,
            permission=CHAIR_MEETING,
            plain=_("会议取消"),
            hand="deliberation",
            reason="required",
            style="danger",
        ),
    ),
)
