"""What the database itself refuses to change of papers and sittings: triggers on both engines.

A paper stays as it was entered and what a second person said of it is said once; the record of a
sitting and the sources of a published entry are never changed or removed.
"""

from committees.models.triggers import drop, refusal

MESSAGE = "frozen: a paper, a sitting or a source is not changed"
GIVEN = (
    "consultation_id, kind, user_id, person_digest, by_phone, person_name, door, stance, text, "
    "scan_id, entered_by_id, entered_at"
)
_TRIGGERS = {
    "committees_voice_given": ("committees_papervoice", f"UPDATE OF {GIVEN}", ""),
    "committees_voice_checked": (
        "committees_papervoice",
        "UPDATE",
        "OLD.checked_by_id IS NOT NULL",
    ),
    "committees_voice_kept": ("committees_papervoice", "DELETE", ""),
    "committees_sitting_fixed": ("committees_consultationsitting", "UPDATE", ""),
    "committees_sitting_kept": ("committees_consultationsitting", "DELETE", ""),
    "committees_disclosure_sources": (
        "committees_disclosureentry",
        "UPDATE OF sources",
        "OLD.published_at IS NOT NULL",
    ),
}


def freeze_voices(connection) -> None:
    """Set the triggers."""
    with connection.cursor() as cursor:
        for name, parts in _TRIGGERS.items():
            cursor.execute(refusal(connection.vendor, name, *parts, MESSAGE))


def thaw_voices(connection) -> None:
    """Remove them (for migrations backwards and for emptying a test database)."""
    with connection.cursor() as cursor:
        for name, (table, _act, _when) in _TRIGGERS.items():
            cursor.execute(drop(connection.vendor, name, table))
