"""Re-computing the whole record: the first row, batch or link that does not fit is named."""

from dataclasses import dataclass

from portal.models import Record, RecordBatch
from portal.services.records import remark_digest
from portal.services.sealing import (
    GENESIS,
    LEAF_FIELDS,
    MARK,
    batch_hash,
    leaf_hash,
    leaf_marks,
    merkle_root,
)

CHUNK = 2000


@dataclass(frozen=True)
class Verdict:
    """What verification found. ``fault`` is empty when everything fits."""

    batches: int
    rows: int
    unsealed: int
    head: str
    fault: str = ""


def record_verify(expected_head: str = "", progress=lambda batches: None) -> Verdict:
    """Walk the chain from its beginning.

    expected_head  a head noted outside (the board, an observer): it must be in the chain, which
                   also finds a tail that was cut off or a chain that was written anew
    """
    previous, after, rows, seen = GENESIS, 0, 0, not expected_head
    number = 0
    for batch in RecordBatch.objects.order_by("number").iterator(chunk_size=500):
        number += 1
        fault = _batch_fault(batch, number, previous, after)
        if fault:
            return Verdict(number, rows, 0, previous, fault)
        previous, after, rows = batch.hash, batch.last_id, rows + batch.count
        seen = seen or batch.hash == expected_head
        progress(number)
    unsealed = Record.objects.filter(id__gt=after).count()
    fault = _remark_fault()
    if not fault and not seen:
        fault = f"the head {expected_head} noted outside is not in the chain"
    return Verdict(number, rows, unsealed, previous, fault)


def _batch_fault(batch: RecordBatch, number: int, previous: str, after: int) -> str:
    if batch.number != number:
        return f"batch {number} is missing"
    if batch.previous_hash != previous:
        return f"batch {number} does not follow the batch before it"
    if batch_hash(previous, batch) != batch.hash:
        return f"batch {number} was altered"
    inside = Record.objects.filter(id__gt=after, id__lte=batch.last_id).order_by("id")
    values = list(inside.values(*LEAF_FIELDS))
    leaves = [leaf_hash(row) for row in values]
    if len(values) == batch.count and merkle_root(leaves) == batch.merkle_root:
        return ""
    return _row_fault(batch, values, leaves)


def _row_fault(batch: RecordBatch, values: list[dict], leaves: list[bytes]) -> str:
    """Which row it is, by the marks that were kept of each leaf."""
    where = f"batch {batch.number} (rows {batch.first_id} to {batch.last_id})"
    sealed, found = bytes(batch.leaf_marks or b""), leaf_marks(leaves)
    ids = [row["id"] for row in values]
    same = 0
    while same < len(ids) and sealed[same * MARK :][:MARK] == found[same * MARK :][:MARK]:
        same += 1
    counts = f"{len(values)} rows stand where {batch.count} were sealed"
    if same == len(ids):
        return f"{where}: {counts}; rows are missing at its end"
    if len(values) < batch.count:
        return f"{where}: {counts}; one is missing before row {ids[same]}"
    if len(values) > batch.count:
        return f"{where}: {counts}; row {ids[same]} was slipped in"
    return f"{where}: row {ids[same]} was altered"


def _remark_fault() -> str:
    """Words must still fit their digest, unless they were erased."""
    rows = Record.objects.filter(remark_id__isnull=False, remark__text__isnull=False)
    words = rows.order_by("id").values_list("id", "remark_digest", "remark__salt", "remark__text")
    for record_id, digest, salt, text in words.iterator(chunk_size=CHUNK):
        if remark_digest(salt, text) != digest:
            return f"row {record_id}: its words were altered"
    return ""
