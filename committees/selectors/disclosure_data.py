"""What the open data of a community holds: no name, no phone, nothing that is not public."""

from collections.abc import Callable

from committees.models import Resolution
from committees.selectors.disclosures import entries_all, questions_all
from portal.kernel.errors import NotFound

MOST = 5000
Column = tuple[str, Callable]


def _moment(value) -> str | None:
    return value.isoformat() if value else None


def _amounts(row) -> list[dict]:
    return [{"label": label, "fen": fen} for label, fen in row.amounts]


ENTRY: tuple[Column, ...] = (
    ("reference", lambda row: row.reference),
    ("class", lambda row: row.disclosure_class),
    ("title", lambda row: row.title),
    ("text", lambda row: row.text),
    ("total_fen", lambda row: sum(fen for _label, fen in row.amounts)),
    ("amounts", _amounts),
    ("resolution", lambda row: row.resolution.reference if row.resolution else None),
    ("sources", lambda row: [reference for _type, _pk, reference in row.sources]),
    ("source", lambda row: row.source),
    ("half_year", lambda row: row.half_year),
    ("status", lambda row: row.status),
    ("published_at", lambda row: _moment(row.published_at)),
    ("board_until", lambda row: _moment(row.board_until)),
    ("corrects", lambda row: row.replaces_id),
    ("correction_reason", lambda row: row.correction_reason),
)
RESOLUTION: tuple[Column, ...] = (
    ("reference", lambda row: row.reference),
    ("title", lambda row: row.title),
    ("text", lambda row: row.text),
    ("status", lambda row: row.status),
    ("adopted_at", lambda row: _moment(row.adopted_at)),
    ("published_at", lambda row: _moment(row.published_at)),
)
QUESTION: tuple[Column, ...] = (
    ("reference", lambda row: row.reference),
    ("entry", lambda row: row.entry.reference),
    ("status", lambda row: row.status),
    ("text", lambda row: row.shown_text),
    ("answer", lambda row: row.shown_answer),
    ("asked_at", lambda row: _moment(row.created_at)),
    ("due_on", lambda row: _moment(row.due_on)),
    ("answered_at", lambda row: _moment(row.answered_at)),
    ("is_overdue", lambda row: row.is_overdue),
    ("hidden_reason", lambda row: row.hidden_reason),
)
TABLES = {
    "entries": (ENTRY, lambda community: entries_all(community).select_related("resolution")),
    "resolutions": (
        RESOLUTION,
        lambda community: Resolution.objects.public().filter(community=community),
    ),
    "questions": (QUESTION, questions_all),
}


def open_rows(community: int, what: str) -> tuple[list[str], list[list], bool]:
    """Column names, the newest 5,000 rows of plain values, and whether rows were left off;
    NotFound for a table that does not exist."""
    if what not in TABLES:
        raise NotFound()
    columns, source = TABLES[what]
    found = list(source(community).order_by("-pk")[: MOST + 1])
    rows = [[take(row) for _name, take in columns] for row in found[:MOST]]
    return [name for name, _take in columns], rows, len(found) > MOST
