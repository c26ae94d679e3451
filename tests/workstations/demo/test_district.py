"""A district for load: the same seed gives the same one, and its figures fit its record."""

import pytest
from django.core.management import CommandError, call_command

from portal.models import Record
from portal.services.figures import figures_drift
from portal.services.verification import record_verify
from resident_affairs.models import Issue, Rating
from resident_affairs.services.categories import categories_load_defaults
from workstations.demo.district import DistrictMaker
from workstations.models import Task

ISSUES = 300


@pytest.fixture
def made(world):
    categories_load_defaults()

    def make(seed):
        for _done in DistrictMaker(ISSUES, seed).run():
            pass
        return list(Issue.objects.order_by("id").values_list("title", "status", "created_at"))

    return make


def test_the_same_seed_gives_the_same_district(made):
    first = made(7)
    for model in (Rating, Task, Issue):
        model.objects.all().delete()
    assert made(7) == first
    assert len(first) == ISSUES


def test_another_seed_gives_another(made):
    first = made(7)
    for model in (Rating, Task, Issue):
        model.objects.all().delete()
    assert made(8) != first


def test_every_issue_has_its_history_and_no_state_it_cannot_be_in(made):
    made(3)
    filed = Record.objects.filter(subject_type="issue", verb="file").count()
    assert filed == ISSUES
    for issue in Issue.objects.all()[:80]:
        last = Record.objects.of(issue).last()
        assert last.to_state == issue.status
    assert not Task.objects.filter(issue__isnull=True).exists()


def test_the_command_leaves_a_sealed_record_and_figures_without_drift(db, settings, tmp_path):
    settings.STATIC_ROOT = tmp_path / "static"
    call_command("seed_district", "--issues", "120", "--seed", "1")
    assert Issue.objects.count() == 120
    assert not record_verify().fault and not figures_drift()


def test_no_district_of_nothing(db):
    with pytest.raises(CommandError):
        call_command("seed_district", "--issues", "0")
