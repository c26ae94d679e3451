"""What the database itself refuses to change in recalls, proxies and void results: triggers on
both engines."""

from committees.models.triggers import drop, refusal

MESSAGE = "frozen: what was signed or found is not changed"
_TRIGGERS = {
    "committees_election_voided": (
        "committees_election",
        "UPDATE OF void_ground, void_finding, voided_at, voided_by_id",
        "OLD.voided_at IS NOT NULL",
    ),
    "committees_proxy_kept": ("committees_voterproxy", "DELETE", ""),
    "committees_recall_signature_kept": ("committees_recallsignature", "DELETE", ""),
    "committees_recall_asked": (
        "committees_recallpetition",
        "UPDATE OF membership_id, form, reasons, rules, size, closes_on",
        "",
    ),
}


def freeze_recalls(connection) -> None:
    """Set the triggers."""
    with connection.cursor() as cursor:
        for name, parts in _TRIGGERS.items():
            cursor.execute(refusal(connection.vendor, name, *parts, MESSAGE))


def thaw_recalls(connection) -> None:
    """Remove them (for migrations backwards and for emptying a test database)."""
    with connection.cursor() as cursor:
        for name, (table, _act, _when) in _TRIGGERS.items():
            cursor.execute(drop(connection.vendor, name, table))
