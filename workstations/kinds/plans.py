"""How a recurring plan is told of, and who hears."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from portal.services.kinds import SubjectKind, Verb, kind_register
from workstations.selectors.audience import plan_audience
from workstations.selectors.plans import VIEW, plans_by_ids
from workstations.workflows import PLAN

kind_register(
    SubjectKind(
        subject_type="task_plan",
        label=_("工作计划"),
        workflow=PLAN,
        verbs={"plan": Verb(_("站长排了计划"), "execution")},
        load=plans_by_ids,
        title=lambda plan: plan.title,
        url=lambda plan: reverse("workstations:plan", args=[plan.pk]),
        can_see=lambda access, plan: access.can(VIEW, plan),
        audience=plan_audience,
    )
)
