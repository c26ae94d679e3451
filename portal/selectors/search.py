"""Finding Chinese text: one door to both engines' bigram indexes, with the answer of LIKE."""

from django.db import connections
from django.db.models import Q, QuerySet

from portal.kernel.search import query_words


def match_bigrams(queryset: QuerySet, text: str, fields: tuple[str, ...]) -> QuerySet:
    """The rows of ``queryset`` where one of ``fields`` holds ``text`` (case-insensitive).

    The index on ``search_bigrams`` narrows, LIKE decides: the answer equals LIKE's for text that
    lies in one of the fields that were cut into the bigrams. Nothing searchable gives no row.
    """
    text = text.strip()[:60]
    words = [word for word in query_words(text) if all(ord(c) <= 0xFFFF for c in word)]
    if not text or not query_words(text):
        return queryset.none()
    recheck = Q(pk__in=[])
    for field in fields:
        recheck |= Q(**{f"{field}__icontains": text})
    queryset = queryset.filter(recheck)
    if not words:
        return queryset
    table = queryset.model._meta.db_table
    if connections[queryset.db].vendor == "postgresql":
        return _by_gin(queryset, table, words)
    return _by_fts5(queryset, table, words)


def _by_gin(queryset, table: str, words: list[str]):
    query = " & ".join(
        f"'{word.rstrip('*')}'{':*' if word.endswith('*') else ''}" for word in words
    )
    return queryset.extra(  # noqa: S610 - the table is the model's, the query a parameter
        where=[f"to_tsvector('simple', \"{table}\".search_bigrams) @@ to_tsquery('simple', %s)"],
        params=[query],
    )


def _by_fts5(queryset, table: str, words: list[str]):
    query = " AND ".join(
        f'"{word.rstrip("*")}"{"*" if word.endswith("*") else ""}' for word in words
    )
    inside = f"SELECT rowid FROM {table}_fts WHERE {table}_fts MATCH %s"  # noqa: S608 - own name
    return queryset.extra(where=[f'"{table}".id IN ({inside})'], params=[query])  # noqa: S610
