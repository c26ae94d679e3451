"""Keeping the figures: a reader rolls the record up; a rebuild proves that nothing drifted."""

from collections import Counter, namedtuple
from collections.abc import Iterable

from django.db import connection, transaction
from django.db.models import Q
from django.utils import timezone

from portal.dashboards.measures import all_gauges, measured_verbs, measures_of, month_of
from portal.kernel import clock
from portal.models import (
    ActiveResident,
    Division,
    Figure,
    Gauge,
    Level,
    Record,
    RecordReader,
    Role,
)
from portal.services.readers import reader_run
from portal.services.sealing import sealed_until

# The part of a row that is counted, for whom a whole row of the record is too heavy.
CountedRow = namedtuple(
    "CountedRow",
    "happened_at actor_id actor_role division_id subject_type verb from_state data",
)
Counted = Record | CountedRow

READER = "figures"
CHUNK = 2000
UPSERT = 500


def figures_run() -> int:
    """Read on; returns how many rows of the record were counted."""
    return reader_run(READER, lambda rows: figures_add(figures_count(rows)), chunk=CHUNK)


def _chains(wanted: set[int]) -> dict[int, tuple[int, ...]]:
    """Division id → ids of itself, the sub-district and the district above it, for ``wanted``."""
    paths = dict(Division.objects.filter(pk__in=wanted).values_list("id", "path"))
    above = {int(part) for path in paths.values() for part in path.strip("/").split("/") if part}
    levels = [Level.COMMUNITY, Level.SUBDISTRICT, Level.DISTRICT]
    counted = set(
        Division.objects.filter(pk__in=above, level__in=levels).values_list("id", flat=True)
    )
    return {
        pk: tuple(int(part) for part in path.strip("/").split("/") if part and int(part) in counted)
        for pk, path in paths.items()
    }


def figures_count(rows: Iterable[Counted]) -> tuple[Counter, set]:
    """The increments that ``rows`` make: (month, division, category, measure, bucket) → value,
    and the residents who took part: (month, division, user)."""
    counts, people = _counted_at_place(rows)
    chains = _chains({key[1] for key in (*counts, *people)})
    increments, residents = Counter(), set()
    for (month, place, category, measure, bucket), value in counts.items():
        for division in chains.get(place, ()):
            for kind in {0, category}:
                increments[(month, division, kind, measure, bucket)] += value
    for month, place, user in people:
        residents |= {(month, division, user) for division in chains.get(place, ())}
    return increments, residents


def _counted_at_place(rows: Iterable[Counted]) -> tuple[Counter, set]:
    """What ``rows`` count for in the division where each happened, nothing above it."""
    counts, people = Counter(), set()
    for row in rows:
        measures = measures_of(row)
        is_resident = row.actor_role == Role.RESIDENT and row.actor_id
        if not row.division_id or not (measures or is_resident):
            continue
        month = timezone.localtime(row.happened_at).date().replace(day=1)
        if is_resident:
            people.add((month, row.division_id, row.actor_id))
        category = row.data.get("category") or 0
        for measure in measures:
            when = month_of(measure, row) if measure.month_in else month
            for bucket, value in measure.count(row) if when else ():
                counts[(when, row.division_id, category, measure.name, bucket)] += value
    return counts, people


@transaction.atomic
def figures_add(counted: tuple[Counter, set]) -> None:
    """Add increments to what is stored; one statement per 500 rows."""
    increments, residents = counted
    keys = sorted(increments)
    for start in range(0, len(keys), UPSERT):
        _upsert([(*key, increments[key]) for key in keys[start : start + UPSERT]])
    ActiveResident.objects.bulk_create(
        [ActiveResident(month=m, division_id=d, user_id=u) for m, d, u in sorted(residents)],
        ignore_conflicts=True,
        batch_size=UPSERT,
    )


UPSERT_SQL = (
    "INSERT INTO portal_figure (month, division_id, category_id, measure, bucket, value) "
    "VALUES {} ON CONFLICT (division_id, category_id, month, measure, bucket) "
    "DO UPDATE SET value = portal_figure.value + excluded.value"
)


def _upsert(rows: list[tuple]) -> None:
    marks = ", ".join(["(%s, %s, %s, %s, %s, %s)"] * len(rows))
    with connection.cursor() as cursor:
        cursor.execute(UPSERT_SQL.format(marks), [value for row in rows for value in row])


def _recount(until: int) -> tuple[Counter, set]:
    """Everything the record holds up to row ``until``, counted anew."""
    counting = Q(verb__in=measured_verbs()) | Q(actor_role=Role.RESIDENT)
    rows = Record.objects.filter(counting, id__lte=until).order_by("id")
    found = rows.values_list(*CountedRow._fields).iterator(chunk_size=CHUNK)
    return figures_count(map(CountedRow._make, found))


def figures_rebuild() -> int:
    """Count the whole record anew and replace what is stored; returns how many figures.

    Counting needs no lock, since sealed rows never change; the reader goes on where it ended.
    """
    until = sealed_until()
    increments, residents = _recount(until)
    with transaction.atomic():
        reader = _reader_locked()
        Figure.objects.all().delete()
        ActiveResident.objects.all().delete()
        figures_add((increments, residents))
        reader.last_id, reader.as_of = until, clock.now()
        reader.save(update_fields=["last_id", "as_of"])
    return len(increments)


def _reader_locked() -> RecordReader:
    return RecordReader.objects.select_for_update().get_or_create(name=READER)[0]


KEY = ("month", "division_id", "category_id", "measure", "bucket")


def figures_drift() -> list[str]:
    """Where the stored figures differ from a fresh count, in words; [] is what must be.

    What is stored is read at one moment under the reader's lock; the count follows without it.
    """
    with transaction.atomic():
        until = _reader_locked().last_id
        stored = {row[:-1]: row[-1] for row in Figure.objects.values_list(*KEY, "value")}
        people = set(ActiveResident.objects.values_list("month", "division_id", "user_id"))
    increments, residents = _recount(until)
    wrong = [
        f"{key}: stored {stored.get(key, 0)}, counted {increments.get(key, 0)}"
        for key in stored.keys() | increments.keys()
        if stored.get(key, 0) != increments.get(key, 0)
    ]
    if people != residents:
        wrong.append(f"active residents: {len(people)} stored, {len(residents)} counted")
    return sorted(wrong)


@transaction.atomic
def gauges_refresh() -> int:
    """Measure every gauge now, for each community and what lies above it."""
    moment, rows = clock.now(), []
    read = {gauge.name: list(gauge.read()) for gauge in all_gauges()}
    chains = _chains({row[0] for measured in read.values() for row in measured})
    for name, measured in read.items():
        heights: Counter = Counter()
        for community, category, value in measured:
            for division in chains.get(community, ()):
                for kind in {0, category}:
                    heights[(division, kind)] += value
        rows += [
            Gauge(division_id=d, category_id=c, measure=name, value=v, as_of=moment)
            for (d, c), v in heights.items()
        ]
    Gauge.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["division", "category_id", "measure"],
        update_fields=["value", "as_of"],
        batch_size=UPSERT,
    )
    # What is no longer there has sunk to nothing.
    Gauge.objects.filter(as_of__lt=moment).update(value=0, as_of=moment)
    return len(rows)
