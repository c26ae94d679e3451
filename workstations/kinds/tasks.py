"""How a task is told of, and who hears."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from portal.selectors.pictures import picture_guard_add
from portal.services.kinds import ClockOf, SubjectKind, Verb, kind_register
from workstations.selectors import audience
from workstations.selectors.kinds import tasks_by_ids
from workstations.selectors.overdue_why import tasks_why
from workstations.selectors.task_detail import may_open_evidence
from workstations.workflows import TASK

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
            "split": Verb(_("拆出了一个分项"), HAND),
            "tick": Verb(_("清单打了一个勾"), HAND, public=False),
            "untick": Verb(_("清单去掉了一个勾"), HAND, public=False),
            "log_work": Verb(_("记了工时或费用"), HAND, public=False),
            "strike_work": Verb(_("作废了一条工时记录"), HAND, public=False),
            "rebase": Verb(_("换了办理依据"), HAND),
            "clock_paused": Verb(_("等反映人补充情况，时限暂停"), "residents"),
            "clock_resumed": Verb(_("反映人作了补充，时限继续"), "residents"),
            "urged": Verb(_("上级督促尽快办理"), "calm"),
            "urge_answered": Verb(_("对督办作了说明"), "calm"),
            "department": Verb(_("有关部门有了新进展"), "execution"),
        },
        load=tasks_by_ids,
        title=lambda task: task.title,
        url=lambda task: reverse("workstations:task_detail", args=[task.pk]),
        can_see=lambda access, task: access.can(VIEW, task),
        audience=audience.task_audience,
        needs=audience.task_needs,
        clock=ClockOf(
            reading=lambda task: task.clock_reading,
            hears=audience.task_clock_hears,
            why=tasks_why,
            is_inner=lambda task: task.issue_id is not None,
        ),
    )
)

picture_guard_add(may_open_evidence)
