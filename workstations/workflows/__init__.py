"""The state tables of execution."""

from workstations.workflows.entrusted import ENTRUST, EntrustStatus
from workstations.workflows.plans import PLAN, PlanStatus
from workstations.workflows.tasks import OPEN_STATES, TASK, WORKING, TaskStatus

__all__ = [
    "ENTRUST",
    "OPEN_STATES",
    "PLAN",
    "TASK",
    "WORKING",
    "EntrustStatus",
    "PlanStatus",
    "TaskStatus",
]
