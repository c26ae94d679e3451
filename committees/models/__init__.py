"""The committee, its meetings, motions, votes and resolutions."""

from committees.models.amendments import Amendment, AmendmentOutcome
from committees.models.applications import ApplicationState, VoterApplication
from committees.models.appraisals import (
    Appraisal,
    AppraisalBody,
    AppraisalLine,
    AppraisalSheet,
    Grade,
    YearlyReport,
)
from committees.models.archives import ArchiveClass, ArchiveItem, ArchiveJudgement
from committees.models.bodies import Committee, Membership, Seat
from committees.models.candidates import Candidate, CandidateState, NominatedBy
from committees.models.circles import (
    OversightSeat,
    Remit,
    SubCommittee,
    SubCommitteeSeat,
    UnitDelegate,
)
from committees.models.complaints import ElectionComplaint
from committees.models.consultations import Consultation, Opinion, OpinionVersion, Support
from committees.models.corrections import CorrectionOrder, GuidanceNote
from committees.models.counts import CountSheet, InvalidBallot, TurnoutNote
from committees.models.covenants import CovenantKind, CovenantVersion
from committees.models.demands import DemandSignature, MeetingDemand
from committees.models.disclosures import (
    DisclosureClass,
    DisclosureEntry,
    DisclosureQuestion,
    DisclosureUntruth,
)
from committees.models.elections import (
    Election,
    ElectionForm,
    ElectionKind,
    ElectionOfficer,
    ElectionOutcome,
    ElectionPost,
    VoidGround,
)
from committees.models.group_leaders import GroupLeader
from committees.models.handovers import MONEY, Handover, HandoverItem, HandoverKind
from committees.models.kin import Kinship, KinTie
from committees.models.matters import MajorMatter, MatterDocument
from committees.models.meetings import (
    STANDING,
    AgendaItem,
    Composition,
    DebateNote,
    Meeting,
    MeetingKind,
)
from committees.models.minutes import (
    Minutes,
    MinutesAmendment,
    MinutesSheet,
    MinutesSignature,
    MinutesVersion,
)
from committees.models.motions import Motion, MotionOrigin, ProposedAction
from committees.models.objections import ObjectionKind, RollObjection
from committees.models.participants import Participant, Presence
from committees.models.points import AgendaPoint, PointKind
from committees.models.polls import Poll, PollAnswer
from committees.models.proxies import NearKin, VoterProxy
from committees.models.recalls import RecallPetition, RecallSignature
from committees.models.registrations import (
    RollKind,
    RollUpload,
    VoterBasis,
    VoterPlace,
    VoterRegistration,
    Willing,
)
from committees.models.representatives import Representative
from committees.models.resolutions import ActionItem, Resolution
from committees.models.sealed import (
    SealedBallot,
    SealedEntry,
    SealedImport,
    SealedKind,
    SealedVote,
)
from committees.models.speakers import SpeakerTurn
from committees.models.terms import Ground, SeatedBy
from committees.models.voices import ConsultationSitting, PaperVoice
from committees.models.votes import (
    IN_TOTALS,
    Choice,
    Recusal,
    Vote,
    VoteCount,
    VoteEvent,
    VoteMethod,
)

__all__ = [
    "IN_TOTALS",
    "MONEY",
    "STANDING",
    "ActionItem",
    "AgendaItem",
    "AgendaPoint",
    "Amendment",
    "AmendmentOutcome",
    "ApplicationState",
    "Appraisal",
    "AppraisalBody",
    "AppraisalLine",
    "AppraisalSheet",
    "ArchiveClass",
    "ArchiveItem",
    "ArchiveJudgement",
    "Candidate",
    "CandidateState",
    "Choice",
    "Committee",
    "Composition",
    "Consultation",
    "ConsultationSitting",
    "CorrectionOrder",
    "CountSheet",
    "CovenantKind",
    "CovenantVersion",
    "DebateNote",
    "DemandSignature",
    "DisclosureClass",
    "DisclosureEntry",
    "DisclosureQuestion",
    "DisclosureUntruth",
    "Election",
    "ElectionComplaint",
    "ElectionForm",
    "ElectionKind",
    "ElectionOfficer",
    "ElectionOutcome",
    "ElectionPost",
    "Grade",
    "Ground",
    "GroupLeader",
    "GuidanceNote",
    "Handover",
    "HandoverItem",
    "HandoverKind",
    "InvalidBallot",
    "KinTie",
    "Kinship",
    "MajorMatter",
    "MatterDocument",
    "Meeting",
    "MeetingDemand",
    "MeetingKind",
    "Membership",
    "Minutes",
    "MinutesAmendment",
    "MinutesSheet",
    "MinutesSignature",
    "MinutesVersion",
    "Motion",
    "MotionOrigin",
    "NearKin",
    "NominatedBy",
    "ObjectionKind",
    "Opinion",
    "OpinionVersion",
    "OversightSeat",
    "PaperVoice",
    "Participant",
    "PointKind",
    "Poll",
    "PollAnswer",
    "Presence",
    "ProposedAction",
    "RecallPetition",
    "RecallSignature",
    "Recusal",
    "Remit",
    "Representative",
    "Resolution",
    "RollKind",
    "RollObjection",
    "RollUpload",
    "SealedBallot",
    "SealedEntry",
    "SealedImport",
    "SealedKind",
    "SealedVote",
    "Seat",
    "SeatedBy",
    "SpeakerTurn",
    "SubCommittee",
    "SubCommitteeSeat",
    "Support",
    "TurnoutNote",
    "UnitDelegate",
    "VoidGround",
    "Vote",
    "VoteCount",
    "VoteEvent",
    "VoteMethod",
    "VoterApplication",
    "VoterBasis",
    "VoterPlace",
    "VoterProxy",
    "VoterRegistration",
    "Willing",
    "YearlyReport",
]
