"""The state tables of execution."""

from workstations.workflows.entrusted import ENTRUST, EntrustStatus
from workstations.workflows.referrals import REFERRAL, ReferralStatus
from workstations.workflows.tasks import OPEN_STATES, TASK, WORKING, TaskStatus
from workstations.workflows.whistles import WHISTLE, WHISTLE_OPEN, WHISTLE_OVER, WhistleStatus

__all__ = [
    "ENTRUST",
    "OPEN_STATES",
    "REFERRAL",
    "TASK",
    "WHISTLE",
    "WHISTLE_OPEN",
    "WHISTLE_OVER",
    "WORKING",
    "EntrustStatus",
    "ReferralStatus",
    "TaskStatus",
    "WhistleStatus",
]
