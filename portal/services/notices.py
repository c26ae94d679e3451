"""Telling people: the reader that turns rows of the record into notices."""

from itertools import groupby
from math import inf

from portal.models import Notice, Record, User
from portal.services.kinds import kind_of
from portal.services.readers import reader_run

READER = "notices"
CHUNK = 50  # asking who hears of a row takes a while, and SQLite lets nobody write meanwhile


def notices_run(seconds: float = inf) -> int:
    """Read on, for about ``seconds`` at most; returns how many rows of the record were seen."""
    return reader_run(READER, notices_make, chunk=CHUNK, seconds=seconds)


def notices_make(rows: list[Record]) -> None:
    """Write the notices of ``rows``: once per person and row, never to the one who acted."""
    made: list[Notice] = []
    ordered = sorted(rows, key=lambda row: (row.subject_type, row.pk))
    for subject_type, group in groupby(ordered, key=lambda row: row.subject_type):
        kind = kind_of(subject_type)
        if kind is None:
            continue
        same = list(group)
        subjects = kind.load([row.subject_id for row in same])
        for row in same:
            subject = subjects.get(row.subject_id)
            if subject is not None:
                made += _of(row, kind, subject)
    with_mail = set(
        User.objects.filter(pk__in={notice.recipient_id for notice in made})
        .exclude(email="")
        .values_list("pk", flat=True)
    )
    for notice in made:
        notice.wants_mail = notice.recipient_id in with_mail
    made.sort(key=lambda notice: notice.record_id)
    Notice.objects.bulk_create(made, ignore_conflicts=True, batch_size=500)


def _of(row: Record, kind, subject) -> list[Notice]:
    level = row.data.get("level", "") if row.verb.startswith("clock_") else ""
    if level and kind.clock:
        needed = set(kind.clock.hears(subject, level))
        audience = {}
    else:
        audience = dict(kind.audience(row, subject))
        needed = set(kind.needs(row, subject))
    for user_id in needed:
        audience.setdefault(user_id, "responsible")
    audience.pop(row.actor_id, None)
    audience.pop(None, None)
    return [
        Notice(
            recipient_id=user_id,
            record=row,
            why=why,
            needs_you=user_id in needed,
            created_at=row.happened_at,
        )
        for user_id, why in audience.items()
    ]


def notices_seen(user: User, newest_id: int) -> None:
    """Everything up to ``newest_id`` has been looked at; what is still to come has not."""
    newest = Notice.objects.filter(recipient=user, pk__lte=newest_id).order_by("-pk").first()
    if newest is not None:
        User.objects.filter(pk=user.pk, seen_notice_id__lt=newest.pk).update(
            seen_notice_id=newest.pk
        )
