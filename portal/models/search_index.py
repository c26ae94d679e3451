"""The index over a table's ``search_bigrams``, for migrations: GIN or, on SQLite, FTS5."""

_FTS5 = (
    "CREATE VIRTUAL TABLE {table}_fts USING fts5("
    "search_bigrams, content='{table}', content_rowid='id', tokenize='unicode61')",
    "CREATE TRIGGER {table}_fts_in AFTER INSERT ON {table} BEGIN "
    "INSERT INTO {table}_fts(rowid, search_bigrams) VALUES (new.id, new.search_bigrams); END",
    "CREATE TRIGGER {table}_fts_out AFTER DELETE ON {table} BEGIN "
    "INSERT INTO {table}_fts({table}_fts, rowid, search_bigrams) "
    "VALUES ('delete', old.id, old.search_bigrams); END",
    "CREATE TRIGGER {table}_fts_change AFTER UPDATE OF search_bigrams ON {table} BEGIN "
    "INSERT INTO {table}_fts({table}_fts, rowid, search_bigrams) "
    "VALUES ('delete', old.id, old.search_bigrams); "
    "INSERT INTO {table}_fts(rowid, search_bigrams) VALUES (new.id, new.search_bigrams); END",
    "INSERT INTO {table}_fts({table}_fts) VALUES ('rebuild')",
)
_GIN = (
    "CREATE INDEX {table}_bigrams ON {table} USING gin (to_tsvector('simple', search_bigrams))",
)
_DROP_FTS5 = (
    "DROP TRIGGER IF EXISTS {table}_fts_in",
    "DROP TRIGGER IF EXISTS {table}_fts_out",
    "DROP TRIGGER IF EXISTS {table}_fts_change",
    "DROP TABLE IF EXISTS {table}_fts",
)
_DROP_GIN = ("DROP INDEX IF EXISTS {table}_bigrams",)


def bigram_index_add(schema_editor, table: str) -> None:
    """Make the index of ``table`` (which has ``id`` and ``search_bigrams``)."""
    is_postgres = schema_editor.connection.vendor == "postgresql"
    for statement in _GIN if is_postgres else _FTS5:
        schema_editor.execute(statement.format(table=table))


def bigram_index_drop(schema_editor, table: str) -> None:
    """Remove it again."""
    is_postgres = schema_editor.connection.vendor == "postgresql"
    for statement in _DROP_GIN if is_postgres else _DROP_FTS5:
        schema_editor.execute(statement.format(table=table))
