"""What the database itself refuses in handovers: what a side has ticked says the same for ever."""

from committees.models.triggers import drop, refusal

MESSAGE = "frozen: what was handed over is not changed"
WRITTEN = "handover_id, kind, contents, quantity, balance_fen, exception, scan_id"
_TRIGGERS = {
    "committees_handoveritem_written": (
        "committees_handoveritem",
        f"UPDATE OF {WRITTEN}",
        "OLD.given_by_id IS NOT NULL OR OLD.received_by_id IS NOT NULL",
    ),
}


def freeze_handovers(connection) -> None:
    """Set the trigger."""
    with connection.cursor() as cursor:
        for name, parts in _TRIGGERS.items():
            cursor.execute(refusal(connection.vendor, name, *parts, MESSAGE))


def thaw_handovers(connection) -> None:
    """Remove it (for migrations backwards)."""
    with connection.cursor() as cursor:
        for name, (table, _act, _when) in _TRIGGERS.items():
            cursor.execute(drop(connection.vendor, name, table))
