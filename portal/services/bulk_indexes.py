"""Indexes and foreign keys out of the way of a great load, and back again when it is done."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction

# What a load may do without until its end: everything but primary and unique keys.
_POSTGRES_INDEXES = """
    SELECT indexrelid::regclass::text, pg_get_indexdef(indexrelid) FROM pg_index
    WHERE indrelid = %s::regclass AND NOT indisunique"""
_POSTGRES_KEYS = """
    SELECT quote_ident(conname), pg_get_constraintdef(oid) FROM pg_constraint
    WHERE conrelid = %s::regclass AND contype = 'f'"""
_SQLITE_INDEXES = """
    SELECT name, sql FROM sqlite_master
    WHERE type = 'index' AND tbl_name = %s AND sql LIKE 'CREATE INDEX%%'"""
_SQLITE_FTS = """
    SELECT name, sql FROM sqlite_master
    WHERE type = 'trigger' AND tbl_name = %s AND name = %s"""


@contextmanager
def indexes_lifted(models) -> Iterator[None]:
    """Load the tables of ``models`` without their indexes; one transaction, all or nothing.

    Nobody else can use the tables meanwhile. Foreign keys are checked at the end by the database
    (PostgreSQL) or by the constraint check of Django (SQLite), the search index is built anew.
    """
    is_postgres = connection.vendor == "postgresql"
    lift = _lift_postgres if is_postgres else _lift_sqlite
    tables = [model._meta.db_table for model in models]
    with transaction.atomic(), connection.cursor() as cursor:
        if is_postgres:
            cursor.execute("SET LOCAL maintenance_work_mem = '256MB'")
            # A table with checks still to come at the commit cannot be altered.
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        restore = [statement for table in tables for statement in lift(cursor, table)]
        yield
        # Without it the check of the keys is planned as if the tables were empty.
        cursor.execute("ANALYZE")
        for statement in restore:
            cursor.execute(statement)
        if is_postgres:
            cursor.execute("SET CONSTRAINTS ALL DEFERRED")
        else:
            connection.check_constraints(tables)


def _rows(cursor, query: str, values: list) -> list[tuple[str, str]]:
    cursor.execute(query, values)
    return cursor.fetchall()


def _lift_postgres(cursor, table: str) -> list[str]:
    indexes = _rows(cursor, _POSTGRES_INDEXES, [table])
    keys = _rows(cursor, _POSTGRES_KEYS, [table])
    for name, _definition in indexes:
        cursor.execute(f"DROP INDEX {name}")
    for name, _definition in keys:
        cursor.execute(f'ALTER TABLE "{table}" DROP CONSTRAINT {name}')
    return [
        *(definition for _name, definition in indexes),
        *(f'ALTER TABLE "{table}" ADD CONSTRAINT {name} {definition}' for name, definition in keys),
    ]


def _lift_sqlite(cursor, table: str) -> list[str]:
    indexes = _rows(cursor, _SQLITE_INDEXES, [table])
    words = _rows(cursor, _SQLITE_FTS, [table, f"{table}_fts_in"])
    for name, _definition in indexes:
        cursor.execute(f'DROP INDEX "{name}"')
    for name, _definition in words:
        cursor.execute(f'DROP TRIGGER "{name}"')
    restore = [definition for _name, definition in (*indexes, *words)]
    if words:
        restore.append(f"INSERT INTO {table}_fts({table}_fts) VALUES ('rebuild')")  # noqa: S608
    return restore
