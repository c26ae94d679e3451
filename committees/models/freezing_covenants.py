"""What the database itself refuses to change in covenants, orders and appraisals: triggers on
both engines.

An adopted version keeps its words; an order and a guidance note keep theirs; reports and count
sheets are never changed or removed; a published appraisal stays. Called by a migration; a later
migration that rebuilds one of these tables on SQLite has to call :func:`freeze_covenants` again.
"""

from committees.models.triggers import drop, refusal
from portal.models.immutability import changes_allow, changes_forbid

APPEND_ONLY = ("committees_appraisalsheet", "committees_yearlyreport")
WORDS = (
    "community_id, kind, number, title, text, reason, text_hash, resolution_id, adopted_on, "
    "file_by, rules, drafted_by_id, submit_key"
)
ORDERED = (
    "community_id, covenant_id, resolution_id, article, reason, days, given_by_id, rules, "
    "target_state, target_hash, submit_key"
)
MESSAGE = "frozen: what was adopted, ordered or counted is not changed"
# name → (table, what it refuses, when)
_TRIGGERS = {
    "committees_covenant_words": (
        "committees_covenantversion",
        f"UPDATE OF {WORDS}",
        "OLD.number IS NOT NULL",
    ),
    "committees_covenant_kept": ("committees_covenantversion", "DELETE", ""),
    "committees_guidance_said": (
        "committees_guidancenote",
        "UPDATE OF community_id, title, text, given_by_id, submit_key",
        "",
    ),
    "committees_guidance_kept": ("committees_guidancenote", "DELETE", ""),
    "committees_correction_said": (
        "committees_correctionorder",
        f"UPDATE OF {ORDERED}",
        "",
    ),
    "committees_appraisal_opened": (
        "committees_appraisal",
        "UPDATE OF committee_id, year, body, eligible, present, issued, opened_at, rules",
        "OLD.opened_at IS NOT NULL",
    ),
    "committees_appraisal_counted": (
        "committees_appraisal",
        "UPDATE",
        "OLD.published_at IS NOT NULL",
    ),
    "committees_appraisal_kept": ("committees_appraisal", "DELETE", ""),
    "committees_appraisalline_graded": (
        "committees_appraisalline",
        "UPDATE",
        "OLD.grade <> ''",
    ),
    "committees_appraisalline_kept": ("committees_appraisalline", "DELETE", ""),
    "committees_correction_kept": ("committees_correctionorder", "DELETE", ""),
}


def freeze_covenants(connection) -> None:
    """Set the triggers."""
    with connection.cursor() as cursor:
        for name, parts in _TRIGGERS.items():
            cursor.execute(refusal(connection.vendor, name, *parts, MESSAGE))
    for table in APPEND_ONLY:
        changes_forbid(connection, table)


def thaw_covenants(connection) -> None:
    """Remove them (for migrations backwards)."""
    with connection.cursor() as cursor:
        for name, (table, _act, _when) in _TRIGGERS.items():
            cursor.execute(drop(connection.vendor, name, table))
    for table in APPEND_ONLY:
        changes_allow(connection, table)
