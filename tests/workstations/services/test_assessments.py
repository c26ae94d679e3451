"""Ratings reach the assessment of the station that executed, each once."""

from datetime import date
from decimal import Decimal

import pytest

from portal.kernel.errors import RuleViolated
from resident_affairs.models import Issue, Rating
from resident_affairs.services.closing import issue_rate
from resident_affairs.services.triage import issue_answer
from workstations.models import Assessment, AssessmentRating
from workstations.services.assessments import assessment_record_rating, quarter_of
from workstations.services.stations import station_open
from workstations.services.tasks import task_verify


def rate(world, issue, score=4, is_solved=True):
    return issue_rate(actor=world.resident, issue=issue, score=score, is_solved=is_solved)


def test_a_rating_counts_in_its_quarter(world, station):
    task = station.task_in("verified")
    rate(world, Issue.objects.get())
    found = Assessment.objects.get()
    assert (found.rated, found.score_sum, found.solved) == (1, 4, 1)
    assert found.quarter.isoformat() == "2026-01-01"
    assert found.ratings.get().task == task


def test_a_rating_counts_once(world, station):
    station.task_in("verified")
    rate(world, Issue.objects.get())
    assessment_record_rating(rating_id=Rating.objects.get().pk)
    assert Assessment.objects.get().rated == 1 and AssessmentRating.objects.count() == 1


def test_the_mean_is_rounded_half_up(world, station):
    for score, is_solved in ((5, True), (4, True), (4, True), (4, False)):
        task = station.task_in("verified")
        rate(world, Issue.objects.get(pk=task.issue_id), score, is_solved)
    found = Assessment.objects.get()
    assert found.average == Decimal("4.3") and found.solved_percent == 75


def test_what_the_station_did_not_do_does_not_count(world, station):
    issue = issue_answer(actor=world.head, issue=station.issue(), remark="周三开放")
    rate(world, issue, score=1, is_solved=False)
    assert not Assessment.objects.exists()


def test_a_resolutions_tasks_count_too(world, station):
    resolution = station.resolution()
    from_items = [station.done(item.task) for item in resolution.action_items.all()]
    for task in from_items:
        task_verify(actor=world.member1, task=task)
    rate(world, Issue.objects.get(), score=5)
    assert Assessment.objects.get().rated == 1


@pytest.mark.parametrize(
    ("day", "first"), [("2026-01-31", "2026-01-01"), ("2026-12-01", "2026-10-01")]
)
def test_quarters(day, first):
    assert quarter_of(date.fromisoformat(day)).isoformat() == first


def test_a_station_is_opened_once_and_in_a_community(world):
    known = station_open(actor=world.street, community=world.mingtong)
    assert known.community == world.mingtong
    with pytest.raises(RuleViolated):
        station_open(actor=world.street, community=world.tuodong)
