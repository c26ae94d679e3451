"""How the nouns of deliberation go: one file per noun."""

from committees.workflows.appraisals import APPRAISAL, AppraisalStatus
from committees.workflows.complaints import COMPLAINT, ComplaintStatus
from committees.workflows.consultations import CONSULTATION, ConsultationStatus
from committees.workflows.covenants import COVENANT, CovenantStatus
from committees.workflows.demands import DEMAND, DemandStatus
from committees.workflows.disclosures import DISCLOSURE, QUESTION, UNTRUTH
from committees.workflows.elections import ELECTION, ElectionStatus
from committees.workflows.handovers import HANDOVER, HandoverStatus
from committees.workflows.matters import MATTER, MatterStatus
from committees.workflows.meetings import MEETING, MeetingStatus
from committees.workflows.minutes import MINUTES, MinutesStatus
from committees.workflows.motions import MOTION, MotionStatus
from committees.workflows.recalls import RECALL_PETITION, PetitionStatus
from committees.workflows.resolutions import RESOLUTION, ResolutionStatus
from committees.workflows.sealed import SEALED, SealedStatus

__all__ = [
    "APPRAISAL",
    "COMPLAINT",
    "CONSULTATION",
    "COVENANT",
    "DEMAND",
    "DISCLOSURE",
    "ELECTION",
    "HANDOVER",
    "MATTER",
    "MEETING",
    "MINUTES",
    "MOTION",
    "QUESTION",
    "RECALL_PETITION",
    "RESOLUTION",
    "SEALED",
    "UNTRUTH",
    "AppraisalStatus",
    "ComplaintStatus",
    "ConsultationStatus",
    "CovenantStatus",
    "DemandStatus",
    "ElectionStatus",
    "HandoverStatus",
    "MatterStatus",
    "MeetingStatus",
    "MinutesStatus",
    "MotionStatus",
    "PetitionStatus",
    "ResolutionStatus",
    "SealedStatus",
]
