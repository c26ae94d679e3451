"""What the database itself refuses to change in elections: triggers on both engines.

A result, once counted, and its sheets, once announced; objections and their rulings; proxies.
"""

from committees.models.triggers import drop, refusal

MESSAGE = "frozen: what was counted or ruled is not changed"
COUNTED = (
    "community_id, kind, form, parent_id, membership_id, rules, rules_hash, counted_at, outcome"
)
_TRIGGERS = {
    "committees_election_counted": (
        "committees_election",
        f"UPDATE OF {COUNTED}",
        "OLD.counted_at IS NOT NULL",
    ),
    "committees_election_result": (
        "committees_election",
        "UPDATE OF result",
        "OLD.announced_at IS NOT NULL",
    ),
    "committees_election_kept": ("committees_election", "DELETE", ""),
    "committees_turnout_noted": ("committees_turnoutnote", "UPDATE", ""),
    "committees_turnout_kept": ("committees_turnoutnote", "DELETE", ""),
    "committees_sheet_kept": ("committees_countsheet", "DELETE", ""),
    "committees_registration_kept": ("committees_voterregistration", "DELETE", ""),
    "committees_objection_ruled": (
        "committees_rollobjection",
        "UPDATE",
        "OLD.ruled_on IS NOT NULL",
    ),
    "committees_objection_kept": ("committees_rollobjection", "DELETE", ""),
    "committees_complaint_kept": ("committees_electioncomplaint", "DELETE", ""),
    "committees_complaint_said": (
        "committees_electioncomplaint",
        "UPDATE OF election_id, text, filed_by_id",
        "",
    ),
}


def freeze_elections(connection) -> None:
    """Set the triggers."""
    with connection.cursor() as cursor:
        for name, parts in _TRIGGERS.items():
            cursor.execute(refusal(connection.vendor, name, *parts, MESSAGE))


def thaw_elections(connection) -> None:
    """Remove them (for migrations backwards and for emptying a test database)."""
    with connection.cursor() as cursor:
        for name, (table, _act, _when) in _TRIGGERS.items():
            cursor.execute(drop(connection.vendor, name, table))
