"""The state tables of execution."""

from workstations.workflows.contracts import CONTRACT, ContractStatus
from workstations.workflows.entrusted import ENTRUST, EntrustStatus
from workstations.workflows.tasks import OPEN_STATES, TASK, WORKING, TaskStatus
from workstations.workflows.training import ENROLMENT, EnrolStatus
from workstations.workflows.transfers import PLAN, SHARE, PlanStatus, ShareStatus

__all__ = [
    "CONTRACT",
    "ENROLMENT",
    "ENTRUST",
    "OPEN_STATES",
    "PLAN",
    "SHARE",
    "TASK",
    "WORKING",
    "ContractStatus",
    "EnrolStatus",
    "EntrustStatus",
    "PlanStatus",
    "ShareStatus",
    "TaskStatus",
]
