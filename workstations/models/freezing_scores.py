"""What the database itself refuses in scores: crooked weights, and changes afterwards."""

from committees.models.triggers import drop, refusal

_SCHEME, _INDICATOR = "workstations_scorescheme", "workstations_scoreindicator"
_SHEET, _RESULT = "workstations_scoresheet", "workstations_yearresult"
_REVIEW = "workstations_stationreview"
MESSAGE = "frozen: weights add up to 100; a scheme, a locked score and a told result stay"
_SUM = "(SELECT COALESCE(SUM(weight), 0) FROM {table} WHERE scheme_id = NEW.id AND scored = '{of}')"
_CROOKED = " OR ".join(
    f"{_SUM.format(table=_INDICATOR, of=of)} <> 100" for of in ("worker", "station")
)
_CLOSED = "(SELECT enacted_at FROM workstations_scorescheme WHERE id = NEW.scheme_id) IS NOT NULL"
# name: (table, act, when); every engine can tell these from the row alone.
_PLAIN = {
    "workstations_scheme_kept": (_SCHEME, "UPDATE", "OLD.enacted_at IS NOT NULL"),
    "workstations_scheme_stays": (_SCHEME, "DELETE", "OLD.enacted_at IS NOT NULL"),
    "workstations_scheme_born": (_SCHEME, "INSERT", "NEW.enacted_at IS NOT NULL"),
    "workstations_indicator_kept": (_INDICATOR, "UPDATE", ""),
    "workstations_indicator_stays": (_INDICATOR, "DELETE", ""),
    "workstations_sheet_kept": (_SHEET, "UPDATE", "OLD.locked_at IS NOT NULL"),
    "workstations_sheet_stays": (_SHEET, "DELETE", ""),
    "workstations_result_kept": (
        _RESULT,
        "UPDATE OF quarters, points_num, points_den, computed_grade, user_id, station_id, year",
        "",
    ),
    "workstations_result_decided": (
        _RESULT,
        "UPDATE OF grade, decision, decided_by_id",
        "OLD.decided_at IS NOT NULL",
    ),
    "workstations_review_kept": (
        _REVIEW,
        "UPDATE OF lines, total, grade, words, evidence, chair_id, second_id, resolution_id",
        "OLD.published_at IS NOT NULL",
    ),
}
# name: (table, act, when); these look at other rows, which PostgreSQL does in a function.
_LOOKING = {
    "workstations_scheme_adds_up": (
        _SCHEME,
        "UPDATE",
        f"NEW.enacted_at IS NOT NULL AND ({_CROOKED})",
    ),
    "workstations_indicator_late": (_INDICATOR, "INSERT", _CLOSED),
}


def _looking(vendor: str, name: str, table: str, act: str, when: str) -> list[str]:
    if vendor != "postgresql":
        return [refusal(vendor, name, table, act, when, MESSAGE)]
    return [
        f"""CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN IF {when} THEN RAISE EXCEPTION '{MESSAGE}'
        USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$""",
        f"CREATE TRIGGER {name} BEFORE {act} ON {table} FOR EACH ROW EXECUTE FUNCTION {name}()",
    ]


def freeze_scores(connection) -> None:
    """Set the triggers."""
    vendor = connection.vendor
    with connection.cursor() as cursor:
        for name, parts in _PLAIN.items():
            cursor.execute(refusal(vendor, name, *parts, MESSAGE))
        for name, parts in _LOOKING.items():
            for statement in _looking(vendor, name, *parts):
                cursor.execute(statement)


def thaw_scores(connection) -> None:
    """Remove them (for migrations backwards and for emptying a test database)."""
    with connection.cursor() as cursor:
        for name, (table, _act, _when) in {**_PLAIN, **_LOOKING}.items():
            cursor.execute(drop(connection.vendor, name, table))
