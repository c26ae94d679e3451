"""How meetings, motions and resolutions go (DOMAIN d)."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from committees import guards
from portal.kernel.workflow import Transition, Workflow, states


class MeetingStatus(TextChoices):
    """Where a meeting is."""

    PLANNED = "planned", _("筹备中")
    NOTICED = "noticed", _("已通知")
    IN_SESSION = "in_session", _("会议进行中")
    ENDED = "ended", _("已结束")
    CANCELLED = "cancelled", _("已取消")


class MotionStatus(TextChoices):
    """Where a motion is."""

    PROPOSED = "proposed", _("已提出")
    PARTY_STUDY = "party_study", _("党组织研究中")
    STUDIED = "studied", _("党组织已研究")
    SCHEDULED = "scheduled", _("已列入议程")
    UNDER_DEBATE = "under_debate", _("讨论中")
    VOTING = "voting", _("表决中")
    ADOPTED = "adopted", _("已通过")
    REJECTED = "rejected", _("未通过")
    DEFERRED = "deferred", _("缓议")
    WITHDRAWN = "withdrawn", _("已撤回")


class ResolutionStatus(TextChoices):
    """Where a resolution is."""

    ADOPTED = "adopted", _("已通过，待公布")
    PUBLISHED = "published", _("已公布")
    IN_EXECUTION = "in_execution", _("执行中")
    IMPLEMENTED = "implemented", _("已落实")
    RESULT_PUBLISHED = "result_published", _("结果已公布")
    RESCINDED = "rescinded", _("已废止")


M, T, R = MeetingStatus, MotionStatus, ResolutionStatus
CHAIR_MEETING = "committees.chair_meeting"
BEFORE_DEBATE = states(T.PROPOSED, T.PARTY_STUDY, T.STUDIED, T.SCHEDULED, T.DEFERRED)

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

MOTION = Workflow(
    "motion",
    MotionStatus,
    MotionStatus.PROPOSED,
    (
        Transition(
            name="send_to_party_study",
            label=_("送党组织研究"),
            sources=states(T.PROPOSED),
            target=T.PARTY_STUDY,
            permission="committees.schedule_motion",
            plain=_("重大事项，先送社区党组织研究"),
            hand="deliberation",
            guards=(guards.motion_is_major,),
            style="primary",
        ),
        Transition(
            name="record_party_opinion",
            label=_("记录党组织意见"),
            sources=states(T.PARTY_STUDY),
            target=T.STUDIED,
            permission="committees.study_motion",
            plain=_("社区党组织研究并留下意见"),
            hand="deliberation",
            form="party_opinion",
            style="primary",
        ),
        Transition(
            name="schedule",
            label=_("列入议程"),
            sources=states(T.PROPOSED, T.STUDIED, T.DEFERRED),
            target=T.SCHEDULED,
            permission="committees.schedule_motion",
            plain=_("列入了会议议程"),
            hand="deliberation",
            guards=(guards.motion_major_was_studied,),
            form="schedule",
            style="primary",
        ),
        Transition(
            name="debate",
            label=_("开始讨论"),
            sources=states(T.SCHEDULED),
            target=T.UNDER_DEBATE,
            permission=CHAIR_MEETING,
            plain=_("会上讨论"),
            hand="deliberation",
            guards=(guards.motion_meeting_is_in_session,),
            style="primary",
        ),
        Transition(
            name="open_vote",
            label=_("开始表决"),
            sources=states(T.UNDER_DEBATE),
            target=T.VOTING,
            permission=CHAIR_MEETING,
            plain=_("开始表决"),
            hand="deliberation",
            guards=(guards.motion_meeting_is_in_session,),
            style="primary",
        ),
        Transition(
            name="adopt",
            label=_("通过"),
            sources=states(T.VOTING),
            target=T.ADOPTED,
            permission=None,
            plain=_("表决通过"),
            hand="deliberation",
        ),
        Transition(
            name="reject",
            label=_("未通过"),
            sources=states(T.VOTING),
            target=T.REJECTED,
            permission=None,
            plain=_("表决没有通过"),
            hand="deliberation",
        ),
        Transition(
            name="defer_without_quorum",
            label=_("人数不足，缓议"),
            sources=states(T.VOTING),
            target=T.DEFERRED,
            permission=None,
            plain=_("到会人数不足，改日再议"),
            hand="deliberation",
        ),
        Transition(
            name="defer",
            label=_("缓议"),
            sources=states(T.SCHEDULED, T.UNDER_DEBATE),
            target=T.DEFERRED,
            permission=CHAIR_MEETING,
            plain=_("改日再议"),
            hand="deliberation",
            reason="required",
        ),
        Transition(
            name="withdraw",
            label=_("撤回议案"),
            sources=BEFORE_DEBATE,
            target=T.WITHDRAWN,
            permission="committees.withdraw_motion",
            plain=_("提出人撤回了议案"),
            hand="deliberation",
            reason="required",
            style="danger",
        ),
        Transition(
            name="lapse",
            label=_("随诉求撤回"),
            sources=BEFORE_DEBATE | states(T.UNDER_DEBATE),
            target=T.WITHDRAWN,
            permission=None,
            plain=_("居民撤回了诉求，议案随之结束"),
            hand="residents",
        ),
    ),
)

RESOLUTION = Workflow(
    "resolution",
    ResolutionStatus,
    ResolutionStatus.ADOPTED,
    (
        Transition(
            name="publish",
            label=_("公布决议"),
            sources=states(R.ADOPTED),
            target=R.PUBLISHED,
            permission="committees.publish_resolution",
            plain=_("决议上了公示栏"),
            hand="deliberation",
            style="primary",
        ),
        Transition(
            name="publish_late",
            label=_("公布决议"),
            sources=states(R.IN_EXECUTION, R.IMPLEMENTED),
            target=None,
            permission="committees.publish_resolution",
            plain=_("决议上了公示栏"),
            hand="deliberation",
            style="primary",
            guards=(guards.resolution_is_not_public_yet,),
        ),
        Transition(
            name="start_execution",
            label=_("开始执行"),
            sources=states(R.ADOPTED, R.PUBLISHED),
            target=R.IN_EXECUTION,
            permission=None,
            plain=_("社工站开始执行"),
            hand="execution",
        ),
        Transition(
            name="progress",
            label=_("进展"),
            sources=states(R.ADOPTED, R.PUBLISHED, R.IN_EXECUTION),
            target=None,
            permission=None,
            plain=_("有了新进展"),
            hand="execution",
        ),
        Transition(
            name="implement",
            label=_("落实"),
            sources=states(R.ADOPTED, R.PUBLISHED, R.IN_EXECUTION),
            target=R.IMPLEMENTED,
            permission=None,
            plain=_("决议事项都已办好并验收"),
            hand="execution",
        ),
        Transition(
            name="publish_result",
            label=_("公布结果"),
            sources=states(R.IMPLEMENTED),
            target=R.RESULT_PUBLISHED,
            permission="committees.publish_resolution",
            plain=_("办理结果上了公示栏"),
            hand="deliberation",
            style="primary",
        ),
        Transition(
            name="rescind",
            label=_("废止（由新决议）"),
            sources=states(R.ADOPTED, R.PUBLISHED, R.IN_EXECUTION),
            target=R.RESCINDED,
            permission=None,
            plain=_("被新的决议取代"),
            hand="deliberation",
        ),
    ),
)
