"""Recurring plans: made, changed, paused, resumed, ended."""

from portal.api.acts import Act, by_pk, plain_acts
from workstations.api.acts.base import changing, making
from workstations.forms import plans as forms
from workstations.selectors import plans as read
from workstations.selectors.entrusted import duties_to_name
from workstations.selectors.stations import staff_with_load
from workstations.services import plans as write
from workstations.workflows import PLAN
from workstations.workflows.plans import PLAN_WORK


def _offered(station) -> dict:
    words = {"duties": duties_to_name(), "templates": read.templates_to_use(station.pk)}
    return words | {"people": staff_with_load(station.community_id)}


def _drafted(_access, _thing, form) -> dict:
    return {"draft": form.draft()}


ACTS = (
    Act(
        path="plans",
        permission=PLAN_WORK,
        says="Make a plan; what falls due within its lead is made at once.",
        find=read.station_planned,
        noun="station",
        form=forms.PlanForm,
        offers=lambda _access, station: _offered(station),
        shape=making("Plan", forms.PlanForm),
        takes=("submit_key",),
        words=_drafted,
        service=write.plan_add,
        makes=True,
    ),
    Act(
        path="plans/<key:pk>/change",
        permission=PLAN_WORK,
        says="Change it, whole, from the next day on that has no task yet.",
        find=by_pk(read.plan_for, PLAN_WORK),
        noun="plan",
        form=forms.PlanForm,
        offers=lambda _access, plan: _offered(plan.station),
        shape=changing("PlanChange", forms.PlanForm),
        takes=("version",),
        words=_drafted,
        service=write.plan_change,
    ),
    *plain_acts(
        "plans",
        PLAN,
        ("pause", "resume", "end"),
        write.plan_step,
        find=by_pk(read.plan_for),
        noun="plan",
    ),
)
