"""Who hears of a step of a task or of an urging, why, and who has to act next."""

from portal.models import Role, RoleAssignment
from workstations.policies import COMMITTEE
from workstations.workflows import TaskStatus

HEADS = (Role.STATION_HEAD,)
LEADERS = (Role.CHAIR, Role.VICE_CHAIR)
STREET = (Role.SUBDISTRICT_OFFICIAL,)
SILENT = {"add_evidence", "rebase"}
TO_HEAD = {"open", "return", "block", "ask_extension", "urged", "cancel", "cancel_with_source"}
TO_COMMITTEE = {"deliver"}


def _holders(roles, community_id: int) -> set[int]:
    rows = RoleAssignment.objects.active().filter(role__in=roles, division_id=community_id)
    return set(rows.values_list("user_id", flat=True))


def task_audience(record, task) -> dict[int, str]:
    """The assignee of everything; the head of what stops or comes in; the committee of what waits
    to be verified."""
    if record.verb in SILENT:
        return {}
    people = {task.assignee_id} if task.assignee_id else set()
    if record.verb in TO_HEAD:
        people |= _holders(HEADS, task.community_id)
    if record.verb in TO_COMMITTEE:
        people |= _holders(COMMITTEE, task.community_id)
    return dict.fromkeys(people, "responsible")


def task_needs(record, task) -> set[int]:
    """Whoever holds the next step, as long as the task still is where this row left it."""
    if record.verb == "ask_extension":
        return _holders((*HEADS, *LEADERS), task.community_id) - {record.actor_id}
    if record.to_state and record.to_state != task.status:
        return set()
    if task.status == TaskStatus.OPEN and record.verb in {"open", "return"}:
        return _holders(HEADS, task.community_id)
    if task.status == TaskStatus.DELIVERED and record.verb == "deliver":
        return _holders(COMMITTEE, task.community_id)
    if record.verb in {"assign", "hand_over", "send_back", "urged"} and task.assignee_id:
        return {task.assignee_id}
    return set()


def order_audience(record, order) -> dict[int, str]:
    """Those who must answer of the urging, the official who urged of the answer."""
    if record.verb == "answer":
        return {order.urged_by_id: "supervisor"}
    return dict.fromkeys(_holders((*HEADS, *LEADERS), order.community_id), "responsible")


def order_needs(record, order) -> set[int]:
    """Those who must answer, until one of them has."""
    if record.verb != "urge" or order.is_answered:
        return set()
    return _holders((*HEADS, *LEADERS), order.community_id)


def assessment_audience(record, assessment) -> dict[int, str]:
    """The station that was rated."""
    people = _holders((*HEADS, Role.STATION_STAFF), assessment.community_id)
    return dict.fromkeys(people, "responsible")


ENTRUSTED_NEXT = {
    "applied": STREET,
    "admitted": LEADERS,
    "opined": HEADS,
    "unit_signed": STREET,
    "signed": STREET,
    "funded": HEADS,
    "accepted": STREET,
    "settled": STREET,
}
FOR_THE_UNIT = {"quoted", "delivered"}


def entrusted_needs(record, affair) -> set[int]:
    """Whoever holds the next step, as long as the affair still is where this row left it."""
    if record.to_state and record.to_state != affair.status:
        return set()
    if affair.status in FOR_THE_UNIT:
        return set(_of_unit(affair))
    roles = ENTRUSTED_NEXT.get(affair.status, ())
    place = affair.subdistrict_id if roles is STREET else affair.community_id
    return _holders(roles, place) if roles else set()


def _of_unit(affair) -> list[int]:
    rows = affair.unit.members.filter(valid_to__isnull=True)
    return list(rows.values_list("user_id", flat=True))


def entrusted_audience(record, affair) -> dict[int, str]:
    """The people of the unit, and whoever has to act next."""
    people = set(_of_unit(affair)) | entrusted_needs(record, affair)
    return dict.fromkeys(people, "responsible")
