"""The state tables of execution."""

from workstations.workflows.cases import CASE, CaseStatus
from workstations.workflows.contracts import CONTRACT, ContractStatus
from workstations.workflows.entrusted import ENTRUST, EntrustStatus
from workstations.workflows.leaves import LEAVE, LeaveStatus
from workstations.workflows.petitions import PETITION, PetitionStatus
from workstations.workflows.plans import PLAN, PlanStatus
from workstations.workflows.referrals import REFERRAL, ReferralStatus
from workstations.workflows.scores import STAFF_SCORE, ScoreStatus
from workstations.workflows.station_reviews import STATION_REVIEW, ReviewStatus
from workstations.workflows.tasks import OPEN_STATES, TASK, WORKING, TaskStatus
from workstations.workflows.training import ENROLMENT, EnrolStatus
from workstations.workflows.transfers import (
    TRANSFER_PLAN,
    TRANSFER_SHARE,
    ShareStatus,
    TransferStatus,
)
from workstations.workflows.whistles import WHISTLE, WHISTLE_OPEN, WHISTLE_OVER, WhistleStatus
from workstations.workflows.year_results import YEAR_RESULT, YearStatus

__all__ = [
    "CASE",
    "CONTRACT",
    "ENROLMENT",
    "ENTRUST",
    "LEAVE",
    "OPEN_STATES",
    "PETITION",
    "PLAN",
    "REFERRAL",
    "STAFF_SCORE",
    "STATION_REVIEW",
    "TASK",
    "TRANSFER_PLAN",
    "TRANSFER_SHARE",
    "WHISTLE",
    "WHISTLE_OPEN",
    "WHISTLE_OVER",
    "WORKING",
    "YEAR_RESULT",
    "CaseStatus",
    "ContractStatus",
    "EnrolStatus",
    "EntrustStatus",
    "LeaveStatus",
    "PetitionStatus",
    "PlanStatus",
    "ReferralStatus",
    "ReviewStatus",
    "ScoreStatus",
    "ShareStatus",
    "TaskStatus",
    "TransferStatus",
    "WhistleStatus",
    "YearStatus",
]
