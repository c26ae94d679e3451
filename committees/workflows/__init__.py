"""How the nouns of deliberation go: one file per noun."""

from committees.workflows.meetings import MEETING, MeetingStatus
from committees.workflows.minutes import MINUTES, MinutesStatus
from committees.workflows.motions import MOTION, MotionStatus
from committees.workflows.resolutions import RESOLUTION, ResolutionStatus

__all__ = [
    "MEETING",
    "MINUTES",
    "MOTION",
    "RESOLUTION",
    "MeetingStatus",
    "MinutesStatus",
    "MotionStatus",
    "ResolutionStatus",
]
