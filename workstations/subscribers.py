"""What execution does when the storeys below announce something."""

from committees.events import ResolutionAdopted, ResolutionRescinded
from portal.kernel.events import subscribe
from resident_affairs.events import (
    IssueAssigned,
    IssueClockPaused,
    IssueClockResumed,
    IssueRated,
    IssueWithdrawn,
)
from workstations.services.assessments import assessment_record_rating
from workstations.services.cascades import (
    tasks_of_issue_open,
    tasks_of_issue_withdrawn,
    tasks_of_resolution_open,
    tasks_of_resolution_rescinded,
)
from workstations.services.pauses import tasks_of_issue_pause, tasks_of_issue_resume
from workstations.services.referrals import referrals_of_issue_end

subscribe(IssueClockPaused, tasks_of_issue_pause)
subscribe(IssueClockResumed, tasks_of_issue_resume)
subscribe(IssueAssigned, tasks_of_issue_open)
subscribe(IssueWithdrawn, tasks_of_issue_withdrawn)
subscribe(IssueWithdrawn, lambda event: referrals_of_issue_end(event.issue_id))
subscribe(IssueRated, lambda event: assessment_record_rating(rating_id=event.rating_id))
subscribe(ResolutionAdopted, tasks_of_resolution_open)
subscribe(ResolutionRescinded, tasks_of_resolution_rescinded)
