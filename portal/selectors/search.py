"""Finding Chinese text: one door to both engines' bigram indexes, with the answer of LIKE."""

from django.db import connections
from django.db.models import Q, QuerySet

from portal.kernel.search import query_words

# Rows that are looked through one by one before the index is asked. A word that has not filled a
# page by then is rare enough for all its rows to be fetched through the index.
WINDOW = 10_000
ANYWHERE = -1


def match_bigrams(queryset: QuerySet, text: str, fields: tuple[str, ...]) -> QuerySet:
    """The rows of ``queryset`` where one of ``fields`` holds ``text`` (case-insensitive).

    The index on ``search_bigrams`` narrows, LIKE decides: the answer equals LIKE's for text that
    lies in one of the fields that were cut into the bigrams. Nothing searchable gives no row.
    """
    text = text.strip()[:60]
    if not query_words(text):
        return queryset.none()
    queryset, words = queryset.filter(_holds(text, fields)), _index_words(text)
    if not words:
        return queryset
    table = queryset.model._meta.db_table
    if connections[queryset.db].vendor == "postgresql":
        return _by_gin(queryset, table, words)
    return _by_fts5(queryset, table, words)


def match_newest(
    queryset: QuerySet, text: str, fields: tuple[str, ...], *, below: int | None, wanted: int
) -> QuerySet:
    """As :func:`match_bigrams`, for a list by descending id that shows less than ``wanted`` rows
    below the id ``below`` (None: from the top; ``ANYWHERE``: the list runs upward).

    The index gives a frequent word's hundred thousand rows before the newest fifty are known, so
    the newest rows are looked through first: at most two statements more than the list's own.
    """
    words = _index_words(text.strip()[:60])
    if not words or below == ANYWHERE:
        return match_bigrams(queryset, text, fields)
    newest = queryset.filter(pk__lt=below) if below else queryset
    ids = newest.order_by("-pk").values_list("pk", flat=True)
    last = list(ids[WINDOW - 1 : WINDOW])
    window = ids.filter(pk__gte=last[0]) if last else ids
    for word in words:
        window = window.filter(search_bigrams__contains=word.rstrip("*"))
    found = list(window.filter(_holds(text.strip()[:60], fields))[:wanted])
    if len(found) == wanted or not last:
        return queryset.filter(pk__in=found)
    return match_bigrams(queryset, text, fields)


def _holds(text: str, fields: tuple[str, ...]) -> Q:
    """What LIKE says, the last word on every match."""
    recheck = Q(pk__in=[])
    for field in fields:
        recheck |= Q(**{f"{field}__icontains": text})
    return recheck


def _index_words(text: str) -> list[str]:
    """The words of ``text`` that both engines' indexes know."""
    return [word for word in query_words(text) if all(ord(c) <= 0xFFFF for c in word)]


def _by_gin(queryset, table: str, words: list[str]):
    query = " & ".join(
        f"'{word.rstrip('*')}'{':*' if word.endswith('*') else ''}" for word in words
    )
    # The array is made first and alone: left to itself, the planner takes a rare pair of two
    # frequent words for frequent and walks through the whole table.
    inside = (
        f'SELECT id FROM "{table}" '  # noqa: S608 - own name
        "WHERE to_tsvector('simple', search_bigrams) @@ to_tsquery('simple', %s)"
    )
    return queryset.extra(where=[f'"{table}".id = ANY(ARRAY({inside}))'], params=[query])  # noqa: S610


def _by_fts5(queryset, table: str, words: list[str]):
    query = " AND ".join(
        f'"{word.rstrip("*")}"{"*" if word.endswith("*") else ""}' for word in words
    )
    inside = f"SELECT rowid FROM {table}_fts WHERE {table}_fts MATCH %s"  # noqa: S608 - own name
    return queryset.extra(where=[f'"{table}".id IN ({inside})'], params=[query])  # noqa: S610
