"""How motions go (DOMAIN d)."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from committees.guards import motions as guards
from portal.kernel.workflow import Transition, Workflow, states


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


T = MotionStatus
CHAIR_MEETING = "committees.chair_meeting"
BEFORE_DEBATE = states(T.PROPOSED, T.PARTY_STUDY, T.STUDIED, T.SCHEDULED, T.DEFERRED)

MOTION = Workflow(
    "motion",
    MotionStatus,
    MotionStatus.PROPOSED,
    (
        Transition(
            name="send_to_party_study",
            label=_("送党组织研究"),
            sources=states(T.PROPOSED, T.DEFERRED),
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
            name="go_on_without_opinion",
            label=_("期满没有意见，继续"),
            sources=states(T.PARTY_STUDY),
            target=T.STUDIED,
            permission="committees.schedule_motion",
            plain=_("研究期限已过，党组织没有提出意见，继续办理"),
            hand="deliberation",
            guards=(guards.motion_study_is_over,),
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
            name="open_amendment_vote",
            label=_("先表决修正案"),
            sources=states(T.UNDER_DEBATE),
            target=T.VOTING,
            permission=CHAIR_MEETING,
            plain=_("开始表决修正案"),
            hand="deliberation",
            guards=(guards.motion_meeting_is_in_session, guards.motion_has_amendment),
        ),
        Transition(
            name="take_amendment",
            label=_("采纳修正案"),
            sources=states(T.VOTING),
            target=T.UNDER_DEBATE,
            permission=None,
            plain=_("采纳了修正案，按新的内容继续讨论"),
            hand="deliberation",
        ),
        Transition(
            name="keep_text",
            label=_("不采纳修正案"),
            sources=states(T.VOTING),
            target=T.UNDER_DEBATE,
            permission=None,
            plain=_("没有采纳修正案，按原内容继续讨论"),
            hand="deliberation",
        ),
        Transition(
            name="open_vote",
            label=_("开始表决"),
            sources=states(T.UNDER_DEBATE),
            target=T.VOTING,
            permission=CHAIR_MEETING,
            plain=_("开始表决"),
            hand="deliberation",
            guards=(
                guards.motion_meeting_is_in_session,
                guards.motion_major_was_studied,
                guards.motion_belongs_here,
            ),
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
            name="void_vote",
            label=_("这次表决不算"),
            sources=states(T.VOTING),
            target=T.UNDER_DEBATE,
            permission=None,
            plain=_("密封票箱没有结果，这次表决不算，继续讨论后改用纸质选票"),
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
