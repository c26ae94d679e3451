"""Recurring plans: made, changed, paused, resumed and ended by the head of the station."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from portal.access.checker import access_of
from portal.kernel import clock
from portal.kernel.errors import NotFound, RuleViolated, TransitionRefused
from portal.models import Duty, User
from portal.selectors.duties import wording_on
from portal.services.transitions import subject_create, transition_apply
from workstations.models import TaskPlan, TaskTemplate, Workstation
from workstations.recurrence import Rhythm, Shift
from workstations.services.assigning import assignee_check
from workstations.services.grounds import duty_check
from workstations.services.plan_sweep import plan_make
from workstations.workflows.plans import PLAN_WORK

DAY = timedelta(days=1)
MOST_LEAD = 30
WORDS = ("title", "text", "rhythm", "weekdays", "month_day", "month", "shift", "lead_days")
PLAIN = {"pause", "end"}


@dataclass(frozen=True, kw_only=True)
class PlanDraft:
    """What a plan says. ``weekdays`` is digits 1 (Monday) to 7; ``assignee`` None = the head's own
    queue; both dates inclusive."""

    title: str
    duty: Duty | None
    rhythm: str
    valid_from: date
    text: str = ""
    weekdays: str = ""
    month_day: int | None = None
    month: int | None = None
    shift: str = Shift.NEXT
    lead_days: int = 0
    valid_to: date | None = None
    template: TaskTemplate | None = None
    assignee: User | None = None

    @property
    def fields(self) -> dict:
        """As the columns hold it: only what its rhythm asks for."""
        found = {name: getattr(self, name) for name in WORDS}
        found |= {"title": self.title.strip(), "text": self.text.strip()}
        if self.rhythm != Rhythm.WEEKLY:
            found["weekdays"] = ""
        if self.rhythm not in {Rhythm.MONTHLY, Rhythm.YEARLY}:
            found["month_day"] = None
        if self.rhythm != Rhythm.YEARLY:
            found["month"] = None
        found["weekdays"] = "".join(sorted(set(found["weekdays"])))
        return found | {"valid_from": self.valid_from, "valid_to": self.valid_to}


def _check(draft: PlanDraft, station: Workstation) -> None:
    if not draft.title.strip():
        raise RuleViolated(_("请填写。"), field="title", code="required")
    _check_rhythm(draft)
    if not 0 <= draft.lead_days <= MOST_LEAD:
        raise RuleViolated(_("最多提前 30 天。"), field="lead_days", code="range")
    if draft.valid_to is not None and draft.valid_to < max(draft.valid_from, clock.today()):
        raise RuleViolated(_("止日不能早于始日和今天。"), field="valid_to", code="order")
    if draft.template is not None and draft.template.station_id != station.pk:
        raise NotFound()
    if draft.assignee is not None:
        assignee_check(station.community_id, draft.assignee)
    duty_check(draft.duty)


def _check_rhythm(draft: PlanDraft) -> None:
    for name, allowed in (("rhythm", Rhythm), ("shift", Shift)):
        if getattr(draft, name) not in allowed.values:
            raise RuleViolated(_("请选择。"), field=name, code="invalid")
    if draft.rhythm == Rhythm.WEEKLY and not (
        draft.weekdays and set(draft.weekdays) <= set("1234567")
    ):
        raise RuleViolated(_("请选择星期几。"), field="weekdays", code="required")
    if draft.rhythm in {Rhythm.MONTHLY, Rhythm.YEARLY} and not 1 <= (draft.month_day or 0) <= 31:
        raise RuleViolated(_("请填写几号（1 到 31）。"), field="month_day", code="range")
    if draft.rhythm == Rhythm.YEARLY and not 1 <= (draft.month or 0) <= 12:
        raise RuleViolated(_("请填写几月。"), field="month", code="range")


@transaction.atomic
def plan_add(*, actor, station: Workstation, draft: PlanDraft, submit_key) -> TaskPlan:
    """Make a plan of ``station``; what falls due within its lead is made at once. The same
    ``submit_key`` is the same plan. RuleViolated at its field."""
    place, today = station.community, clock.today()
    plan = TaskPlan(
        community_id=place.pk,
        subdistrict_id=place.parent_id,
        district_id=place.parent.parent_id,
        created_at=clock.now(),
        station=station,
        duty=draft.duty,
        template=draft.template,
        assignee=draft.assignee,
        made_through=max(draft.valid_from, today) - DAY,
        swept_on=today - DAY,
        submit_key=submit_key,
        **draft.fields,
    )
    access = access_of(actor)
    access.require(PLAN_WORK, plan)
    known = TaskPlan.objects.filter(submit_key=submit_key, station=station).first()
    if known is not None:
        return known
    _check(draft, station)
    if draft.valid_from < today:
        raise RuleViolated(_("不能从过去的日子开始。"), field="valid_from", code="past")
    post = access.post_for(PLAN_WORK, plan)
    data = {"duty": draft.duty.pk, "rhythm": draft.rhythm}
    try:
        with transaction.atomic():
            subject_create(plan, actor=actor, post=post, verb="plan", data=data)
    except IntegrityError as error:
        words = _("这份表单已经用过，请重新填写。")
        raise RuleViolated(words, field="submit_key", code="used") from error
    plan_make(plan)
    return plan


@transaction.atomic
def plan_change(*, actor, plan: TaskPlan, draft: PlanDraft, version: int | None = None) -> TaskPlan:
    """Change it from the next day on that has no task yet; tasks that were made stay. RuleViolated
    at its field; StaleWrite."""
    access_of(actor).require(PLAN_WORK, plan)
    _check(draft, plan.station)
    own = {"duty": draft.duty, "template": draft.template, "assignee": draft.assignee}
    changes = draft.fields | own
    changed = sorted(name for name, value in changes.items() if getattr(plan, name) != value)
    if not changed:
        return plan
    changes["swept_on"] = clock.today() - DAY
    words = {"changes": changes, "data": {"changed": changed}, "version": version}
    plan = transition_apply(plan, "change", actor=actor, **words).subject
    plan_make(plan)
    return plan


@transaction.atomic
def plan_resume(*, actor, plan: TaskPlan, version: int | None = None) -> TaskPlan:
    """Go on from today: the days of the pause are not made up for. TransitionRefused when it is
    not paused, or when its entry is off the list."""
    access_of(actor).require(PLAN_WORK, plan)
    if wording_on(plan.duty.list_kind, plan.duty.number) is None:
        words = _("依据的条目已不在清单上，请先修改计划、另选一条。")
        raise TransitionRefused(words, code="off_list")
    today = clock.today()
    changes = {"made_through": max(plan.made_through, today - DAY), "swept_on": today - DAY}
    plan = transition_apply(plan, "resume", actor=actor, version=version, changes=changes).subject
    plan_make(plan)
    return plan


@transaction.atomic
def plan_step(
    *, actor, plan: TaskPlan, name: str, remark: str = "", version: int | None = None
) -> TaskPlan:
    """Pause, resume or end it. NotFound for any other step."""
    if name == "resume":
        return plan_resume(actor=actor, plan=plan, version=version)
    if name not in PLAIN:
        raise NotFound()
    return transition_apply(plan, name, actor=actor, version=version, remark=remark).subject
