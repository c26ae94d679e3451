"""How an issue goes: its states and the table of its steps (DOMAIN d)."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from portal.kernel.workflow import Transition, Workflow, states
from resident_affairs import guards


class IssueStatus(TextChoices):
    """Where an issue is."""

    SUBMITTED = "submitted", _("已提交")
    ACCEPTED = "accepted", _("已受理")
    DECLINED = "declined", _("不予受理")
    ANSWERED = "answered", _("已答复")
    ASSIGNED = "assigned", _("已交社工站")
    REFERRED = "referred", _("提请居委会议事")
    ESCALATED = "escalated", _("已报街道")
    AT_DISTRICT = "at_district", _("已报区里")
    IN_PROGRESS = "in_progress", _("办理中")
    SETTLED = "settled", _("已办结，待确认")
    REOPENED = "reopened", _("重新办理")
    CLOSED = "closed", _("已归档")
    WITHDRAWN = "withdrawn", _("已撤回")
    MERGED = "merged", _("已并入")


S = IssueStatus
UNDECIDED = states(S.SUBMITTED, S.ACCEPTED, S.REOPENED)
RUNNING = states(S.ASSIGNED, S.REFERRED, S.ESCALATED, S.AT_DISTRICT, S.IN_PROGRESS)
OPEN_STATES = UNDECIDED | RUNNING | states(S.ANSWERED, S.SETTLED)
# Once settled or answered the clock has done its work: the resident has the word.
CLOCKED_STATES = UNDECIDED | RUNNING
TRIAGE = "resident_affairs.triage_issue"
DISTRICT = "resident_affairs.handle_district_issue"

ISSUE = Workflow(
    "issue",
    IssueStatus,
    IssueStatus.SUBMITTED,
    (
        Transition(
            name="accept",
            label=_("受理"),
            sources=states(S.SUBMITTED),
            target=S.ACCEPTED,
            permission=TRIAGE,
            plain=_("社区收下了这件事"),
            hand="residents",
            style="primary",
        ),
        Transition(
            name="answer",
            label=_("直接答复"),
            sources=UNDECIDED | states(S.ESCALATED),
            target=S.ANSWERED,
            permission="resident_affairs.answer_issue",
            plain=_("已经答复，请看答复内容"),
            hand="residents",
            reason="required",
            form="answer",
        ),
        Transition(
            name="assign",
            label=_("交社工站办理"),
            sources=UNDECIDED | states(S.REFERRED),
            target=S.ASSIGNED,
            permission=TRIAGE,
            plain=_("交给社工站去办"),
            hand="execution",
            reason="optional",
            style="primary",
        ),
        Transition(
            name="refer",
            label=_("提请居委会议事"),
            sources=UNDECIDED,
            target=S.REFERRED,
            permission=TRIAGE,
            plain=_("关系大家，请居委会开会商量"),
            hand="deliberation",
            reason="optional",
        ),
        Transition(
            name="escalate",
            label=_("上报街道"),
            sources=UNDECIDED,
            target=S.ESCALATED,
            permission=TRIAGE,
            plain=_("社区办不了，报给街道办事处"),
            hand="calm",
            reason="required",
        ),
        Transition(
            name="hand_back",
            label=_("交回社区办理"),
            sources=states(S.ESCALATED),
            target=S.ACCEPTED,
            permission="resident_affairs.handle_escalated_issue",
            plain=_("街道给出意见，交回社区办理"),
            hand="calm",
            reason="required",
        ),
        Transition(
            name="settle_escalated",
            label=_("街道办结"),
            sources=states(S.ESCALATED),
            target=S.SETTLED,
            permission="resident_affairs.handle_escalated_issue",
            plain=_("街道已经办好，请您确认"),
            hand="calm",
            reason="required",
            style="primary",
        ),
        Transition(
            name="escalate_district",
            label=_("上报区里"),
            sources=states(S.ESCALATED),
            target=S.AT_DISTRICT,
            permission="resident_affairs.handle_escalated_issue",
            plain=_("街道办不了，报给区里"),
            hand="calm",
            reason="required",
        ),
        Transition(
            name="hand_down",
            label=_("交回街道办理"),
            sources=states(S.AT_DISTRICT),
            target=S.ESCALATED,
            permission=DISTRICT,
            plain=_("区里给出意见，交回街道办理"),
            hand="calm",
            reason="required",
        ),
        Transition(
            name="settle_district",
            label=_("区里办结"),
            sources=states(S.AT_DISTRICT),
            target=S.SETTLED,
            permission=DISTRICT,
            plain=_("区里已经办好，请您确认"),
            hand="calm",
            reason="required",
            style="primary",
        ),
        Transition(
            name="decline",
            label=_("不予受理"),
            sources=states(S.SUBMITTED),
            target=S.DECLINED,
            permission=TRIAGE,
            plain=_("这件事不归社区管，已告知去哪里办"),
            hand="residents",
            reason="required",
            style="danger",
            form="decline",
        ),
        Transition(
            name="merge",
            label=_("并入同一件事"),
            sources=UNDECIDED,
            target=S.MERGED,
            permission=TRIAGE,
            plain=_("和另一件事是同一回事，合在一起办"),
            hand="residents",
            form="merge",
        ),
        Transition(
            name="start_work",
            label=_("开始办理"),
            sources=states(S.ASSIGNED, S.REFERRED),
            target=S.IN_PROGRESS,
            permission=None,
            plain=_("开始办了"),
            hand="execution",
        ),
        Transition(
            name="progress",
            label=_("进展"),
            sources=RUNNING,
            target=None,
            permission=None,
            plain=_("有了新进展"),
            hand="execution",
        ),
        Transition(
            name="settle",
            label=_("办结"),
            sources=states(S.ASSIGNED, S.REFERRED, S.IN_PROGRESS),
            target=S.SETTLED,
            permission=None,
            plain=_("办好了，请您确认"),
            hand="execution",
        ),
        Transition(
            name="return_to_triage",
            label=_("退回分派"),
            sources=states(S.ASSIGNED, S.REFERRED, S.IN_PROGRESS),
            target=S.ACCEPTED,
            permission=None,
            plain=_("退回社区重新安排"),
            hand="residents",
        ),
        Transition(
            name="rate",
            label=_("确认并评价"),
            sources=states(S.SETTLED, S.ANSWERED),
            target=S.CLOSED,
            permission="resident_affairs.rate_issue",
            plain=_("居民确认并作了评价"),
            hand="residents",
            style="primary",
            form="rate",
        ),
        Transition(
            name="close_silent",
            label=_("到期归档"),
            sources=states(S.SETTLED, S.ANSWERED),
            target=S.CLOSED,
            permission=None,
            plain=_("七天没有回音，归档为“未评价”"),
            hand="calm",
        ),
        Transition(
            name="reopen",
            label=_("没有解决，要求重办"),
            sources=states(S.SETTLED, S.ANSWERED, S.CLOSED),
            target=S.REOPENED,
            permission="resident_affairs.rate_issue",
            plain=_("居民说没有解决，重新办理"),
            hand="residents",
            reason="required",
            style="danger",
            guards=(guards.reopened_less_than_twice,),
        ),
        Transition(
            name="withdraw",
            label=_("撤回"),
            sources=UNDECIDED | states(S.ASSIGNED, S.REFERRED, S.ESCALATED, S.AT_DISTRICT),
            target=S.WITHDRAWN,
            permission="resident_affairs.withdraw_issue",
            plain=_("反映人撤回了"),
            hand="residents",
            reason="optional",
            style="danger",
        ),
    ),
)
