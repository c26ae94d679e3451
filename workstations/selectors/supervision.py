"""Supervision orders: what was urged and answered, and what could be urged."""

from django.db.models import Q

from portal.kernel import clock
from portal.kernel.errors import NotFound
from portal.models.subjects import LEVEL_FIELDS
from resident_affairs.models import Issue
from workstations.models import SupervisionOrder, Task
from workstations.selectors.tasks import Page
from workstations.workflows import TaskStatus

VIEW = "workstations.view_order"
PAGE = 20


def orders_visible(access):
    """The orders of the person's divisions."""
    reach = Q(pk__in=[])
    for post in access.posts_with(VIEW):
        reach |= Q(**{LEVEL_FIELDS[post.level]: post.division_id})
    rows = SupervisionOrder.objects.filter(reach)
    return rows.select_related(
        "community", "issue", "task", "rectification", "urged_by", "answered_by", "in_place_of"
    )


def orders_listed(access, *, is_open: bool | None = None, before: int | None = None) -> Page:
    """Newest first, twenty at a time."""
    rows = orders_visible(access)
    if is_open is not None:
        rows = rows.filter(answered_at__isnull=is_open)
    if before:
        rows = rows.filter(pk__lt=before)
    found = list(rows.order_by("-id")[: PAGE + 1])
    return Page(found[:PAGE], found[PAGE - 1].pk if len(found) > PAGE else None)


def order_for(access, pk: int) -> SupervisionOrder:
    """One order; NotFound unless in scope."""
    order = orders_visible(access).filter(pk=pk).first()
    if order is None:
        raise NotFound()
    return order


def order_links(access, order: SupervisionOrder) -> dict:
    """Where one goes on from an order: ``task`` opened from it, ``may_open_task`` whether the
    person may open one, ``may_open_case`` whether they may open a case about it."""
    if order.rectification_id is None:
        return {"may_open_case": access.can("workstations.open_case", order)}
    task = order.tasks.exclude(status=TaskStatus.CANCELLED).first()
    may = task is None and access.can("workstations.assign_task", order)
    return {"task": task, "may_open_task": may}


def orders_to_answer(access) -> list[SupervisionOrder]:
    """What still has to be answered by this person's community."""
    posts = access.posts_with("workstations.answer_order")
    rows = SupervisionOrder.objects.filter(
        community__in=[post.division_id for post in posts], answered_at__isnull=True
    )
    rows = rows.select_related("community", "issue", "task", "rectification", "urged_by")
    return list(rows.order_by("answer_due_at", "id")[:20])


def urged_named(access, *, issue_id: int | None, task_id: int | None):
    """The (issue, task) somebody wants to urge, one of them None; NotFound out of scope."""
    if (issue_id is None) == (task_id is None):
        raise NotFound()
    model, pk = (Issue, issue_id) if issue_id else (Task, task_id)
    found = access.fetch(model.objects.select_related("community"), "workstations.urge", pk=pk)
    return (found, None) if issue_id else (None, found)


def overdue_to_urge(access) -> dict:
    """What is overdue in an official's divisions and not being urged, oldest first."""
    reach = access.scope("workstations.urge")
    moment = clock.now()
    open_orders = SupervisionOrder.objects.filter(answered_at__isnull=True)
    issues = (
        Issue.objects.filter(reach)
        .overdue(moment)
        .exclude(pk__in=open_orders.filter(issue__isnull=False).values("issue"))
    )
    tasks = (
        Task.objects.filter(reach)
        .overdue(moment)
        .exclude(pk__in=open_orders.filter(task__isnull=False).values("task"))
    )
    related = ("community", "subdistrict")
    return {
        "issues": list(issues.select_related(*related, "category").order_by("due_at")[:20]),
        "tasks": list(
            tasks.filter(issue__isnull=True)
            .select_related("community", "assignee")
            .order_by("due_at")[:20]
        ),
    }
