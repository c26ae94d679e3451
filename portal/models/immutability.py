"""Rows that the database itself refuses to change: triggers on both engines, for migrations."""

MESSAGE = "append-only: rows of this table are never changed or removed"

_POSTGRES = (
    """CREATE OR REPLACE FUNCTION yixing_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN RAISE EXCEPTION '{message}' USING ERRCODE = 'integrity_constraint_violation'; END $$""",
    """CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE ON {table}
    FOR EACH ROW EXECUTE FUNCTION yixing_append_only()""",
    """CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table}
    FOR EACH STATEMENT EXECUTE FUNCTION yixing_append_only()""",
)
_SQLITE = (
    "CREATE TRIGGER {table}_no_update BEFORE UPDATE ON {table} "
    "BEGIN SELECT RAISE(ABORT, '{message}'); END",
    "CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table} "
    "BEGIN SELECT RAISE(ABORT, '{message}'); END",
)
_POSTGRES_DROP = (
    "DROP TRIGGER IF EXISTS {table}_append_only ON {table}",
    "DROP TRIGGER IF EXISTS {table}_no_truncate ON {table}",
)
_SQLITE_DROP = (
    "DROP TRIGGER IF EXISTS {table}_no_update",
    "DROP TRIGGER IF EXISTS {table}_no_delete",
)


def _statements(connection, postgres, sqlite, table: str) -> list[str]:
    chosen = postgres if connection.vendor == "postgresql" else sqlite
    return [statement.format(table=table, message=MESSAGE) for statement in chosen]


def changes_forbid(connection, table: str) -> None:
    """From now on the database refuses UPDATE, DELETE and TRUNCATE on ``table``."""
    with connection.cursor() as cursor:
        for statement in _statements(connection, _POSTGRES, _SQLITE, table):
            cursor.execute(statement)


def changes_allow(connection, table: str) -> None:
    """Remove the triggers (for migrations backwards, and for an attacker with DDL in tests)."""
    with connection.cursor() as cursor:
        for statement in _statements(connection, _POSTGRES_DROP, _SQLITE_DROP, table):
            cursor.execute(statement)
