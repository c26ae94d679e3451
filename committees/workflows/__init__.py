"""How the nouns of deliberation go: one file per noun."""

from committees.workflows.consultations import CONSULTATION, ConsultationStatus
from committees.workflows.covenants import COVENANT, CovenantStatus
from committees.workflows.handovers import HANDOVER, HandoverStatus
from committees.workflows.matters import MATTER, MatterStatus
from committees.workflows.meetings import MEETING, MeetingStatus
from committees.workflows.minutes import MINUTES, MinutesStatus
from committees.workflows.motions import MOTION, MotionStatus
from committees.workflows.resolutions import RESOLUTION, ResolutionStatus

__all__ = [
    "CONSULTATION",
    "COVENANT",
    "HANDOVER",
    "MATTER",
    "MEETING",
    "MINUTES",
    "MOTION",
    "RESOLUTION",
    "ConsultationStatus",
    "CovenantStatus",
    "HandoverStatus",
    "MatterStatus",
    "MeetingStatus",
    "MinutesStatus",
    "MotionStatus",
    "ResolutionStatus",
]
