"""How the nouns of deliberation go: one file per noun."""

from committees.workflows.handovers import HANDOVER, HandoverStatus
from committees.workflows.meetings import MEETING, MeetingStatus
from committees.workflows.motions import MOTION, MotionStatus
from committees.workflows.resolutions import RESOLUTION, ResolutionStatus

__all__ = [
    "HANDOVER",
    "MEETING",
    "MOTION",
    "RESOLUTION",
    "HandoverStatus",
    "MeetingStatus",
    "MotionStatus",
    "ResolutionStatus",
]
