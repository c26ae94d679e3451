"""How execution is told of: every verb has words, everybody who must act is named."""

import pytest

from portal.kernel import clock
from portal.models import Record
from portal.selectors.timelines import timeline_entries
from portal.services.kinds import kind_of
from resident_affairs.models import Issue
from resident_affairs.services.closing import issue_rate
from tests.workstations.conftest import ROADS
from workstations.services import tasks as do
from workstations.services.supervision import order_answer, order_urge

TYPES = ("task", "supervision_order", "assessment")


@pytest.mark.parametrize("state", sorted(ROADS))
def test_every_row_can_be_told(world, station, state):
    station.task_in(state)
    rows = list(Record.objects.filter(subject_type__in=TYPES))
    entries = timeline_entries(rows, names=True)
    assert len(entries) == len(rows) and all(entry.title for entry in entries)
    for row in rows:
        kind = kind_of(row.subject_type)
        subject = kind.load([row.subject_id])[row.subject_id]
        assert kind.title(subject) and kind.url(subject)
        assert isinstance(kind.audience(row, subject), dict)
        assert isinstance(kind.needs(row, subject), set)


def latest(task, verb):
    return Record.objects.of(task).filter(verb=verb).last()


def test_the_head_has_to_act_on_what_is_open(world, station):
    task = station.task()
    kind = kind_of("task")
    assert kind.needs(latest(task, "open"), task) == {world.head.pk}


def test_the_assignee_then_the_committee(world, station):
    kind = kind_of("task")
    task = station.task_in("assigned")
    assert kind.needs(latest(task, "assign"), task) == {world.staff.pk}
    task = station.task_in("delivered")
    needed = kind.needs(latest(task, "deliver"), task)
    assert {world.chair.pk, world.member1.pk} <= needed and world.staff.pk not in needed
    task = do.task_verify(actor=world.member1, task=task)
    assert kind.needs(latest(task, "deliver"), task) == set()


def test_whoever_urged_hears_of_the_answer(world, station):
    task = station.task_in("in_progress")
    clock.advance(days=30)
    order = order_urge(actor=world.street, words="请说明", task=task)
    kind = kind_of("supervision_order")
    row = Record.objects.of(order).get()
    assert kind.needs(row, order) == {world.head.pk, world.chair.pk, world.vice.pk}
    order = order_answer(actor=world.head, order_id=order.pk, words="周五")
    assert kind.needs(row, order) == set()
    assert kind.audience(Record.objects.of(order).last(), order) == {world.street.pk: "supervisor"}


def test_a_rating_is_told_to_the_station(world, station):
    station.task_in("verified")
    issue_rate(actor=world.resident, issue=Issue.objects.get(), score=5, is_solved=True)
    row = Record.objects.get(subject_type="assessment")
    kind = kind_of("assessment")
    subject = kind.load([row.subject_id])[row.subject_id]
    assert set(kind.audience(row, subject)) == {world.head.pk, world.staff.pk, world.staff2.pk}
