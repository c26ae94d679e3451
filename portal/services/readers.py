"""Followers of the record: each takes sealed rows in order and advances in one transaction."""

from collections.abc import Callable
from math import inf
from time import monotonic

from django.db import transaction

from portal.kernel import clock
from portal.models import Record, RecordReader
from portal.services.sealing import sealed_until

CHUNK = 500


def reader_run(
    name: str,
    handle: Callable[[list[Record]], None],
    chunk: int = CHUNK,
    seconds: float = inf,
) -> int:
    """Let ``handle`` see every sealed row after the last one it has seen; returns how many.

    Handling and advancing commit together: a killed worker repeats nothing and skips nothing. A
    reader that another worker is running is left to it. After ``seconds`` it leaves the rest to
    the next run, so that other work gets its turn.
    """
    until = monotonic() + seconds
    RecordReader.objects.get_or_create(name=name)
    seen = 0
    while True:
        count = _step(name, handle, chunk)
        seen += count
        if count < chunk or monotonic() > until:
            return seen


@transaction.atomic
def _step(name: str, handle, chunk: int) -> int:
    reader = RecordReader.objects.select_for_update(skip_locked=True).filter(name=name).first()
    if reader is None:
        return 0
    rows = list(
        Record.objects.filter(id__gt=reader.last_id, id__lte=sealed_until())
        .select_related("actor_division")
        .order_by("id")[:chunk]
    )
    if rows:
        handle(rows)
        reader.last_id = rows[-1].pk
    reader.as_of = clock.now()
    reader.save(update_fields=["last_id", "as_of"])
    return len(rows)


def reader_skip_to_end(name: str) -> None:
    """Leave everything sealed so far unread (after a bulk load)."""
    RecordReader.objects.get_or_create(name=name)
    RecordReader.objects.filter(name=name).update(last_id=sealed_until(), as_of=clock.now())
