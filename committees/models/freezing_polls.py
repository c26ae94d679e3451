"""What the database itself refuses to change in consultations: triggers on both engines.

Supports, versions of opinions and documents of major matters are never changed or removed; a
poll's question never changes and a counted poll stays; an answer stays as it was given, and what a
second person said of it is said once. Called by a migration; a later migration that rebuilds one
of these tables on SQLite has to call :func:`freeze_polls` again.
"""

from portal.models.immutability import changes_allow, changes_forbid

APPEND_ONLY = (
    "committees_support",
    "committees_opinionversion",
    "committees_matterdocument",
)
ASKED = (
    "consultation_id, kind, unit, question, options, least, most, rules, roll_size, frozen_hash, "
    "salt, opens_at, closes_at, set_by_id, submit_key"
)
GIVEN = (
    "poll_id, user_id, phone_digest, household_digest, source, content, person_name, door, "
    "scan_id, entered_by_id, entered_at"
)
MESSAGE = "frozen: what was asked and answered is not changed"
# name → (table, what it refuses)
_TRIGGERS = {
    "committees_poll_asked": ("committees_poll", f"UPDATE OF {ASKED}", ""),
    "committees_poll_counted": ("committees_poll", "UPDATE", "OLD.closed_at IS NOT NULL"),
    "committees_poll_kept": ("committees_poll", "DELETE", ""),
    "committees_pollanswer_given": ("committees_pollanswer", f"UPDATE OF {GIVEN}", ""),
    "committees_pollanswer_checked": (
        "committees_pollanswer",
        "UPDATE",
        "OLD.checked_by_id IS NOT NULL",
    ),
    "committees_pollanswer_kept": ("committees_pollanswer", "DELETE", ""),
}


def _statement(vendor: str, name: str, table: str, act: str, when: str) -> str:
    if vendor == "postgresql":
        condition = f"WHEN ({when}) " if when else ""
        return (
            f"CREATE TRIGGER {name} BEFORE {act} ON {table} FOR EACH ROW {condition}"
            "EXECUTE FUNCTION yixing_append_only()"
        )
    condition = f"WHEN {when} " if when else ""
    return (
        f"CREATE TRIGGER {name} BEFORE {act} ON {table} {condition}"
        f"BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END"
    )


def freeze_polls(connection) -> None:
    """Set the triggers."""
    with connection.cursor() as cursor:
        for name, parts in _TRIGGERS.items():
            cursor.execute(_statement(connection.vendor, name, *parts))
    for table in APPEND_ONLY:
        changes_forbid(connection, table)


def thaw_polls(connection) -> None:
    """Remove them (for migrations backwards)."""
    with connection.cursor() as cursor:
        for name, (table, _act, _when) in _TRIGGERS.items():
            on_table = f" ON {table}" if connection.vendor == "postgresql" else ""
            cursor.execute(f"DROP TRIGGER IF EXISTS {name}{on_table}")
    for table in APPEND_ONLY:
        changes_allow(connection, table)
