"""The committee, its meetings, motions, votes and resolutions."""

from committees.models.appraisals import (
    Appraisal,
    AppraisalBody,
    AppraisalLine,
    CountSheet,
    Grade,
    YearlyReport,
)
from committees.models.bodies import Committee, Membership, Seat
from committees.models.circles import OversightSeat, Remit, SubCommittee, UnitDelegate
from committees.models.consultations import Consultation, Opinion, OpinionVersion, Support
from committees.models.corrections import CorrectionOrder, GuidanceNote
from committees.models.covenants import CovenantKind, CovenantVersion
from committees.models.handovers import Handover, HandoverItem, HandoverKind
from committees.models.kin import Kinship, KinTie
from committees.models.matters import MajorMatter, MatterDocument
from committees.models.meetings import AgendaItem, Attendance, DebateNote, Meeting, Presence
from committees.models.minutes import (
    Minutes,
    MinutesAmendment,
    MinutesSignature,
    MinutesVersion,
)
from committees.models.motions import Motion, MotionOrigin, ProposedAction
from committees.models.polls import Poll, PollAnswer
from committees.models.representatives import Representative
from committees.models.resolutions import ActionItem, Resolution
from committees.models.terms import Ground, SeatedBy
from committees.models.votes import Choice, Recusal, Vote, VoteEvent, VoteMethod

__all__ = [
    "ActionItem",
    "AgendaItem",
    "Appraisal",
    "AppraisalBody",
    "AppraisalLine",
    "Attendance",
    "Choice",
    "Committee",
    "Consultation",
    "CorrectionOrder",
    "CountSheet",
    "CovenantKind",
    "CovenantVersion",
    "DebateNote",
    "Grade",
    "Ground",
    "GuidanceNote",
    "Handover",
    "HandoverItem",
    "HandoverKind",
    "KinTie",
    "Kinship",
    "MajorMatter",
    "MatterDocument",
    "Meeting",
    "Membership",
    "Minutes",
    "MinutesAmendment",
    "MinutesSignature",
    "MinutesVersion",
    "Motion",
    "MotionOrigin",
    "Opinion",
    "OpinionVersion",
    "OversightSeat",
    "Poll",
    "PollAnswer",
    "Presence",
    "ProposedAction",
    "Recusal",
    "Remit",
    "Representative",
    "Resolution",
    "Seat",
    "SeatedBy",
    "SubCommittee",
    "Support",
    "UnitDelegate",
    "Vote",
    "VoteEvent",
    "VoteMethod",
    "YearlyReport",
]
