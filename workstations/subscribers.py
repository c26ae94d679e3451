"""How execution is told of, and what it does when the storeys below announce something."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from committees.events import ResolutionAdopted, ResolutionRescinded
from portal.kernel.events import subscribe
from portal.selectors.pictures import picture_guard_add
from portal.services.kinds import SubjectKind, Verb, kind_register
from resident_affairs.events import IssueAssigned, IssueRated, IssueWithdrawn
from workstations.selectors import audience
from workstations.selectors.entrusted import entrusted_by_ids, may_see_entrusted
from workstations.selectors.kinds import assessments_by_ids, orders_by_ids, tasks_by_ids
from workstations.selectors.task_detail import may_open_evidence
from workstations.services.assessments import assessment_record_rating
from workstations.services.cascades import (
    tasks_of_issue_open,
    tasks_of_issue_withdrawn,
    tasks_of_resolution_open,
    tasks_of_resolution_rescinded,
)
from workstations.workflows import ENTRUST, TASK

VIEW = "workstations.view_task"
HAND = "execution"

kind_register(
    SubjectKind(
        subject_type="task",
        label=_("任务"),
        workflow=TASK,
        verbs={
            "open": Verb(_("社工站立了任务"), HAND),
            "add_evidence": Verb(_("补充了办理照片"), HAND),
            "ask_extension": Verb(_("申请延期，等待别人决定"), HAND, public=False),
            "refuse_extension": Verb(_("没有同意延期"), HAND, public=False),
            "rebase": Verb(_("换了办理依据"), HAND),
            "urged": Verb(_("上级督促尽快办理"), "calm"),
            "urge_answered": Verb(_("对督办作了说明"), "calm"),
        },
        load=tasks_by_ids,
        title=lambda task: task.title,
        url=lambda task: reverse("workstations:task_detail", args=[task.pk]),
        can_see=lambda access, task: access.can(VIEW, task),
        audience=audience.task_audience,
        needs=audience.task_needs,
    )
)
kind_register(
    SubjectKind(
        subject_type="entrusted_affair",
        label=_("委托事项"),
        workflow=ENTRUST,
        verbs={
            "apply": Verb(_("委托单位提出了申请"), HAND),
            "receive": Verb(_("收到一期费用"), HAND),
            "ask_payout": Verb(_("社工站申请付款"), HAND, public=False),
            "approve_payout": Verb(_("一个人批准了付款，等第二个人"), HAND, public=False),
            "refuse_payout": Verb(_("没有批准付款"), HAND, public=False),
            "pay": Verb(_("两个人批准，已付款"), HAND),
            "reverse": Verb(_("冲正了一笔账"), HAND),
        },
        load=entrusted_by_ids,
        title=lambda affair: affair.title,
        url=lambda affair: reverse("workstations:entrusted", args=[affair.pk]),
        can_see=may_see_entrusted,
        audience=audience.entrusted_audience,
        needs=audience.entrusted_needs,
    )
)
kind_register(
    SubjectKind(
        subject_type="supervision_order",
        label=_("督办"),
        verbs={
            "urge": Verb(_("上级督办，请答复"), "calm", public=False),
            "answer": Verb(_("社区答复了督办"), HAND, public=False),
        },
        load=orders_by_ids,
        title=lambda order: order.urged.title,
        url=lambda order: reverse("workstations:order_detail", args=[order.pk]),
        can_see=lambda access, order: access.can("workstations.view_order", order),
        audience=audience.order_audience,
        needs=audience.order_needs,
    )
)
kind_register(
    SubjectKind(
        subject_type="assessment",
        label=_("考核"),
        verbs={"count_rating": Verb(_("居民的评价计入社工站考核"), "residents")},
        load=assessments_by_ids,
        title=lambda assessment: f"{assessment.station.name} {assessment.quarter_name}",
        url=lambda assessment: reverse(
            "workstations:station_detail", args=[assessment.station.community_id]
        ),
        can_see=lambda access, assessment: True,
        audience=audience.assessment_audience,
    )
)

picture_guard_add(may_open_evidence)

subscribe(IssueAssigned, tasks_of_issue_open)
subscribe(IssueWithdrawn, tasks_of_issue_withdrawn)
subscribe(IssueRated, lambda event: assessment_record_rating(rating_id=event.rating_id))
subscribe(ResolutionAdopted, tasks_of_resolution_open)
subscribe(ResolutionRescinded, tasks_of_resolution_rescinded)
