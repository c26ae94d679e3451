"""Followers of the record see every sealed row once, in order, whatever kills them."""

import pytest

from portal.models import Record, RecordReader
from portal.services import sealing
from portal.services.readers import reader_run, reader_skip_to_end
from portal.services.records import record_append

pytestmark = pytest.mark.django_db


@pytest.fixture
def history(world):
    """Twelve sealed rows beside those of the world itself."""

    def write(count):
        for n in range(count):
            record_append(subject=world.mingtong, verb=f"v{n}", division_id=world.mingtong.pk)
        sealing.record_seal()

    write(12)
    return write


class Seen(list):
    """Remembers what it was shown."""

    def __call__(self, rows):
        self.extend(row.pk for row in rows)


def test_rows_come_once_in_order_in_pieces(history):
    seen = Seen()
    total = Record.objects.count()
    assert reader_run("test", seen, chunk=5) == total
    assert seen == sorted(seen) and len(set(seen)) == total
    assert reader_run("test", seen, chunk=5) == 0
    history(3)
    assert reader_run("test", seen, chunk=5) == 3
    assert len(set(seen)) == len(seen) == total + 3


def test_rows_not_sealed_yet_wait(history, world):
    seen = Seen()
    reader_run("test", seen)
    record_append(subject=world.mingtong, verb="new")
    assert reader_run("test", seen) == 0
    sealing.record_seal()
    assert reader_run("test", seen) == 1


@pytest.mark.parametrize("dies_at", range(1, 5))
def test_one_that_dies_in_any_piece_goes_on_where_it_was(history, dies_at):
    seen, pieces = Seen(), []

    def dying(rows):
        pieces.append(rows)
        if len(pieces) == dies_at:
            raise KeyboardInterrupt
        seen(rows)

    with pytest.raises(KeyboardInterrupt):
        reader_run("test", dying, chunk=3)
    reader_run("test", seen, chunk=3)
    assert seen == list(Record.objects.order_by("id").values_list("pk", flat=True))


def test_readers_do_not_disturb_each_other(history):
    one, two = Seen(), Seen()
    reader_run("one", one, chunk=4)
    reader_run("two", two, chunk=7)
    assert one == two


def test_after_a_bulk_load_the_past_can_be_left_unread(history):
    seen = Seen()
    reader_skip_to_end("test")
    assert reader_run("test", seen) == 0
    history(1)
    assert reader_run("test", seen) == 1


def test_how_far_it_has_come_is_said(history):
    reader_run("test", Seen())
    reader = RecordReader.objects.get(name="test")
    assert reader.last_id == sealing.sealed_until() and reader.as_of
