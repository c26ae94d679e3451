"""How a leave is told of, and who hears: the person, who stands in, who decides."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from portal.services.kinds import SubjectKind, Verb, kind_register
from workstations.selectors.leave_audience import leave_audience, leave_needs, leaves_by_ids
from workstations.workflows.leaves import LEAVE, VIEW

kind_register(
    SubjectKind(
        subject_type="leave",
        label=_("请假"),
        workflow=LEAVE,
        verbs={
            "ask": Verb(_("提出了请假"), "execution", public=False),
            "look": Verb(_("查看了请假"), "calm", public=False),
        },
        load=leaves_by_ids,
        title=lambda leave: f"{leave.user.name} · {leave}",
        url=lambda leave: reverse("workstations:leave", args=[leave.pk]),
        can_see=lambda access, leave: access.can(VIEW, leave),
        audience=leave_audience,
        needs=leave_needs,
    )
)
