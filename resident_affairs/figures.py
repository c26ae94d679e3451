"""What is counted of issues (DOMAIN e): from the record, and how many stand open now."""

from collections.abc import Iterable

from django.db.models import Count

from portal.dashboards.measures import GaugeSource, Measure, gauge_add, measure_add
from portal.kernel import clock
from resident_affairs.models import Issue
from resident_affairs.workflows import IssueStatus

SETTLING = frozenset({"settle", "answer", "settle_escalated", "settle_district"})
LONGEST_DAYS = 400
# What takes an issue out of the inbox: somebody has read it, and the resident is told.
TAKEN_UP = frozenset({"accept", "answer", "assign", "refer", "escalate"})
RESPONDED = TAKEN_UP | {"decline", "merge"}
LATE = "response_late"


def _if(fact: str):
    """Count the row when ``data[fact]`` is true."""
    return lambda record: ((0, 1),) if record.data.get(fact) else ()


def _days(record) -> Iterable[tuple[int, int]]:
    """Whole days from filing to settlement, one bucket each."""
    return ((min(int(record.data.get("days") or 0), LONGEST_DAYS), 1),)


def _score(record) -> Iterable[tuple[int, int]]:
    """One bucket per score, 1 to 5."""
    return ((int(record.data["score"]), 1),) if record.data.get("score") else ()


def _first(fact: str, *values):
    """Count the first step from the inbox whose ``data[fact]`` is one of ``values``."""

    def count(record):
        is_first = record.from_state == IssueStatus.SUBMITTED
        return ((0, 1),) if is_first and record.data.get(fact) in values else ()

    return count


def _due(record) -> Iterable[tuple[int, int]]:
    """A first word, in time or not, or what the house noted for want of one: once an issue."""
    return ((0, 1),) if record.verb == LATE else _first("response", "in_time", "late")(record)


def _in_time_known(record) -> Iterable[tuple[int, int]]:
    """In time, where it is known whether more time was approved."""
    both = record.data.get("on_time") and record.data.get("extended") is not None
    return ((0, 1),) if both else ()


def _by_more_time(record) -> Iterable[tuple[int, int]]:
    """In time, but only since more time was approved."""
    both = record.data.get("on_time") and record.data.get("extended") is True
    return ((0, 1),) if both else ()


def _of(name: str, *verbs: str, **more) -> Measure:
    return Measure(name=name, subject_type="issue", verbs=frozenset(verbs), **more)


measure_add(
    _of("issues_in", "file"),
    _of("issues_settled", *SETTLING),
    _of("issues_on_time", *SETTLING, count=_if("on_time")),
    _of("issues_in_time_known", *SETTLING, count=_in_time_known),
    _of("issues_on_time_extended", *SETTLING, count=_by_more_time),
    _of("responses_due", *RESPONDED, "withdraw", LATE, count=_due),
    _of("responses_in_time", *RESPONDED, count=_first("response", "in_time")),
    _of("issues_placed", *TAKEN_UP, count=_first("repeat", True, False)),
    _of("issues_repeated", *TAKEN_UP, count=_first("repeat", True)),
    _of("issues_days", *SETTLING, count=_days),
    _of("issues_closed", "rate", "close_silent", "decline", "withdraw", "merge"),
    _of("issues_rated", "rate"),
    _of("issues_score", "rate", count=_score),
    _of("issues_solved", "rate", count=_if("solved")),
    _of("issues_unrated", "close_silent"),
    _of("issues_reopened", "reopen"),
)


def _open() -> Iterable[tuple[int, int, int]]:
    rows = Issue.objects.open().values("community_id", "category_id").annotate(n=Count("id"))
    return rows.values_list("community_id", "category_id", "n").order_by()


def _overdue() -> Iterable[tuple[int, int, int]]:
    rows = Issue.objects.overdue(clock.now()).values("community_id", "category_id")
    return rows.annotate(n=Count("id")).values_list("community_id", "category_id", "n").order_by()


gauge_add(
    GaugeSource(name="issues_open", read=_open),
    GaugeSource(name="issues_overdue", read=_overdue),
)
