"""Reading the seals of the record: what outsiders note down to hold the house to it."""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from portal.models import RecordBatch


@dataclass(frozen=True)
class Head:
    """The last link of the chain on one day: whoever notes it can later prove a change."""

    day: date
    number: int
    last_id: int
    hash: str
    sealed_at: datetime


def record_heads(days: int = 7) -> list[Head]:
    """The last head of each of the newest ``days`` days that have one, newest first.

    Statements: at most one a day, each an index look-up, however long the record is.
    """
    found: list[Head] = []
    before = None
    while len(found) < days:
        batch = _newest_before(before)
        if batch is None:
            break
        day = timezone.localtime(batch.sealed_at).date()
        found.append(Head(day, batch.number, batch.last_id, batch.hash, batch.sealed_at))
        before = day
    return found


def record_head() -> Head | None:
    """The newest head; one statement."""
    return next(iter(record_heads(1)), None)


def batches_newest(before: int | None = None) -> list[RecordBatch]:
    """Up to 51 batches, newest first; keyset by number; one statement."""
    rows = RecordBatch.objects.defer("leaf_marks").order_by("-number")
    if before is not None:
        rows = rows.filter(number__lt=before)
    return list(rows[:51])


def _newest_before(day: date | None) -> RecordBatch | None:
    rows = RecordBatch.objects.order_by("-number")
    if day is not None:
        midnight = datetime.combine(day, datetime.min.time(), timezone.get_current_timezone())
        rows = rows.filter(sealed_at__lt=midnight)
    return rows.first()
