"""How a task comes to be: from an assigned issue, an item of a resolution, or an order."""

from datetime import datetime

from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from committees.selectors.resolutions import standing_resolution_for
from portal.access.checker import access_of
from portal.kernel import clock
from portal.kernel.deadlines import clock_fact
from portal.kernel.errors import NotFound, RuleViolated
from portal.selectors.calendar import DAY_ENDS, deadline_after
from portal.services.transitions import subject_create, transition_apply
from workstations.models import SupervisionOrder, Task, Workstation
from workstations.services.grounds import duty_for_routine
from workstations.services.parts import parts_end
from workstations.services.templates import checklist_lay, template_lay, template_of_category
from workstations.workflows import TaskStatus

DEFAULT_DAYS = 7


def _station_at(community_id: int) -> Workstation:
    station = Workstation.objects.filter(community_id=community_id).first()
    if station is None:
        raise RuleViolated(_("这个社区还没有设立社工站。"), field="station", code="no_station")
    return station


@transaction.atomic
def task_open_from_issue(*, actor, issue) -> Task:
    """Open the task of an assigned issue, under the standing resolution of the community or, where
    there is none, under the entry of the lists of powers that its category names; the template of
    the category is applied. A second call finds the first one's task. RuleViolated without any
    ground."""
    known = Task.objects.open().filter(issue=issue).first()
    if known is not None:
        return known
    basis = standing_resolution_for(issue.community_id)
    station = _station_at(issue.community_id)
    template = template_of_category(station.pk, issue.category_id)
    task = Task(
        **_chain(issue),
        station=station,
        issue=issue,
        basis=basis,
        duty=None if basis else duty_for_routine(issue.category_id),
        title=issue.title,
        description=issue.text,
        due_at=issue.due_at or deadline_after(clock.now(), DEFAULT_DAYS, "d"),
        clock_paused_at=issue.clock_paused_at,
    )
    post = access_of(actor).post_for("resident_affairs.triage_issue", issue) if actor else None
    data = {"source": "issue", "category": issue.category_id, "round": issue.reopen_count}
    data |= {"duty": task.duty_id} | clock_fact("started", after=task.due_at)
    subject_create(template_lay(task, template), actor=actor, post=post, verb="open", data=data)
    checklist_lay(task, template)
    return task


@transaction.atomic
def task_open_from_action_item(*, actor, item, resolution) -> Task:
    """Open the task of one action item; a second call finds the first one's task."""
    known = Task.objects.filter(action_item=item).first()
    if known is not None:
        return known
    task = Task(
        **_chain(resolution),
        station=_station_at(resolution.community_id),
        action_item=item,
        title=item.what,
        due_at=timezone.make_aware(datetime.combine(item.due_on, DAY_ENDS)),
        evidence_wanted=item.evidence_wanted,
        cost_fen=item.cost_fen,
    )
    post = access_of(actor).post_for("committees.chair_meeting", resolution) if actor else None
    data = {"source": "resolution", "resolution": resolution.pk, "item": item.position}
    subject_create(
        task,
        actor=actor,
        post=post,
        verb="open",
        data=data | clock_fact("started", after=task.due_at),
    )
    return task


@transaction.atomic
def task_cancel_with_source(*, task, remark: str, data: dict) -> Task:
    """The issue was withdrawn or the resolution rescinded: the task ends with it."""
    words = {"remark": remark, "remark_is_public": True, "data": data}
    task = transition_apply(task, "cancel_with_source", **words).subject
    parts_end(task, remark)
    return task


def _chain(source) -> dict:
    return {
        "community_id": source.community_id,
        "subdistrict_id": source.subdistrict_id,
        "district_id": source.district_id,
        "created_at": clock.now(),
    }


@transaction.atomic
def task_open_from_order(*, actor, order: SupervisionOrder) -> Task:
    """The head of the station opens the task of what a supervision case ordered to be put right:
    its source is the order. A second call finds the first one's task. NotFound for an order that
    only urges what already has its own task or route; Refused."""
    if connection.features.has_select_for_update:
        rows = SupervisionOrder.objects.select_for_update(of=("self",), no_key=True)
        order = rows.get(pk=order.pk)
    access = access_of(actor)
    access.require("workstations.assign_task", order)
    if order.rectification_id is None:
        raise NotFound()
    known = Task.objects.filter(order=order).exclude(status=TaskStatus.CANCELLED).first()
    if known is not None:
        return known
    wanted = order.rectification
    task = Task(
        **_chain(order),
        station=_station_at(order.community_id),
        order=order,
        title=wanted.title,
        description=wanted.text,
        due_at=timezone.make_aware(datetime.combine(wanted.due_on, DAY_ENDS)),
        evidence_wanted=_("整改前后的照片"),
    )
    post = access.post_for("workstations.assign_task", order)
    data = {"source": "order", "order": order.pk} | clock_fact("started", after=task.due_at)
    subject_create(task, actor=actor, post=post, verb="open", data=data)
    return task
