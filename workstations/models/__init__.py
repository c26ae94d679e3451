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
from workstations.models.contracts import Contract, Employment, EndGround
from workstations.models.entrusted import EntrustedAffair, EntryKind, LedgerEntry, Payout, Purse
from workstations.models.inspections import Inspection, InspectionLine, LineResult
from workstations.models.leaves import Leave, LeaveKind
from workstations.models.petitions import Petition, PetitionClaim
from workstations.models.plans import TaskPlan
from workstations.models.posts import PostKind, StationPost
from workstations.models.profiles import Education, StaffProfile
from workstations.models.referrals import Referral
from workstations.models.replies import ReplyTemplate
from workstations.models.saved_filters import SavedFilter
from workstations.models.score_schemes import (
    EvidenceKind,
    Grade,
    Scored,
    ScoreIndicator,
    ScoreScheme,
)
from workstations.models.secondments import Secondment, SecondmentKind
from workstations.models.staff_scores import ScoreBody, ScoreRecusal, ScoreSheet, StaffScore
from workstations.models.station_reviews import StationReview
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
from workstations.models.training import Course, Enrolment, Topic, TrainingNeed
from workstations.models.transfers import (
    TransferEntry,
    TransferEntryKind,
    TransferPlan,
    TransferPurse,
    TransferShare,
    TransferUse,
)
from workstations.models.units import Unit, UnitKind, UnitMember
from workstations.models.whistles import Whistle, WhistleCall, WhistleKind, WhistleRequest
from workstations.models.work_entries import WorkEntry
from workstations.models.year_results import YearResult

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
    "CategoryBasis",
    "ChecklistItem",
    "Contract",
    "Course",
    "Education",
    "Employment",
    "EndGround",
    "Enrolment",
    "EntrustedAffair",
    "EntryKind",
    "EvidenceKind",
    "EvidenceStage",
    "ExtensionRequest",
    "Grade",
    "Inspection",
    "InspectionLine",
    "Leave",
    "LeaveKind",
    "LedgerEntry",
    "LineResult",
    "NoteKind",
    "PartyKind",
    "Payout",
    "Petition",
    "PetitionClaim",
    "PostKind",
    "Purse",
    "RectificationOrder",
    "Referral",
    "ReplyTemplate",
    "SavedFilter",
    "ScoreBody",
    "ScoreIndicator",
    "ScoreRecusal",
    "ScoreScheme",
    "ScoreSheet",
    "Scored",
    "Secondment",
    "SecondmentKind",
    "StaffProfile",
    "StaffScore",
    "StationPost",
    "StationReview",
    "SupervisionCase",
    "SupervisionOrder",
    "Task",
    "TaskEvidence",
    "TaskExecutor",
    "TaskNote",
    "TaskPlan",
    "TaskTemplate",
    "TemplateLine",
    "Topic",
    "TrainingNeed",
    "TransferEntry",
    "TransferEntryKind",
    "TransferPlan",
    "TransferPurse",
    "TransferShare",
    "TransferUse",
    "Unit",
    "UnitKind",
    "UnitMember",
    "Whistle",
    "WhistleCall",
    "WhistleKind",
    "WhistleRequest",
    "WorkEntry",
    "Workstation",
    "YearResult",
]
