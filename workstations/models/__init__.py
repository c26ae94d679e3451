"""The station, its tasks, the supervision over them and its assessment."""

from workstations.models.assessments import Assessment, AssessmentRating
from workstations.models.entrusted import (
    EntrustedAffair,
    EntryKind,
    LedgerEntry,
    Payout,
    Purse,
)
from workstations.models.referrals import Referral
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
from workstations.models.whistles import Whistle, WhistleCall, WhistleKind, WhistleRequest

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
    "Referral",
    "SupervisionOrder",
    "Task",
    "TaskEvidence",
    "TaskExecutor",
    "TaskNote",
    "Unit",
    "UnitKind",
    "UnitMember",
    "Whistle",
    "WhistleCall",
    "WhistleKind",
    "WhistleRequest",
    "Workstation",
]
