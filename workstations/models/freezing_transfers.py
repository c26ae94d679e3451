"""What the database itself refuses in transfers: no entry is ever changed, on both engines."""

from committees.models.triggers import drop, refusal

TABLE = "workstations_transferentry"
MESSAGE = "frozen: entries of transfers are never changed"
_TRIGGERS = {"workstations_transfer_kept": "UPDATE", "workstations_transfer_stays": "DELETE"}


def freeze_transfers(connection) -> None:
    """Set the triggers."""
    with connection.cursor() as cursor:
        for name, act in _TRIGGERS.items():
            cursor.execute(refusal(connection.vendor, name, TABLE, act, "", MESSAGE))


def thaw_transfers(connection) -> None:
    """Remove them (for migrations backwards and for emptying a test database)."""
    with connection.cursor() as cursor:
        for name in _TRIGGERS:
            cursor.execute(drop(connection.vendor, name, TABLE))
