"""The desk of a station with twenty thousand tasks: what it asks, by which index, what it says."""

import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from portal.access.checker import access_of
from portal.kernel import clock
from tests.workstations.entrusting import Deal
from workstations.models import Task
from workstations.selectors import tasks as select

MANY = 20_000
STATES = ("open", "assigned", "in_progress", "blocked", "delivered", "rework")


def tasks_make(world, many: int) -> None:
    """``many`` open tasks of 明通巷, every fifth in 李静's hands, due over a year."""
    deal = Deal(world)
    deal.running()
    tasks_add(world, Task.objects.get(), many)


def tasks_add(world, first: Task, many: int) -> None:
    """More beside ``first``."""
    places = {name: getattr(first, name) for name in ("community_id", "subdistrict_id")}
    moment = clock.now()
    Task.objects.bulk_create(
        [
            Task(
                **places,
                district_id=first.district_id,
                station_id=first.station_id,
                entrusted_id=first.entrusted_id,
                status=STATES[number % len(STATES)],
                assignee=world.staff if number % 5 == 0 else world.staff2,
                title=f"第{number}户入户 {uuid4().hex[:4]}",
                due_at=moment + timedelta(hours=number * 8760 / many - 100),
                created_at=moment - timedelta(days=20),
            )
            for number in range(many)
        ],
        batch_size=2000,
    )


PAGES = ("task_mine", "task_board", "task_list")


def statements(client, name: str) -> int:
    url = reverse(f"workstations:{name}")
    client.get(url)
    with CaptureQueriesContext(connection) as seen:
        assert client.get(url).status_code == 200
    return len(seen)


@pytest.mark.parametrize("name", PAGES)
def test_a_page_asks_as_much_at_10_as_at_50(world, monday, as_user, name):
    client = as_user(world.staff)
    tasks_make(world, 10)
    few = statements(client, name)
    tasks_add(world, Task.objects.first(), 50)
    assert statements(client, name) == few <= 6


@pytest.fixture
def many(world, monday):
    tasks_make(world, MANY)
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE workstations_task")
    return world


def test_twenty_thousand_are_read_by_an_index_and_shown_in_part(many, as_user, fresh):
    client = as_user(many.staff)
    for name in PAGES:
        url = reverse(f"workstations:{name}")
        with CaptureQueriesContext(connection) as seen:
            page = client.get(url)
        asked = [one["sql"] for one in seen if "workstations_task" in one["sql"]]
        assert len(asked) == 1 and len(seen) <= 9, name
        # SQLite takes no partial index for values it is given apart from the statement, so there
        # the table is read; what EXPLAIN says of the statement with its values would flatter it.
        if connection.vendor == "postgresql":
            assert not reads_the_whole_table(asked[0]), (name, plan(asked[0]))
        rows = len(re.findall(r'class="affair[ "]', page.content.decode()))
        assert rows <= select.BOARD_LIMIT, name
    assert "60" in client.get(reverse("workstations:task_mine")).content.decode()


def plan(sql: str) -> str:
    """How PostgreSQL means to answer."""
    with connection.cursor() as cursor:
        cursor.execute("EXPLAIN " + sql)
        return "\n".join(str(row) for row in cursor.fetchall())


def reads_the_whole_table(sql: str) -> bool:
    return "Seq Scan on workstations_task" in plan(sql)


def test_what_is_cut_off_is_said_in_the_counts(many, as_user):
    """100 hours of 8760 lie behind: of my 4,000 tasks, 46 are overdue and the rest are cut."""
    groups = select.tasks_mine(access_of(many.staff))
    counts = select.counts_of(groups)
    assert select.cut_at(groups) == select.BOARD_LIMIT
    assert counts["overdue"].isdecimal() and "later" not in counts
    assert [value for value in counts.values() if value.endswith("+")]
