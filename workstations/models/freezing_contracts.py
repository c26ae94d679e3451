"""What the database itself refuses in contracts: the terms of a signed one never change."""

from committees.models.triggers import drop, refusal

MESSAGE = "frozen: the terms of a signed contract are never changed"
TABLE = "workstations_contract"
NAME = "workstations_contract_terms"
TERMS = "user_id, station_id, post_id, employment, starts_on, ends_on, probation_until, signed_at"


def freeze_contracts(connection) -> None:
    """Set the trigger."""
    parts = (f"UPDATE OF {TERMS}", "OLD.signed_at IS NOT NULL")
    with connection.cursor() as cursor:
        cursor.execute(refusal(connection.vendor, NAME, TABLE, *parts, MESSAGE))


def thaw_contracts(connection) -> None:
    """Remove it (for migrations backwards)."""
    with connection.cursor() as cursor:
        cursor.execute(drop(connection.vendor, NAME, TABLE))
