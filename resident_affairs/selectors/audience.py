"""Who hears of a step of an issue, why, and who has to act next."""

from portal.kernel.deadlines import ESCALATED
from portal.models import Role, RoleAssignment
from resident_affairs.models import Follower
from resident_affairs.policies import TRIAGERS
from resident_affairs.workflows import IssueStatus

SILENT = {"follow", "unfollow", "support", "reporter_seen"}
TO_TRIAGE = {"file", "hand_back", "return_to_triage", "reopen"}
TO_REPORTER = {"answer", "settle", "settle_escalated", "settle_district"}
HANDED = {"escalate", "escalate_district", "hand_down"}
INTERNAL = {"note"}
BETWEEN = {"message"}
# What the house notes against those who should act is told to them alone.
AMONG_STAFF = {"response_late"}


def _holders(roles, division_id) -> set[int]:
    rows = RoleAssignment.objects.active().filter(role__in=roles, division_id=division_id)
    return set(rows.values_list("user_id", flat=True))


def _responsible(issue) -> set[int]:
    """Who answers for the issue where it lies now."""
    if issue.status == IssueStatus.ESCALATED:
        return _holders([Role.SUBDISTRICT_OFFICIAL], issue.subdistrict_id)
    if issue.status == IssueStatus.AT_DISTRICT:
        return _holders([Role.DISTRICT_OFFICIAL], issue.district_id)
    return _holders(TRIAGERS, issue.community_id)


def audience_of(record, issue) -> dict[int, str]:
    """{user: why} for one row of the record; notes stay among those who handle it, messages
    between them and the reporter."""
    if record.verb in SILENT:
        return {}
    if record.verb in AMONG_STAFF:
        return dict.fromkeys(_responsible(issue), "responsible")
    people: dict[int, str] = {}
    concerns_staff = record.verb in TO_TRIAGE | INTERNAL | BETWEEN | HANDED | {"withdraw"}
    if concerns_staff and not record.data.get("asks"):
        people |= dict.fromkeys(_responsible(issue), "responsible")
    if record.verb in INTERNAL:
        return people
    if record.verb not in BETWEEN:
        followers = Follower.objects.filter(issue=issue).values_list("user_id", flat=True)
        people = dict.fromkeys(followers, "follower") | people
    if issue.reporter_id:
        people[issue.reporter_id] = "reporter"
    return people


def needed_of(record, issue) -> set[int]:
    """Those who have to act now because of this row."""
    if record.verb in TO_TRIAGE and record.to_state == issue.status:
        return _holders(TRIAGERS, issue.community_id)
    if record.verb in HANDED and record.to_state == issue.status:
        return _responsible(issue)
    asks = record.verb in TO_REPORTER or record.data.get("asks")
    return {issue.reporter_id} if asks and issue.reporter_id else set()


def clock_hears(issue, level: str) -> set[int]:
    """Who is told that the clock of ``issue`` reached ``level``: those who answer for it where it
    lies now; from half the time over on the sub-district too."""
    people = _responsible(issue)
    if level == ESCALATED:
        people |= _holders([Role.SUBDISTRICT_OFFICIAL], issue.subdistrict_id)
    return people
