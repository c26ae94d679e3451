"""Sealing the record: new rows are chained into hash-linked batches with a Merkle root each."""

import hashlib
import json
from datetime import UTC, datetime
from time import monotonic, sleep

from django.db import connection, transaction
from django.db.models import Max

from portal.kernel import clock
from portal.models import Record, RecordBatch

BATCH = 2000
MARK = 4  # bytes of each leaf kept in its batch, to name the row that was altered
SEALER_LOCK = 7_159_101  # one sealer at a time, whatever process it runs in
PATIENCE, PAUSE = 0.3, 0.01  # seconds that writers are waited for, and between two looks
WRITERS = """
    SELECT virtualtransaction FROM pg_locks
    WHERE relation = 'portal_record'::regclass AND mode = 'RowExclusiveLock' AND granted
      AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
      AND pid IS DISTINCT FROM pg_backend_pid()
"""
GENESIS = "0" * 64
LEAF_FIELDS = (
    "id",
    "happened_at",
    "actor_id",
    "actor_role",
    "actor_division_id",
    "division_id",
    "subject_type",
    "subject_id",
    "verb",
    "from_state",
    "to_state",
    "remark_digest",
    "data",
    "is_public",
)


def _stamp(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def leaf_hash(row: dict) -> bytes:
    """SHA-256 of one row in canonical JSON. ``remark_id`` stays out: erasing somebody's words
    nulls it, while their digest remains."""
    plain = {name: row[name] for name in LEAF_FIELDS}
    plain["happened_at"] = _stamp(plain["happened_at"])
    text = json.dumps(plain, sort_keys=True, ensure_ascii=True, separators=(",", ":"))
    return hashlib.sha256(b"\x00" + text.encode()).digest()


def merkle_root(leaves: list[bytes]) -> str:
    """The root over ``leaves``; an odd one is carried up (RFC 6962's leaf and node prefixes)."""
    level = leaves
    while len(level) > 1:
        pairs = zip(level[::2], level[1::2], strict=False)
        above = [hashlib.sha256(b"\x01" + left + right).digest() for left, right in pairs]
        if len(level) % 2:
            above.append(level[-1])
        level = above
    return level[0].hex()


def leaf_marks(leaves: list[bytes]) -> bytes:
    """The beginnings of the leaves: no proof (the root is), but they show where to look."""
    return b"".join(leaf[:MARK] for leaf in leaves)


def batch_hash(previous: str, batch: RecordBatch) -> str:
    """The link of the chain, as RecordBatch documents it."""
    parts = (
        previous,
        batch.number,
        batch.first_id,
        batch.last_id,
        batch.count,
        batch.merkle_root,
        _stamp(batch.sealed_at),
    )
    return hashlib.sha256("\n".join(map(str, parts)).encode()).hexdigest()


def _horizon() -> int | None:
    """The highest id below which every row is committed or never will be; None while a writer
    that may hold a smaller one is still at work.

    PostgreSQL gives ids before commit. Who inserts takes the table's row lock before the id and
    keeps it until the end, so the ids up to the newest committed one are settled once those have
    ended who are seen writing after it was read. No table lock is taken: nobody waits for the
    sealer, and it doesn't wait for autovacuum. On SQLite a writer is alone (IMMEDIATE).
    """
    newest = _newest_row()
    if connection.vendor != "postgresql":
        return newest
    until = monotonic() + PATIENCE
    writers = _writers()
    while writers:
        if monotonic() > until:
            return None
        sleep(PAUSE)
        writers &= _writers()
    return newest


def _writers() -> set[str]:
    """The transactions, but for one's own, that have begun to write into the record."""
    with connection.cursor() as cursor:
        cursor.execute(WRITERS)
        return {row[0] for row in cursor.fetchall()}


def _newest_row() -> int:
    return Record.objects.aggregate(top=Max("id"))["top"] or 0


def sealed_until() -> int:
    """The id of the last sealed row."""
    return RecordBatch.objects.aggregate(top=Max("last_id"))["top"] or 0


def record_seal(limit: int = 500) -> int:
    """Seal all rows that are safe to seal, at most ``limit`` batches; returns how many rows.

    A writer that takes long only puts the sealing off to the next beat.
    """
    if _newest_row() <= sealed_until():
        return 0
    horizon = _horizon()
    if horizon is None:
        return 0
    sealed = 0
    for _round in range(limit):
        rows = _seal_one(horizon)
        sealed += rows
        if rows < BATCH:
            break
    return sealed


def _is_only_sealer() -> bool:
    if connection.vendor != "postgresql":
        return True  # an IMMEDIATE transaction is alone in writing
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [SEALER_LOCK])
        return cursor.fetchone()[0]


@transaction.atomic
def _seal_one(horizon: int) -> int:
    if not _is_only_sealer():
        return 0
    last = RecordBatch.objects.order_by("-number").first()
    start = last.last_id if last else 0
    rows = Record.objects.filter(id__gt=start, id__lte=horizon).order_by("id")
    values = list(rows.values(*LEAF_FIELDS)[:BATCH])
    if not values:
        return 0
    leaves = [leaf_hash(row) for row in values]
    batch = RecordBatch(
        number=last.number + 1 if last else 1,
        first_id=values[0]["id"],
        last_id=values[-1]["id"],
        count=len(values),
        merkle_root=merkle_root(leaves),
        leaf_marks=leaf_marks(leaves),
        previous_hash=last.hash if last else GENESIS,
        sealed_at=clock.now(),
    )
    batch.hash = batch_hash(batch.previous_hash, batch)
    batch.save(force_insert=True)
    return len(values)
