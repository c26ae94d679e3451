"""The day list: what is on it, in which order, whose phone is seen by whom."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from portal.access.checker import access_of
from portal.kernel import clock
from portal.kernel.errors import NotFound
from portal.models import Record
from tests.workstations.planning import plan_of
from tests.workstations.resting import away
from workstations.models import Task
from workstations.selectors.day import day_for
from workstations.services.plan_sweep import plans_sweep
from workstations.services.tasks import task_assign


def url(query=""):
    return reverse("workstations:task_day") + query


def at(station, world, place, days=0, building="", to=None):
    """A task of 李静 at ``place``, due in so many days."""
    task = station.task(place=place, building=building)
    Task.objects.filter(pk=task.pk).update(due_at=clock.now() + timedelta(days=days, hours=2))
    task.refresh_from_db()
    return task_assign(actor=world.head, task=task, assignee=to or world.staff)


def stops(user, on=None, whose=None):
    user.__dict__.pop("_access", None)
    day = day_for(access_of(user), on or clock.today(), whose)
    return [(stop.name, [call.task for call in stop.calls]) for stop in day.stops]


def test_the_walk(world, station):
    far = at(station, world, "白塔路101号院11栋门前")
    near = at(station, world, "白塔路101号院2栋")
    also = at(station, world, "", building="白塔路101号院二栋3单元")
    late = at(station, world, "东风巷3号", days=-2)
    at(station, world, "东风巷3号", days=1)
    at(station, world, "东风巷3号", to=world.staff2)
    found = stops(world.staff)
    assert [name for name, _tasks in found] == [
        "东风巷3号",
        "白塔路101号院2栋",
        "白塔路101号院11栋",
    ]
    assert dict(found)["白塔路101号院2栋"] == [near, also]
    assert dict(found)["东风巷3号"] == [late] and dict(found)["白塔路101号院11栋"] == [far]


def test_all_of_one_yard_stand_together_before_its_buildings(world, station):
    gate = at(station, world, "北辰小区大门右侧")
    building = at(station, world, "北辰小区7栋1单元")
    yard = at(station, world, "北辰小区")
    assert stops(world.staff) == [("北辰小区", [yard, gate]), ("北辰小区7栋", [building])]


def test_an_address_is_said_once(world, station, as_user):
    at(station, world, "北辰小区")
    at(station, world, "北辰小区大门右侧")
    page = as_user(world.staff).get(url()).content.decode()
    lines = page.count('class="call__line"')
    assert lines == 1 and "北辰小区大门右侧" in page


def test_tomorrow_and_what_a_plan_set_for_the_day(world, station):
    tomorrow = at(station, world, "东风巷3号", days=1)
    plan_of(world, assignee=world.staff, lead_days=0)
    plans_sweep()
    planned = Task.objects.get(plan__isnull=False)
    assert stops(world.staff) == [("", [planned])]
    assert stops(world.staff, clock.today() + timedelta(days=1))[0] == ("东风巷3号", [tomorrow])


def test_delivered_and_foreign_ones_are_not_on_it(world, station):
    station.task_in("delivered")
    assert stops(world.staff) == []
    at(station, world, "东风巷3号")
    assert stops(world.staff2) == []


def test_whoever_stands_in_walks_for_both(world, station):
    task = at(station, world, "东风巷3号")
    away(world)
    assert stops(world.staff2) == [("东风巷3号", [task])]


def test_the_head_prints_for_his_people_alone(world, station):
    task = at(station, world, "东风巷3号")
    assert stops(world.head, whose=world.staff.pk) == [("东风巷3号", [task])]
    for viewer, whose in ((world.staff2, world.staff), (world.head, world.baita_staff)):
        with pytest.raises(NotFound):
            stops(viewer, whose=whose.pk)


def test_phones_only_when_asked_for_and_on_the_record(world, station, as_user):
    at(station, world, "东风巷3号")
    client = as_user(world.staff)
    page = client.get(url()).content.decode()
    assert "东风巷3号" in page and world.resident.phone not in page
    assert not Record.objects.filter(verb="reporter_seen").exists()
    page = client.post(url()).content.decode()
    assert world.resident.phone in page and "王桂芳" in page
    row = Record.objects.get(verb="reporter_seen")
    assert row.actor == world.staff and not row.is_public


@pytest.mark.parametrize("who", ["resident", "street", "chair"])
def test_only_the_stations_people_have_one(world, station, as_user, who):
    assert as_user(world.people[who]).get(url()).status_code == 403
    assert as_user(world.people[who]).post(url()).status_code == 403


@pytest.mark.parametrize(
    "query", ["?on=x", "?on=9999-99-99", "?on=0001-01-01", "?who=x", "?on=9999-12-31"]
)
def test_a_senseless_address_is_today(world, station, as_user, query):
    page = as_user(world.staff).get(url(query))
    assert page.status_code == 200 and page.context["day"].on == clock.today()


def test_an_empty_day_says_so(world, as_user):
    assert "没有到期的任务" in as_user(world.staff).get(url()).content.decode()


def test_it_asks_as_much_for_10_as_for_50(world, station, as_user):
    def cost():
        client = as_user(world.staff)
        client.get(url())
        with CaptureQueriesContext(connection) as seen:
            client.get(url())
        return len(seen)

    for number in range(10):
        at(station, world, f"东风巷{number + 1}号")
    few = cost()
    for number in range(40):
        at(station, world, f"白塔路{number + 1}号")
    assert cost() == few <= 6
