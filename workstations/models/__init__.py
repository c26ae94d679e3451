"""The station, its tasks, the supervision over them and its assessment."""

from workstations.models.assessments import Assessment, AssessmentRating
from workstations.models.stations import Workstation
from workstations.models.supervision import SupervisionOrder
from workstations.models.tasks import (
    EvidenceStage,
    ExtensionRequest,
    Task,
    TaskEvidence,
    TaskExecutor,
    TaskNote,
)

__all__ = [
    "Assessment",
    "AssessmentRating",
    "EvidenceStage",
    "ExtensionRequest",
    "SupervisionOrder",
    "Task",
    "TaskEvidence",
    "TaskExecutor",
    "TaskNote",
    "Workstation",
]
