"""The clock of an issue: when it is due, how it is paused and resumed, what a settlement counts."""

from django.db.models import Q

from portal.kernel import clock
from portal.models import Record
from portal.selectors.calendar import deadline_after


def due_at_for(category):
    """The moment by which an issue of ``category`` that starts now is to be settled."""
    return deadline_after(clock.now(), category.deadline_amount, category.deadline_unit)


def clock_paused(issue) -> dict:
    """The changes that stop the clock now; nothing when it stands already."""
    return {} if issue.clock_paused_at else {"clock_paused_at": clock.now()}


def clock_resumed(issue) -> dict:
    """The changes that let a stopped clock run on: the deadline moves by the pause."""
    if issue.clock_paused_at is None:
        return {}
    changes = {"clock_paused_at": None}
    if issue.due_at:
        pause = clock.now() - issue.clock_paused_at
        changes["due_at"] = issue.due_at + pause
        changes["clock_from"] = (issue.clock_from or issue.created_at) + pause
    return changes


def clock_begun(category, paused_at=None) -> dict:
    """The changes that give an issue the whole time of ``category`` from now on; a pause that
    began at ``paused_at`` goes on from now, since what went before it no longer counts."""
    moment = clock.now()
    begun = {"due_at": due_at_for(category), "clock_from": moment}
    return begun | {"clock_paused_at": moment if paused_at else None}


def facts_of_settlement(issue) -> dict:
    """What the record keeps for the figures when an issue is settled or answered now."""
    moment = clock.now()
    reached = issue.clock_paused_at or moment
    return {
        "category": issue.category_id,
        "on_time": issue.due_at is None or reached <= issue.due_at,
        "days": (moment - issue.created_at).days,
        "round": issue.reopen_count,
        "extended": _was_extended(issue),
    }


def _was_extended(issue) -> bool:
    """Whether more time was approved in this round; one statement."""
    turns = Q(verb="reopen") | Q(verb="progress", data__what="extension_granted")
    rows = Record.objects.filter(turns, subject_type="issue", subject_id=issue.pk)
    return rows.order_by("-id").values_list("verb", flat=True).first() == "progress"
