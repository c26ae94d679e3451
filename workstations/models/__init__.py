"""The station, its tasks, the supervision over them and its assessment."""

from workstations.models.assessments import Assessment, AssessmentRating
from workstations.models.entrusted import (
    EntrustedAffair,
    EntryKind,
    LedgerEntry,
    Payout,
    Purse,
)
from workstations.models.plans import TaskPlan
from workstations.models.stations import Workstation
from workstations.models.supervision import SupervisionOrder
from workstations.models.task_parts import (
    ChecklistItem,
    EvidenceStage,
    ExtensionRequest,
    TaskEvidence,
    TaskExecutor,
    TaskNote,
)
from workstations.models.tasks import Task
from workstations.models.templates import CategoryBasis, TaskTemplate, TemplateLine
from workstations.models.units import Unit, UnitKind, UnitMember
from workstations.models.work_entries import WorkEntry

__all__ = [
    "Assessment",
    "AssessmentRating",
    "CategoryBasis",
    "ChecklistItem",
    "EntrustedAffair",
    "EntryKind",
    "EvidenceStage",
    "ExtensionRequest",
    "LedgerEntry",
    "Payout",
    "Purse",
    "SupervisionOrder",
    "Task",
    "TaskEvidence",
    "TaskExecutor",
    "TaskNote",
    "TaskPlan",
    "TaskTemplate",
    "TemplateLine",
    "Unit",
    "UnitKind",
    "UnitMember",
    "WorkEntry",
    "Workstation",
]
