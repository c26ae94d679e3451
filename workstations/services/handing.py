"""Many tasks given to one person in one act: each is checked on its own."""

from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from portal.access.checker import access_of
from portal.kernel.errors import DomainError, NotFound, RuleViolated
from workstations.models import Task
from workstations.selectors.workload import ASSIGN, MOST
from workstations.services.assigning import task_assign


@dataclass(frozen=True)
class Refusal:
    """A task that stayed where it was, and why."""

    task: Task
    why: str


@dataclass(frozen=True)
class Handed:
    """What became of a pile: given, found with that person already, or refused."""

    given: list[Task] = field(default_factory=list)
    already: list[Task] = field(default_factory=list)
    refused: list[Refusal] = field(default_factory=list)


def tasks_hand(*, actor, pks, assignee, remark: str = "") -> Handed:
    """Give up to 100 tasks of the head's station to ``assignee``: those of nobody, and those that
    somebody has in hand, then with the reason. Each is its own transaction with its own row of the
    record, so that one refused holds up no other and a second sending finds the rest done.

    NotFound when one is foreign or missing, before anything is done; Refused; RuleViolated on
    ``tasks``, ``assignee`` or ``remark``."""
    access = access_of(actor)
    access.require(ASSIGN)
    wanted = sorted(set(pks))
    if not wanted:
        raise RuleViolated(_("请勾选任务。"), field="tasks", code="required")
    if len(wanted) > MOST:
        raise RuleViolated(_("一次最多 100 件。"), field="tasks", code="too_many")
    if assignee is None:
        raise RuleViolated(_("请选择派给谁。"), field="assignee", code="required")
    rows = Task.objects.filter(access.scope(ASSIGN), pk__in=wanted)
    tasks = list(rows.select_related("assignee", "parent").order_by("due_at", "id"))
    if len(tasks) != len(wanted):
        raise NotFound()
    moved = any(task.assignee_id not in {None, assignee.pk} for task in tasks)
    if moved and not remark.strip():
        raise RuleViolated(
            _("从一个人手上转给另一个人，请写明理由。"), field="remark", code="required"
        )
    return _each(actor, tasks, assignee, remark)


def _each(actor, tasks, assignee, remark) -> Handed:
    handed = Handed()
    for task in tasks:
        if task.is_open and task.assignee_id == assignee.pk:
            handed.already.append(task)
            continue
        try:
            words = {"assignee": assignee, "remark": remark, "version": task.version}
            handed.given.append(task_assign(actor=actor, task=task, **words))
        except DomainError as error:
            handed.refused.append(Refusal(task, str(error.message)))
    return handed
