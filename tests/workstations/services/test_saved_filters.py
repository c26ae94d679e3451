"""Filters kept under a name: one's own, named once, at most twenty."""

import pytest

from portal.kernel.errors import NotFound, RuleViolated
from workstations.models import SavedFilter
from workstations.selectors.saved_filters import filters_of
from workstations.selectors.tasks import TaskFilter
from workstations.services.saved_filters import filter_drop, filter_save

LATE = TaskFilter(is_overdue=True, assignee=None)


def keep(user, name="超期的", wanted=LATE):
    return filter_save(actor=user, name=name, wanted=wanted)


def refused(code, call):
    with pytest.raises(RuleViolated) as caught:
        call()
    assert (caught.value.field, caught.value.code) == ("name", code)


def test_it_is_ones_own(world):
    row = keep(world.staff)
    assert filters_of(world.staff) == [row] and filters_of(world.staff2) == []
    assert row.wanted == {"is_overdue": True}
    keep(world.staff2)  # the same name, another person
    with pytest.raises(NotFound):
        filter_drop(actor=world.staff2, pk=row.pk)
    filter_drop(actor=world.staff, pk=row.pk)
    with pytest.raises(NotFound):
        filter_drop(actor=world.staff, pk=row.pk)


def test_a_name_is_given_once(world):
    keep(world.staff)
    refused("taken", lambda: keep(world.staff, wanted=TaskFilter(status="open")))
    assert SavedFilter.objects.get().wanted == {"is_overdue": True}


@pytest.mark.parametrize("name", ["", "  ", "长" * 21])
def test_a_senseless_name_is_none(world, name):
    refused("length", lambda: keep(world.staff, name))


def test_nothing_is_not_kept(world):
    refused("nothing", lambda: keep(world.staff, wanted=TaskFilter()))


def test_twenty_and_no_more(world):
    for number in range(20):
        keep(world.staff, f"筛选{number}")
    refused("too_many", lambda: keep(world.staff, "一个"))
    filter_drop(actor=world.staff, pk=filters_of(world.staff)[0].pk)
    assert keep(world.staff, "一个")
