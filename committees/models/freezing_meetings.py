"""What the database itself refuses to change of minutes' signature sheets: a checked one stays."""

from committees.models.freezing import MESSAGE

TABLE = "committees_minutessheet"
_POSTGRES = (
    f"""CREATE TRIGGER {TABLE}_frozen BEFORE UPDATE ON {TABLE}
    FOR EACH ROW WHEN (OLD.checked_by_id IS NOT NULL) EXECUTE FUNCTION yixing_append_only()""",
)
_SQLITE = (
    f"""CREATE TRIGGER {TABLE}_frozen BEFORE UPDATE ON {TABLE}
    WHEN OLD.checked_by_id IS NOT NULL BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END""",
)
_DROP = {
    "postgresql": f"DROP TRIGGER IF EXISTS {TABLE}_frozen ON {TABLE}",
    "sqlite": f"DROP TRIGGER IF EXISTS {TABLE}_frozen",
}


def freeze_sheets(connection) -> None:
    """Set the trigger."""
    with connection.cursor() as cursor:
        for statement in _POSTGRES if connection.vendor == "postgresql" else _SQLITE:
            cursor.execute(statement)


def thaw_sheets(connection) -> None:
    """Remove it (for migrations backwards)."""
    with connection.cursor() as cursor:
        cursor.execute(_DROP[connection.vendor])
