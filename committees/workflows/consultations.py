"""How consultations go: topic, participants, notice, deliberation, execution, feedback (§32)."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from committees.guards import consultations as guards
from portal.kernel.workflow import Transition, Workflow, states


class ConsultationStatus(TextChoices):
    """Where a consultation is."""

    PROPOSED = "proposed", _("征集附议")
    TOPIC_ACCEPTED = "topic_accepted", _("议题已定")
    PARTICIPANTS_SET = "participants_set", _("参加人已定")
    NOTICED = "noticed", _("已公告")
    DELIBERATING = "deliberating", _("协商中")
    CONCLUDED = "concluded", _("已有结论")
    EXECUTING = "executing", _("落实中")
    SENT_TO_MEETING = "sent_to_meeting", _("已提交会议")
    FED_BACK = "fed_back", _("已反馈")
    DROPPED = "dropped", _("未列为议题")


T = ConsultationStatus
LEAD = "committees.lead_consultation"
HAND = "deliberation"

CONSULTATION = Workflow(
    "consultation",
    ConsultationStatus,
    T.PROPOSED,
    (
        Transition(
            name="accept_topic",
            label=_("列为协商议题"),
            sources=states(T.PROPOSED),
            target=T.TOPIC_ACCEPTED,
            permission=LEAD,
            plain=_("居委会把它列为协商议题"),
            hand=HAND,
            guards=(guards.support_is_reached,),
            style="primary",
        ),
        Transition(
            name="set_participants",
            label=_("确定参加人"),
            sources=states(T.TOPIC_ACCEPTED),
            target=T.PARTICIPANTS_SET,
            permission=LEAD,
            plain=_("确定了谁来参加、何时何地"),
            hand=HAND,
            form="participants",
            style="primary",
        ),
        Transition(
            name="give_notice",
            label=_("发公告"),
            sources=states(T.PARTICIPANTS_SET),
            target=T.NOTICED,
            permission=LEAD,
            plain=_("发出了协商公告"),
            hand=HAND,
            style="primary",
        ),
        Transition(
            name="begin",
            label=_("开始协商"),
            sources=states(T.NOTICED),
            target=T.DELIBERATING,
            permission=LEAD,
            plain=_("协商开始，大家可以说意见"),
            hand=HAND,
            style="primary",
        ),
        Transition(
            name="conclude",
            label=_("写下结论"),
            sources=states(T.DELIBERATING),
            target=T.CONCLUDED,
            permission=LEAD,
            plain=_("协商有了结论"),
            hand=HAND,
            guards=(
                guards.opinions_are_closed,
                guards.polls_are_counted,
                guards.paper_is_checked,
                guards.sitting_is_recorded,
            ),
            form="conclusion",
            style="primary",
        ),
        Transition(
            name="execute",
            label=_("交付落实"),
            sources=states(T.CONCLUDED),
            target=T.EXECUTING,
            permission=LEAD,
            plain=_("协商结论开始落实"),
            hand=HAND,
            style="primary",
        ),
        Transition(
            name="send_to_meeting",
            label=_("提交居委会会议"),
            sources=states(T.CONCLUDED),
            target=T.SENT_TO_MEETING,
            permission=LEAD,
            plain=_("协商结论列为议案，提交居委会会议"),
            hand=HAND,
        ),
        Transition(
            name="give_feedback",
            label=_("反馈结果"),
            sources=states(T.EXECUTING, T.SENT_TO_MEETING),
            target=T.FED_BACK,
            permission=LEAD,
            plain=_("向参加人反馈了落实结果"),
            hand=HAND,
            form="feedback",
            style="primary",
        ),
        Transition(
            name="drop",
            label=_("不列为议题"),
            sources=states(T.PROPOSED, T.TOPIC_ACCEPTED, T.PARTICIPANTS_SET, T.NOTICED),
            target=T.DROPPED,
            permission=LEAD,
            plain=_("没有列为协商议题，理由公开"),
            hand=HAND,
            reason="required",
            style="danger",
        ),
    ),
)
