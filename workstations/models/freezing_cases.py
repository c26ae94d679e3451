"""What the database itself refuses in supervision cases: what was said and found is not changed."""

from committees.models.triggers import drop, refusal

MESSAGE = "frozen: complaints, notes and findings of a case are never changed"
_TABLES = ("casecomplaint", "casenote", "casefinding", "petitionclaim", "inspectionline")


def freeze_cases(connection) -> None:
    """Set the triggers."""
    with connection.cursor() as cursor:
        for table in _TABLES:
            name = f"workstations_{table}_kept"
            parts = (f"workstations_{table}", "UPDATE", "", MESSAGE)
            cursor.execute(refusal(connection.vendor, name, *parts))


def thaw_cases(connection) -> None:
    """Remove them (for migrations backwards and for emptying a test database)."""
    with connection.cursor() as cursor:
        for table in _TABLES:
            name, whole = f"workstations_{table}_kept", f"workstations_{table}"
            cursor.execute(drop(connection.vendor, name, whole))
