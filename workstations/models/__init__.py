"""The station, its tasks, the supervision over them and its assessment."""

from workstations.models.assessments import Assessment, AssessmentRating
from workstations.models.entrusted import (
    EntrustedAffair,
    EntryKind,
    LedgerEntry,
    Payout,
    Purse,
)
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
from workstations.models.transfers import (
    TransferEntry,
    TransferEntryKind,
    TransferPlan,
    TransferPurse,
    TransferShare,
    TransferUse,
)
from workstations.models.units import Unit, UnitKind, UnitMember

__all__ = [
    "Assessment",
    "AssessmentRating",
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
    "TransferEntry",
    "TransferEntryKind",
    "TransferPlan",
    "TransferPurse",
    "TransferShare",
    "TransferUse",
    "Unit",
    "UnitKind",
    "UnitMember",
    "Workstation",
]
