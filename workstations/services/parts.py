"""Parts of a task, one level deep: made by the head, weighed into the whole, ended with it."""

from datetime import date, datetime

from django.db import transaction
from django.db.models import F, Sum
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.access.checker import access_of
from portal.kernel import clock
from portal.kernel.deadlines import clock_fact
from portal.kernel.errors import RuleViolated, TransitionRefused
from portal.selectors.calendar import DAY_ENDS
from portal.services.records import record_append
from portal.services.transitions import subject_create, subject_lock, transition_apply
from workstations.models import Task, TaskTemplate
from workstations.services.templates import checklist_lay, template_lay
from workstations.workflows import WORKING, TaskStatus
from workstations.workflows.plans import PLAN_WORK

MOST_PARTS = 12
SPLITTABLE = WORKING | {TaskStatus.OPEN, TaskStatus.ASSIGNED}


@transaction.atomic
def part_open(
    *,
    actor,
    task: Task,
    title: str,
    weight: int,
    due_on: date,
    evidence_wanted: str = "",
    template: TaskTemplate | None = None,
) -> Task:
    """Split a part off ``task``: its source is the whole's, its executor its own. The same title
    again is the same part. RuleViolated on ``title``, ``weight`` or ``due_on``; TransitionRefused
    on a part, or once the whole has been handed in."""
    whole = subject_lock(task)
    access = access_of(actor)
    access.require(PLAN_WORK, whole)
    known = whole.parts.exclude(status=TaskStatus.CANCELLED).filter(title=title.strip()).first()
    if known is not None:
        return known
    if whole.parent_id:
        raise TransitionRefused(_("分项不能再拆：只有一层。"), code="deep")
    if whole.status not in SPLITTABLE:
        raise TransitionRefused(_("任务已经交付或结束，不能再拆分。"), code="state")
    _check(whole, title, weight, due_on)
    part = Task(
        community_id=whole.community_id,
        subdistrict_id=whole.subdistrict_id,
        district_id=whole.district_id,
        created_at=clock.now(),
        station_id=whole.station_id,
        parent=whole,
        title=title.strip(),
        weight=weight,
        due_at=timezone.make_aware(datetime.combine(due_on, DAY_ENDS)),
        evidence_wanted=evidence_wanted.strip(),
    )
    post = access.post_for(PLAN_WORK, whole)
    data = {"source": "part", "whole": whole.pk, "weight": weight}
    data |= clock_fact("started", after=part.due_at)
    subject_create(template_lay(part, template), actor=actor, post=post, verb="open", data=data)
    checklist_lay(part, template)
    data = {"part": part.pk, "weight": weight}
    record_append(subject=whole, verb="split", actor=actor, post=post, data=data)
    whole_weigh(part)
    return part


def _check(whole: Task, title: str, weight: int, due_on: date) -> None:
    if not title.strip():
        raise RuleViolated(_("请填写。"), field="title", code="required")
    if not 1 <= weight <= 100:
        raise RuleViolated(_("权重是 1 到 100 的数。"), field="weight", code="range")
    last = timezone.localtime(whole.due_at).date()
    if not clock.today() <= due_on <= max(last, clock.today()):
        words = _("要在今天到 %(last)s 之间。") % {"last": last.isoformat()}
        raise RuleViolated(words, field="due_on", code="due")
    if whole.parts.exclude(status=TaskStatus.CANCELLED).count() >= MOST_PARTS:
        raise RuleViolated(_("一项任务最多拆成 12 个分项。"), field="title", code="too_many")


def percent_weighed(task_id: int) -> int | None:
    """How far the parts of the task have come, each by its weight, in whole per cent rounded
    down; None without parts. Called-off parts do not count. One statement."""
    rows = Task.objects.filter(parent=task_id).exclude(status=TaskStatus.CANCELLED)
    sums = rows.aggregate(done=Sum(F("weight") * F("percent")), whole=Sum("weight"))
    return sums["done"] // sums["whole"] if sums["whole"] else None


def whole_weigh(part: Task) -> None:
    """Write the weighed progress onto the whole of ``part``, which the part's step has locked."""
    if part.parent_id is None:
        return
    percent = percent_weighed(part.parent_id)
    if percent is not None:
        Task.objects.filter(pk=part.parent_id).exclude(percent=percent).update(percent=percent)


def parts_end(whole: Task, remark: str) -> None:
    """The whole was called off: its open parts end with it."""
    for part in Task.objects.open().filter(parent=whole.pk).order_by("pk"):
        words = {"remark": remark, "remark_is_public": True, "data": {"whole": whole.pk}}
        transition_apply(part, "cancel_with_source", **words)
