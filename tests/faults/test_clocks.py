"""Ten thousand clocks run out and the worker is killed amid them: each is told exactly once."""

import time
from datetime import timedelta

import pytest
from django.db import connection, transaction

from portal.kernel import clock
from portal.models import Clock, ClockMark, Record, RecordReader
from portal.services import clocks, sealing
from portal.services.kinds import kind_of
from portal.services.readers import reader_skip_to_end
from tests.faults.test_worker import RECOVERY, wait_until
from tests.parallel import in_parallel
from tests.workstations.entrusting import Deal
from workstations.models import Task

MANY, FEW, TURNS = 10_000, 1_500, 2


def due_tasks(world, many: int) -> list[int]:
    """Tasks of an entrusted affair whose time was exceeded by half, with their clocks set."""
    with transaction.atomic():
        deal = Deal(world)
        deal.running()
        first = deal.affair.tasks.get()
        moment = clock.now()
        made = [
            Task(
                **{name: getattr(first, name) for name in ("community_id", "subdistrict_id")},
                district_id=first.district_id,
                station_id=first.station_id,
                entrusted=deal.affair,
                status="open",
                title=f"第{number}户",
                created_at=moment - timedelta(days=30),
                due_at=moment - timedelta(days=14, seconds=number),
            )
            for number in range(many)
        ]
        ids = [row.pk for row in Task.objects.bulk_create(made, batch_size=2000)]
        for start in range(0, many, 2000):
            clocks.clocks_set(kind_of("task"), ids[start : start + 2000])
    sealing.record_seal()
    for name in ("notices", "figures", "clocks"):
        reader_skip_to_end(name)
    return ids


def marked() -> int:
    return ClockMark.objects.filter(level="escalated").count()


def assert_each_once(ids: list[int]) -> None:
    """One mark and one row of the record for each, and nothing beside."""
    rows = list(ClockMark.objects.values_list("subject_id", "level"))
    assert len(rows) == len(set(rows)) == len(ids)
    assert {pk for pk, _level in rows} == set(ids) and {level for _pk, level in rows} == {
        "escalated"
    }
    told = Record.objects.filter(verb="clock_escalated").values_list("subject_id", flat=True)
    assert sorted(told) == sorted(ids)


@pytest.fixture
def broker(request) -> str:
    """PostgreSQL is tried with production's broker, SQLite with the one of ./run."""
    is_production = connection.vendor == "postgresql"
    return request.getfixturevalue("own_redis").url if is_production else ""


def test_a_worker_killed_midway_tells_each_exactly_once(town, house, broker):
    """Ten thousand on PostgreSQL and Redis; fewer on the broker of ./run, which is one host's."""
    ids = due_tasks(town, MANY if connection.vendor == "postgresql" else FEW)
    home = house(broker)
    home.start("beat")
    for turn in range(1, TURNS + 1):
        home.start("worker")
        share = len(ids) * turn // (TURNS + 2)
        wait_until(lambda share=share: marked() >= share, RECOVERY)
        home.kill("worker")
    left = len(ids) - marked()
    assert left > 0, "the kills came too late to prove anything"
    began = time.monotonic()
    home.start("worker")
    wait_until(lambda: marked() == len(ids), RECOVERY)
    print(
        f"{left} of {len(ids)} left after {TURNS} kills, told in {time.monotonic() - began:.1f} s"
    )
    assert_each_once(ids)
    assert not Clock.objects.filter(strikes_at__isnull=False, subject_id__in=ids).exists()


def test_eight_sweepers_at_once_share_the_work(town):
    ids = due_tasks(town, 1_000)
    answers = in_parallel([clocks.clocks_sweep] * 8)
    assert sum(answers) == len(ids), answers
    assert_each_once(ids)


def test_a_reader_who_had_not_seen_the_marks_repeats_nothing(town):
    """The reader may set a clock anew from before the sweep: the marks are asked again."""
    ids = due_tasks(town, 300)
    clocks.clocks_sweep()
    Clock.objects.filter(subject_id__in=ids).update(level="", strikes_at=clock.now())
    assert clocks.clocks_sweep() == 0
    RecordReader.objects.filter(name="clocks").update(last_id=0)
    sealing.record_seal()
    clocks.clocks_follow()
    assert clocks.clocks_sweep() == 0
    assert_each_once(ids)
