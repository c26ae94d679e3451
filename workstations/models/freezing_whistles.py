"""What the database itself refuses in whistles: an arrival, a score or a reply written twice."""

from committees.models.triggers import drop, refusal

MESSAGE = "frozen: arrival, score and reply are written once"
_CALLS, _REFERRALS = "workstations_whistlecall", "workstations_referral"
_TRIGGERS = {
    "workstations_call_arrival": (
        _CALLS,
        "UPDATE OF arrived_at, arrived_by_id",
        "OLD.arrived_at IS NOT NULL",
    ),
    "workstations_call_score": (
        _CALLS,
        "UPDATE OF score, score_words, scored_by_id, scored_at",
        "OLD.score IS NOT NULL",
    ),
    "workstations_call_stays": (_CALLS, "DELETE", ""),
    "workstations_referral_reply": (
        _REFERRALS,
        "UPDATE OF reply, replied_by_id, replied_at",
        "OLD.replied_at IS NOT NULL",
    ),
}


def freeze_whistles(connection) -> None:
    """Set the triggers."""
    with connection.cursor() as cursor:
        for name, parts in _TRIGGERS.items():
            cursor.execute(refusal(connection.vendor, name, *parts, MESSAGE))


def thaw_whistles(connection) -> None:
    """Remove them (for migrations backwards and for emptying a test database)."""
    with connection.cursor() as cursor:
        for name, (table, _act, _when) in _TRIGGERS.items():
            cursor.execute(drop(connection.vendor, name, table))
