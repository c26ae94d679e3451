"""The station, its tasks, the supervision over them and its assessment."""

from workstations.models.assessments import Assessment, AssessmentRating
from workstations.models.cases import (
    CaseBody,
    CaseComplaint,
    CaseFinding,
    CaseLevel,
    CaseNote,
    CaseParty,
    CaseSource,
    NoteKind,
    PartyKind,
    RectificationOrder,
    SupervisionCase,
)
from workstations.models.entrusted import (
    EntrustedAffair,
    EntryKind,
    LedgerEntry,
    Payout,
    Purse,
)
from workstations.models.inspections import Inspection, InspectionLine, LineResult
from workstations.models.petitions import Petition, PetitionClaim
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
from workstations.models.units import Unit, UnitKind, UnitMember

__all__ = [
    "Assessment",
    "AssessmentRating",
    "CaseBody",
    "CaseComplaint",
    "CaseFinding",
    "CaseLevel",
    "CaseNote",
    "CaseParty",
    "CaseSource",
    "EntrustedAffair",
    "EntryKind",
    "EvidenceStage",
    "ExtensionRequest",
    "Inspection",
    "InspectionLine",
    "LedgerEntry",
    "LineResult",
    "NoteKind",
    "PartyKind",
    "Payout",
    "Petition",
    "PetitionClaim",
    "Purse",
    "RectificationOrder",
    "SupervisionCase",
    "SupervisionOrder",
    "Task",
    "TaskEvidence",
    "TaskExecutor",
    "TaskNote",
    "Unit",
    "UnitKind",
    "UnitMember",
    "Workstation",
]
