"""What the database itself refuses to change of amendments and of filed PDFs.

What an amendment says stays as it was brought; the fingerprint of a filed PDF stays for good.
"""

from committees.models.triggers import drop, refusal

MESSAGE = "frozen: the words of an amendment and a filed fingerprint are not changed"
GIVEN = "motion_id, text, actions, proposed_by_id, mover_id, scan_id, entered_by_id"
_TRIGGERS = {
    "committees_amendment_given": ("committees_amendment", f"UPDATE OF {GIVEN}", ""),
    "committees_amendment_checked": (
        "committees_amendment",
        "UPDATE OF checked_by_id",
        "OLD.checked_by_id IS NOT NULL",
    ),
    "committees_archive_bound": (
        "committees_archiveitem",
        "UPDATE OF sha256, size, bound_at",
        "OLD.bound_at IS NOT NULL",
    ),
    "committees_archive_kept": ("committees_archiveitem", "DELETE", ""),
}


def freeze_papers(connection) -> None:
    """Set the triggers."""
    with connection.cursor() as cursor:
        for name, parts in _TRIGGERS.items():
            cursor.execute(refusal(connection.vendor, name, *parts, MESSAGE))


def thaw_papers(connection) -> None:
    """Remove them (for migrations backwards and for emptying a test database)."""
    with connection.cursor() as cursor:
        for name, (table, _act, _when) in _TRIGGERS.items():
            cursor.execute(drop(connection.vendor, name, table))
