"""The copied world is the built world."""

import pytest
from django.db import transaction

from tests import snapshot
from tests import world as worlds

pytestmark = pytest.mark.django_db


class Undo(Exception):
    """Takes a block back."""


def state_after(lay) -> tuple[dict, object]:
    built = rows = None
    try:
        with transaction.atomic():
            built = lay()
            rows = snapshot.rows_now()
            raise Undo
    except Undo:
        return rows, built


def test_a_copy_holds_the_rows_of_the_original(monday):
    kept = snapshot.Snapshot(worlds.build)
    first, built = state_after(kept.lay)
    again, copied = state_after(kept.lay)
    assert {label: len(rows) for label, rows in first.items()} == {
        label: len(rows) for label, rows in again.items()
    }
    assert first == again
    assert copied.chair == built.chair and copied.chair is not built.chair


def test_a_test_leaves_no_trace_in_the_next_copy(monday):
    kept = snapshot.Snapshot(worlds.build)
    _rows, _built = state_after(kept.lay)

    def spoil():
        world = kept.lay()
        world.chair.name = "别人"
        world.people.pop("staff")

    state_after(spoil)
    _rows, fresh = state_after(kept.lay)
    assert fresh.chair.name == "赵敏" and "staff" in fresh.people
