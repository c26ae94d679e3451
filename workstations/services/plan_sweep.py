"""The sweep of recurring plans: each day of a plan has its task exactly once, however often the
worker dies or how many of them run."""

from datetime import date, datetime, timedelta

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.kernel import clock
from portal.kernel.deadlines import clock_fact
from portal.kernel.errors import RuleViolated
from portal.models import Duty
from portal.selectors.calendar import DAY_ENDS, is_working_day
from portal.selectors.duties import wording_on
from portal.services.transitions import subject_create, transition_apply
from workstations.models import Task, TaskPlan
from workstations.recurrence import occurrences
from workstations.services.assigning import assignee_check, task_give_by_plan
from workstations.services.templates import checklist_lay, template_lay
from workstations.workflows import PlanStatus

BATCH = 50


def plans_sweep() -> int:
    """Make what has fallen due; returns how many tasks. Due work lies in the rows: each batch is
    one transaction, rows in another worker's hands are left to it, and a kill undoes the batch."""
    made = 0
    while (done := _batch()) is not None:
        made += done
    return made


@transaction.atomic
def _batch() -> int | None:
    """The next plans that nobody has looked at today; None when there are none."""
    rows = TaskPlan.objects.select_for_update(skip_locked=True, of=("self",), no_key=True)
    rows = rows.filter(status=PlanStatus.ACTIVE, swept_on__lt=clock.today())
    plans = list(rows.order_by("swept_on", "pk")[:BATCH])
    if not plans:
        return None
    return sum(plan_make(plan) for plan in plans)


@transaction.atomic
def plan_make(plan: TaskPlan) -> int:
    """The tasks of ``plan`` (locked by the caller) that are due up to today and its lead, each
    once; returns how many. A plan whose entry is off its list is paused, one past its end
    is ended."""
    if plan.status != PlanStatus.ACTIVE:
        return 0
    today = clock.today()
    until = today + timedelta(days=plan.lead_days)
    duty = wording_on(plan.duty.list_kind, plan.duty.number, today)
    if duty is None:
        words = _("依据的条目已从清单撤下：%(entry)s") % {"entry": str(plan.duty)}
        transition_apply(plan, "lapse", remark=words, remark_is_public=True)
        return 0
    days = occurrences(plan.rule, plan.made_through, until, is_working_day)
    made = sum(_day_make(plan, duty, day) for day in days)
    plan.made_through, plan.swept_on = max(plan.made_through, until), today
    plan.save(update_fields=["made_through", "swept_on"])
    if plan.valid_to is not None and today > plan.valid_to:
        transition_apply(plan, "run_out")
    return made


def _day_make(plan: TaskPlan, duty: Duty, day: date) -> bool:
    """The task of one day, unless it stands already. A day that was missed is due today."""
    task = Task(
        community_id=plan.community_id,
        subdistrict_id=plan.subdistrict_id,
        district_id=plan.district_id,
        created_at=clock.now(),
        station_id=plan.station_id,
        plan=plan,
        occurs_on=day,
        duty=duty,
        title=plan.title,
        description=plan.text,
        due_at=timezone.make_aware(datetime.combine(max(day, clock.today()), DAY_ENDS)),
    )
    template_lay(task, plan.template)
    data = {"source": "plan", "plan": plan.pk, "day": day.isoformat()}
    data |= clock_fact("started", after=task.due_at)
    try:
        with transaction.atomic():
            subject_create(task, actor=None, post=None, verb="open", data=data)
    except IntegrityError:  # made before: the day keeps the task it has
        return False
    checklist_lay(task, plan.template)
    _give(task, plan)
    return True


def _give(task: Task, plan: TaskPlan) -> None:
    """To whom the plan names, if they still work there; else it waits for the head."""
    if plan.assignee_id is None:
        return
    try:
        assignee_check(plan.community_id, plan.assignee)
    except RuleViolated:
        return
    task_give_by_plan(task=task, assignee=plan.assignee)
