"""Who hears of a step of a task or of an urging, why, and who has to act next."""

from portal.kernel.deadlines import ESCALATED, YELLOW
from portal.models import Role, RoleAssignment
from workstations.policies import COMMITTEE
from workstations.workflows import TaskStatus

HEADS = (Role.STATION_HEAD,)
LEADERS = (Role.CHAIR, Role.VICE_CHAIR)
STREET = (Role.SUBDISTRICT_OFFICIAL,)
SILENT = {"add_evidence", "rebase", "split", "tick", "untick", "log_work", "strike_work"}
TO_HEAD = {"open", "return", "block", "ask_extension", "urged", "cancel", "cancel_with_source"}
TO_COMMITTEE = {"deliver"}


def holders(roles, division_id: int) -> set[int]:
    """Who holds one of the roles at the division now: ids."""
    rows = RoleAssignment.objects.active().filter(role__in=roles, division_id=division_id)
    return set(rows.values_list("user_id", flat=True))


def in_hands(task) -> set[int]:
    """The assignee and whoever stands in today: ids."""
    return {task.assignee_id} | task.stand_in_ids if task.assignee_id else set()


def task_audience(record, task) -> dict[int, str]:
    """The assignee of everything; the head of what stops or comes in; the committee of what waits
    to be verified."""
    if record.verb in SILENT:
        return {}
    if record.verb == "open" and record.data.get("source") == "plan" and task.assignee_id:
        return {}  # the plan has given it to somebody, who hears of that
    people = in_hands(task)
    if record.verb in TO_HEAD:
        people |= holders(HEADS, task.community_id)
    if record.verb in TO_COMMITTEE:
        people |= holders(COMMITTEE, task.community_id)
    return dict.fromkeys(people, "responsible")


def task_needs(record, task) -> set[int]:
    """Whoever holds the next step, as long as the task still is where this row left it."""
    if record.verb == "ask_extension":
        return holders((*HEADS, *LEADERS), task.community_id) - {record.actor_id}
    if record.to_state and record.to_state != task.status:
        return set()
    if task.status == TaskStatus.OPEN and record.verb in {"open", "return"}:
        return holders(HEADS, task.community_id)
    if task.status == TaskStatus.DELIVERED and record.verb == "deliver":
        return holders(COMMITTEE, task.community_id)
    if (
        record.verb in {"assign", "give_by_plan", "hand_over", "send_back", "urged"}
        and task.assignee_id
    ):
        return in_hands(task)
    return set()


def order_audience(record, order) -> dict[int, str]:
    """Those who must answer of the urging, the official who urged of the answer."""
    if record.verb == "answer":
        return {order.urged_by_id: "supervisor"}
    return dict.fromkeys(holders((*HEADS, *LEADERS), order.community_id), "responsible")


def order_needs(record, order) -> set[int]:
    """Those who must answer, until one of them has."""
    if record.verb != "urge" or order.is_answered:
        return set()
    return holders((*HEADS, *LEADERS), order.community_id)


def assessment_audience(record, assessment) -> dict[int, str]:
    """The station that was rated."""
    people = holders((*HEADS, Role.STATION_STAFF), assessment.community_id)
    return dict.fromkeys(people, "responsible")


def task_clock_hears(task, level: str) -> set[int]:
    """Who is told that the clock of ``task`` reached ``level``: at yellow whoever has it in hand
    (the head, while nobody has), from red on the head too, in the end the sub-district. A task of
    an issue speaks to the station alone: the issue's own clock speaks to the sub-district."""
    people = in_hands(task)
    if level != YELLOW or not people:
        people |= holders(HEADS, task.community_id)
    if level == ESCALATED and not task.issue_id:
        people |= holders(STREET, task.subdistrict_id)
    return people


def plan_audience(record, plan) -> dict[int, str]:
    """Whom the plan names; the head of what the house itself did to it."""
    people = {plan.assignee_id} if plan.assignee_id else set()
    if record.verb in {"lapse", "run_out"}:
        people |= holders(HEADS, plan.community_id)
    return dict.fromkeys(people, "responsible")
