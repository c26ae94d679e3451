"""The state tables of execution."""

from workstations.workflows.contracts import CONTRACT, ContractStatus
from workstations.workflows.entrusted import ENTRUST, EntrustStatus
from workstations.workflows.tasks import OPEN_STATES, TASK, WORKING, TaskStatus
from workstations.workflows.training import ENROLMENT, EnrolStatus

__all__ = [
    "CONTRACT",
    "ENROLMENT",
    "ENTRUST",
    "OPEN_STATES",
    "TASK",
    "WORKING",
    "ContractStatus",
    "EnrolStatus",
    "EntrustStatus",
    "TaskStatus",
]
