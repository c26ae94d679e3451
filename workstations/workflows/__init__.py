"""The state tables of execution."""

from workstations.workflows.cases import CASE, CaseStatus
from workstations.workflows.entrusted import ENTRUST, EntrustStatus
from workstations.workflows.petitions import PETITION, PetitionStatus
from workstations.workflows.tasks import OPEN_STATES, TASK, WORKING, TaskStatus

__all__ = [
    "CASE",
    "ENTRUST",
    "OPEN_STATES",
    "PETITION",
    "TASK",
    "WORKING",
    "CaseStatus",
    "EntrustStatus",
    "PetitionStatus",
    "TaskStatus",
]
