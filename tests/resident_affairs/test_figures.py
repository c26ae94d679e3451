"""What the services write into the record is what the figures count."""

from datetime import date

import pytest

from portal.dashboards.kpis import BY_NAME
from portal.kernel import clock
from portal.models import Gauge
from portal.selectors.figures import active_residents, figures_by_division, gauges_by_division
from portal.services import figures, sealing
from resident_affairs.services.closing import issue_rate

pytestmark = pytest.mark.django_db
MARCH = date(2026, 3, 1)


@pytest.fixture
def counted(world):
    def run(division=None):
        sealing.record_seal()
        figures.figures_run()
        assert figures.figures_drift() == []
        pk = (division or world.mingtong).pk
        return figures_by_division([pk], MARCH, MARCH)[pk]

    return run


def test_an_issue_settled_and_rated_is_counted_at_each_level(world, issue_in, counted):
    issue = issue_in("settled")
    issue_rate(actor=world.resident, issue=issue, score=5, is_solved=True)
    for division in (world.mingtong, world.tuodong, world.district):
        sums = counted(division)
        assert sums.total("issues_in") == sums.total("issues_settled") == 1
        assert BY_NAME["on_time"].value(sums).number == 100.0
        assert BY_NAME["median_days"].value(sums).n == 1
        assert BY_NAME["satisfaction"].value(sums).number == 100.0
        assert BY_NAME["solved"].value(sums).number == 100.0
        assert sums.total("issues_closed") == 1
    assert counted(world.baita).total("issues_in") == 0


def test_a_poor_rating_is_neither_satisfied_nor_solved(world, issue_in, counted):
    issue_rate(
        actor=world.resident, issue=issue_in("settled"), score=2, is_solved=False, words="还漏"
    )
    sums = counted()
    assert BY_NAME["satisfaction"].value(sums).number == 0.0
    assert BY_NAME["solved"].value(sums).number == 0.0
    assert sums.total("issues_rated") == 1


def test_declined_and_answered_are_not_mistaken_for_each_other(world, issue_in, counted):
    issue_in("declined")
    assert counted().total("issues_settled") == 0
    issue_in("answered")
    assert counted().total("issues_settled") == 1


def test_a_category_counts_its_own_issues_only(world, issue_in, counted):
    issue = issue_in("settled")
    counted()
    for category, n in ((issue.category_id, 1), (world.categories["greening"].pk, 0)):
        sums = figures_by_division([world.mingtong.pk], MARCH, MARCH, category)[world.mingtong.pk]
        assert sums.total("issues_settled") == n


def test_residents_who_act_are_counted_once_and_officials_never(world, issue_in, counted):
    issue_in("accepted")
    issue_in("accepted")
    counted()
    both = [world.mingtong.pk, world.district.pk]
    assert active_residents(both, MARCH, MARCH) == dict.fromkeys(both, 1)
    assert active_residents([world.baita.pk], MARCH, MARCH) == {}


def test_open_and_overdue_are_measured_and_sink_to_nothing(world, issue_in):
    issue = issue_in("accepted")
    figures.gauges_refresh()
    here = gauges_by_division([world.district.pk])[world.district.pk]
    assert (here["issues_open"], here.get("issues_overdue", 0)) == (1, 0)
    type(issue).objects.filter(pk=issue.pk).update(due_at="2026-02-01T00:00:00Z")
    figures.gauges_refresh()
    assert gauges_by_division([world.district.pk])[world.district.pk]["issues_overdue"] == 1
    type(issue).objects.all().update(status="closed")
    clock.advance(minutes=1)
    figures.gauges_refresh()
    heights = Gauge.objects.filter(measure__startswith="issues_")
    assert heights.exists() and not heights.exclude(value=0).exists()


def test_the_figures_load_only_the_divisions_they_meet(
    world, issue_in, counted, django_assert_max_num_queries
):
    issue_in("settled")
    sealing.record_seal()
    with django_assert_max_num_queries(18):
        figures.figures_run()
