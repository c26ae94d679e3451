"""Who hears of a leave, why, and who has to decide."""

from portal.models import Role
from workstations.models import Leave
from workstations.selectors.audience import HEADS, holders
from workstations.workflows import LeaveStatus


def leaves_by_ids(ids) -> dict[int, Leave]:
    """{id: leave} with its people; one statement."""
    rows = Leave.objects.filter(pk__in=list(ids)).select_related("user", "substitute", "community")
    return {row.pk: row for row in rows}


def deciders(leave: Leave) -> set[int]:
    """Who may allow it: the station's heads, for a head the sub-district; never the person."""
    if leave.is_heads:
        found = holders((Role.SUBDISTRICT_OFFICIAL,), leave.subdistrict_id)
    else:
        found = holders(HEADS, leave.community_id)
    return found - {leave.user_id}


def leave_audience(record, leave: Leave) -> dict[int, str]:
    """The person of everything, whoever stands in from the moment it is allowed, the deciders of
    what they have to decide or count on. That somebody looked stands on its page, no more."""
    if record.verb == "look":
        return {}
    people = {leave.user_id}
    if record.verb in {"approve", "replace", "end"} and leave.substitute_id:
        people.add(leave.substitute_id)
    if record.verb in {"ask", "withdraw", "end"}:
        people |= deciders(leave)
    return dict.fromkeys(people, "responsible")


def leave_needs(record, leave: Leave) -> set[int]:
    """Whoever decides, while it waits."""
    waits = record.verb == "ask" and leave.status == LeaveStatus.ASKED
    return deciders(leave) if waits else set()
