"""The figures say what the record says: counted once, never drifting, killed or not."""

from datetime import date

import pytest

from portal.dashboards.kpis import BY_NAME, Sums, quantile, share
from portal.models import Figure, RecordReader
from portal.selectors.figures import active_residents, figures_by_division
from portal.services import figures, sealing
from portal.services.readers import reader_run
from portal.services.records import record_append

MARCH = date(2026, 3, 1)


class Thing:
    """Something with a place in the record."""

    subject_type = "issue"
    pk = 1

    def __init__(self, community):
        self.community_id = community.pk


@pytest.fixture
def history(world):
    thing = Thing(world.mingtong)
    for _ in range(3):
        record_append(subject=thing, verb="file", data={"category": 7}, actor=world.resident)
    record_append(subject=thing, verb="settle", data={"category": 7, "on_time": True, "days": 4})
    record_append(subject=thing, verb="settle", data={"category": 8, "on_time": False, "days": 9})
    record_append(subject=thing, verb="rate", data={"category": 7, "score": 5, "solved": True})
    sealing.record_seal()
    return world


def sums(division, category=0) -> Sums:
    return figures_by_division([division.pk], MARCH, MARCH, category)[division.pk]


def test_each_level_counts_what_lies_below(history):
    figures.figures_run()
    for division in (history.mingtong, history.tuodong, history.district):
        assert sums(division).total("issues_in") == 3
    assert sums(history.baita).total("issues_in") == 0


def test_a_category_counts_its_own(history):
    figures.figures_run()
    assert sums(history.mingtong, 7).total("issues_settled") == 1
    assert sums(history.mingtong).total("issues_settled") == 2


def test_running_again_counts_nothing_twice(history):
    assert figures.figures_run() >= 6
    assert figures.figures_run() == 0
    assert sums(history.mingtong).total("issues_in") == 3


def test_a_run_that_dies_leaves_nothing_behind(history):
    def die(rows):
        figures.figures_add(figures.figures_count(rows))
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        reader_run("figures", die)
    assert not Figure.objects.exists()
    assert RecordReader.objects.get(name="figures").last_id == 0
    figures.figures_run()
    assert figures.figures_drift() == []


def test_a_rebuild_gives_the_same_and_drift_is_found(history):
    figures.figures_run()
    before = list(Figure.objects.order_by("division", "measure", "bucket").values_list("value"))
    figures.figures_rebuild()
    after = list(Figure.objects.order_by("division", "measure", "bucket").values_list("value"))
    assert before == after and figures.figures_drift() == []
    Figure.objects.filter(measure="issues_in").update(value=99)
    assert len(figures.figures_drift()) == 6


def test_unsealed_rows_wait(history):
    record_append(subject=Thing(history.mingtong), verb="file", data={"category": 7})
    figures.figures_run()
    assert sums(history.mingtong).total("issues_in") == 3


def test_kpis_say_unknown_rather_than_zero(history):
    figures.figures_run()
    here, there = sums(history.mingtong), sums(history.baita)
    assert BY_NAME["on_time"].value(here).number == 50.0
    assert BY_NAME["satisfaction"].value(here).n == 1
    assert BY_NAME["median_days"].value(here).number == 4.0
    assert BY_NAME["p90_days"].value(here).number == 9.0
    assert BY_NAME["on_time"].value(there).number is None


@pytest.mark.parametrize(
    ("buckets", "fraction", "number"),
    [
        ({}, 0.5, None),
        ({3: 1}, 0.5, 3.0),
        ({1: 1, 2: 1}, 0.5, 1.0),
        ({1: 9, 20: 1}, 0.9, 1.0),
        ({1: 8, 20: 2}, 0.9, 20.0),
    ],
)
def test_quantiles(buckets, fraction, number):
    assert quantile(buckets, fraction).number == number


def test_a_share_of_nothing_is_unknown():
    assert share(0, 0).number is None
    assert share(1, 3).number == 33.3


def test_residents_who_act_are_counted_once(history, as_user):
    figures.figures_run()
    assert active_residents([history.mingtong.pk], MARCH, MARCH) == {}
