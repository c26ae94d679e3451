"""What is counted of execution: tasks opened, verified, on time; open and overdue now."""

from collections.abc import Iterable

from django.db.models import Count, Exists, OuterRef, Value

from portal.dashboards.measures import GaugeSource, Measure, gauge_add, measure_add
from portal.kernel import clock
from portal.models import RoleAssignment
from workstations.models import Task
from workstations.policies import COMMITTEE


def _of(name: str, *verbs: str, **more) -> Measure:
    return Measure(name=name, subject_type="task", verbs=frozenset(verbs), **more)


measure_add(
    _of("tasks_opened", "open"),
    _of("tasks_verified", "verify"),
    _of(
        "tasks_on_time",
        "verify",
        count=lambda record: ((0, 1),) if record.data.get("on_time") else (),
    ),
    _of("tasks_sent_back", "send_back"),
)


def _staff(name: str, kind: str, *verbs: str, **more) -> Measure:
    return Measure(name=name, subject_type=kind, verbs=frozenset(verbs), **more)


measure_add(
    _staff("contracts_renewed", "contract", "close_renewed", "close_open_ended"),
    _staff(
        "contracts_not_renewed",
        "contract",
        "lapse",
        "end",
        count=lambda record: (
            ((0, 1),) if record.data.get("ground") in {"expired", "not_renewed"} else ()
        ),
    ),
    _staff(
        "training_hours",
        "enrolment",
        "attend",
        count=lambda record: ((0, record.data.get("hours", 0)),),
    ),
)


def _called(fact: str):
    """As many departments as the end of a whistle counted under ``fact``."""
    return lambda record: ((0, record.data[fact]),) if record.data.get(fact) else ()


def _whistle(name: str, fact: str) -> Measure:
    verbs = frozenset({"finish", "cancel"})
    return Measure(name=name, subject_type="whistle", verbs=verbs, count=_called(fact))


# Both are counted from the same row, when the whistle ends: in time can never exceed called.
measure_add(_whistle("whistle_calls", "calls"), _whistle("whistle_in_time", "in_time"))


def _if(fact: str, wanted: bool = True):
    """Count the row when ``data[fact]`` is as ``wanted``; what is not known is not counted."""
    return lambda record: ((0, 1),) if record.data.get(fact) is wanted else ()


DECIDED = ("admit", "refuse")
ANSWERED = ("answer", "decline")
measure_add(
    _staff("reviews_decided", "entrusted_affair", *DECIDED),
    _staff("reviews_on_time", "entrusted_affair", *DECIDED, count=_if("on_time")),
    _staff("entrusted_refused", "entrusted_affair", "refuse", "refuse_by_list"),
    _staff("referrals_answered", "referral", *ANSWERED),
    _staff("referrals_on_time", "referral", *ANSWERED, count=_if("late", False)),
    _staff("petitions_answered", "petition", "answer"),
    _staff("petitions_on_time", "petition", "answer", count=_if("on_time")),
    _staff("rectified", "supervision_case", "check"),
    _staff("rectified_on_time", "supervision_case", "check", count=_if("on_time")),
)


def _whole_fen(fact: str):
    """Whole fen under ``fact``, taken back where negative; what the record does not know counts
    for nothing."""
    return lambda record: ((0, record.data[fact]),) if record.data.get(fact) else ()


# What comes in counts for the month of the agreement: received can never exceed agreed.
FEES = {"month_in": "signed"}
RECEIVED = ("record_fee", "receive", "reverse")
measure_add(
    _staff("fees_agreed", "entrusted_affair", "sign_street", count=_whole_fen("fen"), **FEES),
    _staff("fees_received", "entrusted_affair", *RECEIVED, count=_whole_fen("fee_fen"), **FEES),
    _staff(
        "score_points",
        "staff_score",
        "publish",
        count=lambda record: ((record.data["points"], 1),) if "points" in record.data else (),
    ),
)


def _spent(what: str, *sources: str):
    """The minutes or fen of an entry, taken back when it is struck; of all sources or of some."""

    def count(record):
        is_meant = not sources or record.data.get("source") in sources
        return ((0, int(record.data.get(what) or 0)),) if is_meant else ()

    return count


WORK = ("log_work", "strike_work")
measure_add(
    _of("work_minutes", *WORK, count=_spent("minutes")),
    _of("entrusted_minutes", *WORK, count=_spent("minutes", "entrusted")),
    _of("issue_fen", *WORK, count=_spent("fen", "issue", "resolution")),
)


def _with_committee() -> Iterable[tuple[int, int, int]]:
    """Open tasks in the hand of somebody who sits on the committee of the place: read off the very
    rows, so that whoever went round the services would be seen. It must be none (S24)."""
    seats = RoleAssignment.objects.active().filter(
        role__in=COMMITTEE, user=OuterRef("assignee"), division=OuterRef("community")
    )
    return _by_community(Task.objects.open().filter(Exists(seats)))


def _by_community(rows) -> Iterable[tuple[int, int, int]]:
    counted = rows.values("community_id").annotate(kind=Value(0), n=Count("id"))
    return counted.values_list("community_id", "kind", "n").order_by()


gauge_add(
    GaugeSource(name="committee_tasks", read=_with_committee),
    GaugeSource(name="tasks_open", read=lambda: _by_community(Task.objects.open())),
    GaugeSource(
        name="tasks_overdue",
        read=lambda: _by_community(
            Task.objects.overdue(clock.now()).filter(delivered_at__isnull=True)
        ),
    ),
)
