"""The state tables of execution."""

from workstations.workflows.entrusted import ENTRUST, EntrustStatus
from workstations.workflows.tasks import OPEN_STATES, TASK, WORKING, TaskStatus
from workstations.workflows.transfers import PLAN, SHARE, PlanStatus, ShareStatus

__all__ = [
    "ENTRUST",
    "OPEN_STATES",
    "PLAN",
    "SHARE",
    "TASK",
    "WORKING",
    "EntrustStatus",
    "PlanStatus",
    "ShareStatus",
    "TaskStatus",
]
