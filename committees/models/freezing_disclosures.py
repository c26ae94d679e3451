"""What the database itself refuses to change on the public board: triggers on both engines.

A published entry keeps its words and is never removed, nor is a question or what was found.
"""

from committees.models.triggers import drop, refusal

MESSAGE = "frozen: what hangs on the board is not changed"
WORDS = (
    "community_id, disclosure_class, title, text, amounts, half_year, resolution_id, source, "
    "replaces_id, written_by_id, published_by_id, published_at, board_until, rules"
)
ASKED = "community_id, entry_id, text, asked_by_id, due_on"
_TRIGGERS = {
    "committees_disclosure_words": (
        "committees_disclosureentry",
        f"UPDATE OF {WORDS}",
        "OLD.published_at IS NOT NULL",
    ),
    "committees_disclosure_kept": (
        "committees_disclosureentry",
        "DELETE",
        "OLD.published_at IS NOT NULL",
    ),
    "committees_question_asked": ("committees_disclosurequestion", f"UPDATE OF {ASKED}", ""),
    "committees_question_kept": ("committees_disclosurequestion", "DELETE", ""),
    "committees_untruth_found": (
        "committees_disclosureuntruth",
        "UPDATE",
        "OLD.found_at IS NOT NULL",
    ),
    "committees_untruth_kept": ("committees_disclosureuntruth", "DELETE", ""),
}


def freeze_disclosures(connection) -> None:
    """Set the triggers."""
    with connection.cursor() as cursor:
        for name, parts in _TRIGGERS.items():
            cursor.execute(refusal(connection.vendor, name, *parts, MESSAGE))


def thaw_disclosures(connection) -> None:
    """Remove them (for migrations backwards and for emptying a test database)."""
    with connection.cursor() as cursor:
        for name, (table, _act, _when) in _TRIGGERS.items():
            cursor.execute(drop(connection.vendor, name, table))
