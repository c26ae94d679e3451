"""What the database itself refuses to change in deliberation: triggers on both engines.

Votes, recusals and action items are never changed or removed; a resolution's words never change;
a closed vote stays as it was counted. Called by a migration; a later migration that rebuilds one
of these tables on SQLite has to call :func:`freeze` again.
"""

from portal.models.immutability import changes_allow, changes_forbid

APPEND_ONLY = ("committees_vote", "committees_recusal", "committees_actionitem")
# Since 0010; a table that a migration has not made yet cannot be frozen by an earlier one.
TELLERS = ("committees_votecount",)
MINUTES = ("committees_minutesversion", "committees_minutessignature")
WORDS = "community_id, motion_id, vote_event_id, title, text, text_hash, is_standing, adopted_at"
MESSAGE = "frozen: what was decided is not changed"

_POSTGRES = (
    f"""CREATE TRIGGER committees_resolution_frozen BEFORE UPDATE OF {WORDS}
    ON committees_resolution FOR EACH ROW EXECUTE FUNCTION yixing_append_only()""",
    """CREATE TRIGGER committees_voteevent_frozen BEFORE UPDATE ON committees_voteevent
    FOR EACH ROW WHEN (OLD.closed_at IS NOT NULL) EXECUTE FUNCTION yixing_append_only()""",
)
_SQLITE = (
    f"""CREATE TRIGGER committees_resolution_frozen BEFORE UPDATE OF {WORDS}
    ON committees_resolution BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END""",
    f"""CREATE TRIGGER committees_voteevent_frozen BEFORE UPDATE ON committees_voteevent
    WHEN OLD.closed_at IS NOT NULL BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END""",
)
_DROP = {
    "postgresql": (
        "DROP TRIGGER IF EXISTS committees_resolution_frozen ON committees_resolution",
        "DROP TRIGGER IF EXISTS committees_voteevent_frozen ON committees_voteevent",
    ),
    "sqlite": (
        "DROP TRIGGER IF EXISTS committees_resolution_frozen",
        "DROP TRIGGER IF EXISTS committees_voteevent_frozen",
    ),
}


def freeze(connection) -> None:
    """Set the triggers."""
    with connection.cursor() as cursor:
        for statement in _POSTGRES if connection.vendor == "postgresql" else _SQLITE:
            cursor.execute(statement)
    for table in APPEND_ONLY:
        changes_forbid(connection, table)


def thaw(connection) -> None:
    """Remove them (for migrations backwards)."""
    with connection.cursor() as cursor:
        for statement in _DROP[connection.vendor]:
            cursor.execute(statement)
    for table in APPEND_ONLY:
        changes_allow(connection, table)
