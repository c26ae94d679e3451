"""The station's assessment: each rating of what it executed counts once, in its quarter."""

from datetime import date

from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from portal.services.records import record_append
from resident_affairs.models import Rating
from workstations.models import Assessment, AssessmentRating, Task, Workstation
from workstations.workflows import TaskStatus


def quarter_of(day: date) -> date:
    """The first day of the quarter that ``day`` lies in."""
    return day.replace(month=day.month - (day.month - 1) % 3, day=1)


@transaction.atomic
def assessment_record_rating(*, rating_id: int) -> Assessment | None:
    """Let a rating reach the quarter of the station that executed the issue; None when the
    station had no hand in it (answered at triage, settled by the sub-district)."""
    rating = Rating.objects.select_related("issue").get(pk=rating_id)
    task = _task_rated(rating.issue_id)
    if task is None:
        return None
    quarter = quarter_of(timezone.localtime(rating.created_at).date())
    assessment = _assessment_at(task.station, quarter)
    row, is_new = AssessmentRating.objects.get_or_create(
        rating=rating, defaults={"assessment": assessment, "task": task}
    )
    if not is_new:
        return row.assessment
    Assessment.objects.filter(pk=assessment.pk).update(
        rated=F("rated") + 1,
        score_sum=F("score_sum") + rating.score,
        solved=F("solved") + int(rating.is_solved),
    )
    record_append(
        subject=assessment,
        verb="count_rating",
        data={"score": rating.score, "solved": rating.is_solved, "task": task.pk},
    )
    return assessment


def _task_rated(issue_id: int) -> Task | None:
    """The newest verified task of the issue, its own or its resolution's."""
    behind = Q(issue=issue_id) | Q(action_item__resolution__motion__issue=issue_id)
    done = Task.objects.filter(behind, status=TaskStatus.VERIFIED)
    return done.select_related("station").order_by("-verified_at", "-id").first()


def _assessment_at(station: Workstation, quarter: date) -> Assessment:
    assessment, _new = Assessment.objects.get_or_create(station=station, quarter=quarter)
    assessment.station = station
    return assessment
