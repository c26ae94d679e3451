"""Handovers: which are open for whom, and one with its checklist."""

from committees.models import Handover
from committees.workflows import HandoverStatus
from portal.access.checker import Access
from portal.kernel import clock

VIEW = "committees.view_handover"


def _rows():
    return Handover.objects.select_related("committee", "previous", "community__parent")


def handovers_by_ids(ids) -> dict:
    """For notices and timelines; one statement."""
    return {row.pk: row for row in _rows().filter(pk__in=ids)}


def handovers_open(access: Access, limit: int = 20) -> list[Handover]:
    """Those not over where the person reads, the most urgent first; one statement."""
    rows = _rows().filter(access.scope(VIEW)).exclude(status=HandoverStatus.COMPLETED)
    return list(rows.order_by("due_on", "id")[:limit])


def handover_for(access: Access, pk: int) -> Handover:
    """One that the person may read; foreign and missing are NotFound."""
    return access.fetch(_rows(), VIEW, pk=pk)


def handover_of(committee_id: int) -> Handover | None:
    """The handover of a term."""
    return _rows().filter(committee=committee_id).first()


def handover_lines(access: Access, handover: Handover) -> list[dict]:
    """The checklist with the ticks that this person may still give."""
    may_give = access.can("committees.hand_over", handover)
    may_receive = access.can("committees.receive_handover", handover)
    me = access.user.pk
    is_running = not handover.is_over
    return [
        {
            "item": line,
            "may_give": is_running
            and may_give
            and not line.given_by_id
            and line.received_by_id != me,
            "may_receive": is_running
            and may_receive
            and not line.received_by_id
            and line.given_by_id != me,
        }
        for line in handover.lines
    ]


def handover_days_left(handover: Handover) -> int:
    """Days to its day; below nought when it is late."""
    return (handover.due_on - clock.today()).days
