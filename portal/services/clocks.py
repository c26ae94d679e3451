"""Clocks as rows: set as the record tells of their subjects, swept by a job, each level told once.

A noun joins by naming a ``ClockOf`` in its ``SubjectKind``; nothing else has to know of it.
"""

from collections import defaultdict
from datetime import timedelta

from django.db import transaction

from portal.kernel import clock
from portal.kernel.deadlines import LEVELS, YELLOW, next_level
from portal.models import Clock, ClockMark, Record
from portal.services.kinds import SubjectKind, kind_of
from portal.services.readers import reader_run
from portal.services.records import records_append_many

READER = "clocks"
BATCH = 250
SECOND = timedelta(seconds=1)
FIELDS = ("community", "subdistrict", "district", "from_at", "due_at", "level", "strikes_at")


def clocks_follow() -> int:
    """Read on in the record; returns how many rows were seen."""
    return reader_run(READER, clocks_read)


def clocks_read(rows: list[Record]) -> None:
    """Set the clocks of all the subjects that ``rows`` tell of, as they stand now."""
    by_type = defaultdict(set)
    for row in rows:
        if not row.verb.startswith("clock_yellow"):
            by_type[row.subject_type].add(row.subject_id)
    for subject_type, ids in by_type.items():
        kind = kind_of(subject_type)
        if kind is not None and kind.clock is not None:
            clocks_set(kind, ids)


@transaction.atomic
def clocks_set(kind: SubjectKind, ids) -> int:
    """Let the clock rows of these subjects say what the subjects say now: a new deadline or the
    end of a pause arms the levels anew, a pause or the end takes the clock away. Returns how many
    run. Run it as often as you like."""
    subjects = kind.load(ids)
    readings = {pk: kind.clock.reading(row) for pk, row in subjects.items()}
    running = {pk: reading for pk, reading in readings.items() if reading is not None}
    _clocks_of(kind.subject_type, set(ids) - set(running)).delete()
    told = _told(kind.subject_type, running)
    rows = [
        _clock(kind, subjects[pk], reading, _highest(told[pk], reading.due_at))
        for pk, reading in sorted(running.items())
    ]
    Clock.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["subject_type", "subject_id"],
        update_fields=[*FIELDS, "is_inner"],
    )
    return len(rows)


def _clocks_of(subject_type: str, ids):
    return Clock.objects.filter(subject_type=subject_type, subject_id__in=list(ids))


def _told(subject_type: str, ids) -> dict[int, set]:
    """{subject: {(level, deadline)}} of what was announced already; one statement."""
    found = defaultdict(set)
    rows = ClockMark.objects.filter(subject_type=subject_type, subject_id__in=list(ids))
    for pk, level, due_at in rows.values_list("subject_id", "level", "due_at"):
        found[pk].add((level, due_at))
    return found


def _highest(told: set, due_at) -> str:
    return next((level for level in reversed(LEVELS) if (level, due_at) in told), "")


def _clock(kind: SubjectKind, subject, reading, level: str) -> Clock:
    after = next_level(level)
    return Clock(
        subject_type=kind.subject_type,
        subject_id=subject.pk,
        community_id=subject.community_id,
        subdistrict_id=subject.subdistrict_id,
        district_id=subject.district_id,
        from_at=reading.from_at,
        due_at=reading.due_at,
        level=level,
        strikes_at=reading.strikes_at(after) if after else None,
        is_inner=kind.clock.is_inner(subject),
    )


def clocks_sweep() -> int:
    """Announce every level that a clock has reached; returns how many were announced.

    Each batch is one short transaction of its own over rows that nobody else holds: a killed
    worker leaves whole batches behind it and nothing of the one it was in.
    """
    announced = 0
    while True:
        taken, told = _batch(clock.now())
        announced += told
        if taken < BATCH:
            return announced


@transaction.atomic
def _batch(moment) -> tuple[int, int]:
    """(rows taken, levels announced)."""
    due = Clock.objects.filter(strikes_at__lte=moment).order_by("strikes_at", "id")
    rows = list(due.select_for_update(skip_locked=True, no_key=True)[:BATCH])
    by_type = defaultdict(dict)
    for row in rows:
        by_type[row.subject_type][row.subject_id] = row
    told = sum(_struck(kind_of(name), clocks, moment) for name, clocks in by_type.items())
    return len(rows), told


def _struck(kind: SubjectKind, clocks: dict[int, Clock], moment) -> int:
    """Announce for one kind. The subjects are asked again: what ended or was given more time since
    its clock was set strikes no more; and the marks too, since the clock may have been set anew
    by a reader who had not seen them yet."""
    subjects, told = kind.load(list(clocks)), _told(kind.subject_type, clocks)
    marks, entries, gone, kept = [], [], [], []
    for pk, row in clocks.items():
        subject = subjects.get(pk)
        reading = kind.clock.reading(subject) if subject else None
        if reading is None:
            gone.append(row.pk)
            continue
        known = _highest(told[pk], reading.due_at)
        level = reading.level_at(moment)
        if level and (not known or LEVELS.index(level) > LEVELS.index(known)):
            marks.append(_mark(row, level, reading, moment))
            entries.append(_entry(kind, subject, level, reading))
            known = level
        kept.append(_again(row, kind, subject, reading, known, moment))
    ClockMark.objects.bulk_create(marks)
    records_append_many(entries)
    Clock.objects.filter(pk__in=gone).delete()
    _keep(kept, clocks)
    return len(marks)


def _keep(fresh: list[Clock], before: dict[int, Clock]) -> None:
    """Write the rows back: those that have only come to their last level in one plain statement,
    which is most of a backlog, the others one by one inside another."""
    last = [
        row.pk
        for row in fresh
        if row.level == LEVELS[-1] and row.due_at == before[row.subject_id].due_at
    ]
    Clock.objects.filter(pk__in=last).update(level=LEVELS[-1], strikes_at=None)
    done = set(last)
    others = [row for row in fresh if row.pk not in done]
    Clock.objects.bulk_update(others, FIELDS[3:])


def _again(row: Clock, kind, subject, reading, level: str, moment) -> Clock:
    """The same row, set to the level after ``level``. What is reached exactly at its moment (red
    begins after it) is looked at again a second later rather than at once."""
    fresh = _clock(kind, subject, reading, level)
    fresh.pk = row.pk
    if fresh.strikes_at is not None and fresh.strikes_at <= moment:
        fresh.strikes_at = moment + SECOND
    return fresh


def _mark(row: Clock, level: str, reading, moment) -> ClockMark:
    return ClockMark(
        subject_type=row.subject_type,
        subject_id=row.subject_id,
        level=level,
        due_at=reading.due_at,
        marked_at=moment,
    )


def _entry(kind: SubjectKind, subject, level: str, reading) -> dict:
    return {
        "subject": subject,
        "verb": f"clock_{level}",
        "data": {"level": level, "clock": {"turn": level, "to": reading.due_at.isoformat()}},
        "is_public": kind.clock.is_public and level != YELLOW,
    }
