"""The figures that stand beside a score: of one person or of a whole station, in a period."""

from datetime import date, datetime, time, timedelta

from django.db.models import Count, F, Q, Sum
from django.utils import timezone
from django.utils.translation import gettext as _

from workstations import scoring
from workstations.models import AssessmentRating, Enrolment, EvidenceKind, Task, Workstation
from workstations.workflows import EnrolStatus, TaskStatus

SATISFIED = 4


def _moments(first: date, last: date) -> tuple[datetime, datetime]:
    """From the first moment of ``first`` to the last of ``last``, in Kunming."""
    begins = timezone.make_aware(datetime.combine(first, time.min))
    after = timezone.make_aware(datetime.combine(last + timedelta(days=1), time.min))
    return begins, after - timedelta(microseconds=1)


def evidence_of(station: Workstation, first: date, last: date, user=None) -> dict:
    """Plain counts from ``first`` to ``last`` (both included), of ``user`` or of the whole
    station; three statements.

    due, on_time          tasks due then that were not cancelled; of them delivered in time
    verified, first_pass  tasks verified then; of them without rework
    rated, satisfied, solved, score_sum   residents' ratings received then (satisfied: 4 or 5)
    hours                 hours of training counted for courses then
    ordered, ordered_done tasks due then that a resolution ordered; of them verified
    """
    span = _moments(first, last)
    found = {"from": first.isoformat(), "to": last.isoformat()}
    return (
        found
        | _tasks(station, span, user)
        | _ratings(station, span, user)
        | _hours(station, span, user)
    )


def _tasks(station, span, user) -> dict:
    rows = Task.objects.filter(station=station).exclude(status=TaskStatus.CANCELLED)
    if user is not None:
        rows = rows.filter(assignee=user)
    due, verified = Q(due_at__range=span), Q(verified_at__range=span)
    ordered = due & Q(action_item__isnull=False)
    return rows.aggregate(
        due=Count("pk", due),
        on_time=Count("pk", due & Q(delivered_at__lte=F("due_at"))),
        verified=Count("pk", verified),
        first_pass=Count("pk", verified & Q(rework_count=0)),
        ordered=Count("pk", ordered),
        ordered_done=Count("pk", ordered & Q(status=TaskStatus.VERIFIED)),
    )


def _ratings(station, span, user) -> dict:
    rows = AssessmentRating.objects.filter(
        assessment__station=station, rating__created_at__range=span
    )
    if user is not None:
        rows = rows.filter(task__assignee=user)
    counted = rows.aggregate(
        rated=Count("pk"),
        satisfied=Count("pk", Q(rating__score__gte=SATISFIED)),
        solved=Count("pk", Q(rating__is_solved=True)),
        score_sum=Sum("rating__score"),
    )
    return counted | {"score_sum": counted["score_sum"] or 0}


def _hours(station, span, user) -> dict:
    rows = Enrolment.objects.filter(
        community=station.community_id, status=EnrolStatus.ATTENDED, course__starts_at__range=span
    )
    if user is not None:
        rows = rows.filter(user=user)
    return {"hours": rows.aggregate(n=Sum("hours"))["n"] or 0}


_PAIRS = {
    EvidenceKind.ON_TIME: ("due", "on_time"),
    EvidenceKind.REWORK: ("verified", "first_pass"),
    EvidenceKind.RESOLUTIONS: ("ordered", "ordered_done"),
}


def evidence_words(kind: str, found: dict) -> str:
    """What the figures say of one indicator, with n; "" where there is no figure for it."""
    if kind == EvidenceKind.HOURS:
        return _("培训 %(n)d 学时") % {"n": found.get("hours", 0)}
    if kind == EvidenceKind.RATINGS:
        return _rating_words(found)
    if kind not in _PAIRS:
        return ""
    whole, part = (found.get(name, 0) for name in _PAIRS[kind])
    if not whole:
        return _("这段时间没有可算的任务")
    numbers = {"n": whole, "part": part, "percent": part * 100 // whole}
    words = {
        EvidenceKind.ON_TIME: _("到期 %(n)d 件，按期交付 %(part)d 件（%(percent)d%%）"),
        EvidenceKind.REWORK: _("验收 %(n)d 件，一次通过 %(part)d 件（%(percent)d%%）"),
        EvidenceKind.RESOLUTIONS: _("决议任务到期 %(n)d 件，验收 %(part)d 件（%(percent)d%%）"),
    }
    return words[EvidenceKind(kind)] % numbers


def _rating_words(found: dict) -> str:
    rated = found.get("rated", 0)
    if rated < scoring.ENOUGH:
        words = _("只有 %(n)d 条评价，不到 %(least)d 条，不作依据")
        return words % {"n": rated, "least": scoring.ENOUGH}
    satisfied = found["satisfied"]
    words = _("评价 %(n)d 条，满意 %(part)d 条（%(percent)d%%），说解决了 %(solved)d 条")
    return words % {
        "n": rated,
        "part": satisfied,
        "percent": satisfied * 100 // rated,
        "solved": found["solved"],
    }
