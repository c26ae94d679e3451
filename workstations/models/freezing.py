"""What the database itself refuses in entrusted affairs: triggers on both engines (L2, L5)."""

from committees.models.triggers import drop, refusal

MESSAGE = "frozen: the ledger and a signed agreement are never changed"
_TRIGGERS = {
    "workstations_ledger_kept": ("workstations_ledgerentry", "UPDATE", ""),
    "workstations_ledger_stays": ("workstations_ledgerentry", "DELETE", ""),
    "workstations_agreement": (
        "workstations_entrustedaffair",
        "UPDATE OF agreement, agreement_hash, title, legal_basis, volume, powers, starts_on, "
        "ends_on, quote_fen, quote_hours",
        "OLD.signed_at IS NOT NULL",
    ),
}


def freeze_entrusted(connection) -> None:
    """Set the triggers."""
    with connection.cursor() as cursor:
        for name, parts in _TRIGGERS.items():
            cursor.execute(refusal(connection.vendor, name, *parts, MESSAGE))


def thaw_entrusted(connection) -> None:
    """Remove them (for migrations backwards and for emptying a test database)."""
    with connection.cursor() as cursor:
        for name, (table, _act, _when) in _TRIGGERS.items():
            cursor.execute(drop(connection.vendor, name, table))
