"""Urging: only what is overdue, only from above, one at a time, answered in words."""

import pytest

from portal.kernel import clock
from portal.kernel.errors import NotFound, Refused, RuleViolated, TransitionRefused
from portal.models import Record
from workstations.models import SupervisionOrder
from workstations.services.supervision import order_answer, order_urge


@pytest.fixture
def overdue(station):
    """A task in progress whose clock has run out, with its issue."""
    task = station.task_in("in_progress")
    clock.advance(days=30)
    return task


@pytest.mark.parametrize("who", ["street", "districter"])
def test_officials_above_urge_task_and_issue(world, overdue, who):
    order = order_urge(actor=world.people[who], words="请三日内办好", task=overdue)
    other = order_urge(actor=world.people[who], words="请说明", issue=overdue.issue)
    assert order.urged == overdue and other.urged == overdue.issue
    assert Record.objects.of(overdue).filter(verb="urged").exists()
    assert Record.objects.of(overdue.issue).filter(verb="urged").exists()
    row = Record.objects.of(order).get()
    assert row.remark.text == "请三日内办好" and not row.is_public


@pytest.mark.parametrize("who", "chair head staff resident donghua_street admin stranger".split())
def test_nobody_else_urges(world, overdue, who):
    with pytest.raises(Refused):
        order_urge(actor=world.people[who], words="快", task=overdue)


@pytest.mark.parametrize("state", ["in_progress", "verified", "cancelled"])
def test_only_what_is_open_and_overdue(world, station, state):
    task = station.task_in(state)
    if state != "in_progress":
        clock.advance(days=30)
    with pytest.raises(TransitionRefused):
        order_urge(actor=world.street, words="快", task=task)
    assert not SupervisionOrder.objects.exists()


def test_one_open_order_for_one_thing(world, overdue):
    first = order_urge(actor=world.street, words="请说明", task=overdue)
    with pytest.raises(TransitionRefused) as refused:
        order_urge(actor=world.districter, words="也请说明", task=overdue)
    assert refused.value.code == "already_urged"
    order_answer(actor=world.head, order_id=first.pk, words="周五前办好")
    order_urge(actor=world.districter, words="还没办好", task=overdue)


def test_an_urging_changes_nothing_of_the_affair(world, overdue):
    before = (overdue.status, overdue.version, overdue.due_at)
    order_urge(actor=world.street, words="请说明", task=overdue)
    overdue.refresh_from_db()
    assert (overdue.status, overdue.version, overdue.due_at) == before


@pytest.mark.parametrize("who", ["head", "chair", "vice"])
def test_head_and_chair_answer_once(world, overdue, who):
    order = order_urge(actor=world.street, words="请说明", task=overdue)
    order = order_answer(actor=world.people[who], order_id=order.pk, words="周五前办好")
    assert order.is_answered
    assert Record.objects.of(overdue).filter(verb="urge_answered").exists()
    with pytest.raises(TransitionRefused):
        order_answer(actor=world.chair, order_id=order.pk, words="再说一遍")


@pytest.mark.parametrize(
    ("who", "error"),
    [
        ("staff", Refused),
        ("member1", Refused),
        ("street", Refused),
        ("baita_head", NotFound),
        ("resident", NotFound),
    ],
)
def test_nobody_else_answers(world, overdue, who, error):
    order = order_urge(actor=world.street, words="请说明", task=overdue)
    with pytest.raises(error):
        order_answer(actor=world.people[who], order_id=order.pk, words="好")


def test_words_are_needed_on_both_sides(world, overdue):
    with pytest.raises(RuleViolated):
        order_urge(actor=world.street, words=" ", task=overdue)
    order = order_urge(actor=world.street, words="请说明", task=overdue)
    with pytest.raises(RuleViolated):
        order_answer(actor=world.head, order_id=order.pk, words="")


def test_the_answer_is_due_in_two_working_days(world, overdue):
    order = order_urge(actor=world.street, words="请说明", task=overdue)
    assert clock.now() < order.answer_due_at
    assert not order.is_late
    clock.advance(days=7)
    assert order.is_late
