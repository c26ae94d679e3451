"""One trigger that refuses a change, in the words of either engine."""


def refusal(vendor: str, name: str, table: str, act: str, when: str, message: str) -> str:
    """The statement that lets the database refuse ``act`` (as "UPDATE OF a, b") on ``table``."""
    if vendor == "postgresql":
        condition = f"WHEN ({when}) " if when else ""
        return (
            f"CREATE TRIGGER {name} BEFORE {act} ON {table} FOR EACH ROW {condition}"
            "EXECUTE FUNCTION yixing_append_only()"
        )
    condition = f"WHEN {when} " if when else ""
    return (
        f"CREATE TRIGGER {name} BEFORE {act} ON {table} {condition}"
        f"BEGIN SELECT RAISE(ABORT, '{message}'); END"
    )


def drop(vendor: str, name: str, table: str) -> str:
    """The statement that takes it away again."""
    on_table = f" ON {table}" if vendor == "postgresql" else ""
    return f"DROP TRIGGER IF EXISTS {name}{on_table}"
