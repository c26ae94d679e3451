"""The committee, its meetings, motions, votes and resolutions."""

from committees.models.bodies import Committee, Membership, Seat
from committees.models.circles import OversightSeat, Remit, SubCommittee, UnitDelegate
from committees.models.handovers import Handover, HandoverItem, HandoverKind
from committees.models.kin import Kinship, KinTie
from committees.models.meetings import AgendaItem, Attendance, DebateNote, Meeting, Presence
from committees.models.motions import Motion, MotionOrigin, ProposedAction
from committees.models.representatives import Representative
from committees.models.resolutions import ActionItem, Resolution
from committees.models.terms import Ground, SeatedBy
from committees.models.votes import Choice, Recusal, Vote, VoteEvent

__all__ = [
    "ActionItem",
    "AgendaItem",
    "Attendance",
    "Choice",
    "Committee",
    "DebateNote",
    "Ground",
    "Handover",
    "HandoverItem",
    "HandoverKind",
    "KinTie",
    "Kinship",
    "Meeting",
    "Membership",
    "Motion",
    "MotionOrigin",
    "OversightSeat",
    "Presence",
    "ProposedAction",
    "Recusal",
    "Remit",
    "Representative",
    "Resolution",
    "Seat",
    "SeatedBy",
    "SubCommittee",
    "UnitDelegate",
    "Vote",
    "VoteEvent",
]
