"""Who has a task in hand: assigned by the head, returned, handed over to a colleague."""

from django.db import transaction
from django.utils.translation import gettext as _

from portal.access.checker import access_of
from portal.kernel import clock
from portal.kernel.errors import RuleViolated
from portal.selectors.calendar import deadline_after
from portal.services.transitions import transition_apply
from workstations.models import Task, TaskExecutor
from workstations.selectors.stations import is_committee_member, is_station_staff
from workstations.services.grounds import committee_refusal
from workstations.services.telling import place_of, task_told

EXECUTE = "workstations.execute_task"


@transaction.atomic
def task_assign(*, actor, task, assignee, remark: str = "", version: int | None = None) -> Task:
    """Give the task to somebody of the station, or to somebody else than before."""
    access_of(actor).require("workstations.assign_task", task)
    return _give(actor, "assign", task, assignee, remark, version)


@transaction.atomic
def task_hand_over(*, actor, task, assignee, remark: str, version: int | None = None) -> Task:
    """The assignee passes it on to a colleague, with the reason."""
    access_of(actor).require(EXECUTE, task)
    if assignee is not None and assignee.pk == actor.pk:
        raise RuleViolated(_("请选择另一位同事。"), field="assignee", code="self")
    return _give(actor, "hand_over", task, assignee, remark, version)


@transaction.atomic
def task_return(*, actor, task, remark: str, version: int | None = None) -> Task:
    """The assignee gives it back to the head, with the reason."""
    changes = {"assignee": None}
    return transition_apply(
        task, "return", actor=actor, version=version, remark=remark, changes=changes
    ).subject


RETURN_DAYS = 1  # working days, DOMAIN d


def _give(actor, step: str, task, assignee, remark, version) -> Task:
    _check_assignee(task, assignee)
    done = transition_apply(
        task,
        step,
        actor=actor,
        version=version,
        remark=remark,
        changes={
            "assignee": assignee,
            "return_by": deadline_after(clock.now(), RETURN_DAYS, "wd"),
        },
        data={"assignee": assignee.pk},
    )
    task = done.subject
    TaskExecutor.objects.bulk_create(
        [TaskExecutor(task=task, user=assignee)], ignore_conflicts=True
    )
    task_told(actor=actor, task=task, what="task_assigned", **place_of(done.record))
    return task


@transaction.atomic
def task_give_by_plan(*, task, assignee) -> Task:
    """The house gives a task just made by a plan to whom the plan names (checked before)."""
    changes = {"assignee": assignee, "return_by": deadline_after(clock.now(), RETURN_DAYS, "wd")}
    data = {"assignee": assignee.pk}
    task = transition_apply(task, "give_by_plan", changes=changes, data=data).subject
    TaskExecutor.objects.bulk_create(
        [TaskExecutor(task=task, user=assignee)], ignore_conflicts=True
    )
    return task


def assignee_check(community_id: int, assignee) -> None:
    """Only the station of the community executes, and nobody who sits on its committee, whose
    burden of administrative tasks is none: RuleViolated on ``assignee`` names the entries."""
    is_staff = assignee is not None and is_station_staff(assignee.pk, community_id)
    if not is_staff or is_committee_member(assignee.pk, community_id):
        raise RuleViolated(committee_refusal(), field="assignee", code="not_station")


def _check_assignee(task, assignee) -> None:
    """Only the station of the community executes, and nobody who voted (I1)."""
    assignee_check(task.community_id, assignee)
    if task.was_voted_by(assignee.pk):
        raise RuleViolated(
            _("这位同事参加过这项决议的表决，不能承办它的任务（议行分设）。"),
            field="assignee",
            code="voted",
        )
