"""Rows by the hundred thousand: COPY on PostgreSQL, executemany on SQLite; ids given by us."""

import csv
import io
import json
from datetime import datetime
from uuid import UUID

from django.db import connection
from django.db.models import Max


class BulkTable:
    """Collects rows of one model as dicts of column → value and writes them in one go.

    Columns that a row leaves out take the model's default once, at the start.
    """

    def __init__(self, model):
        self.model = model
        fields = model._meta.concrete_fields
        self.columns = [field.column for field in fields]
        self.defaults = [self._default(field) for field in fields]
        self.places = {column: index for index, column in enumerate(self.columns)}
        self.next_id = (model._base_manager.aggregate(top=Max("pk"))["top"] or 0) + 1
        self.rows: list[list] = []

    @staticmethod
    def _default(field):
        if field.null or field.primary_key:
            return None
        value = field.get_default()
        return "" if value is None else value

    def add(self, values: dict) -> int:
        """Add a row; returns its id."""
        row = self.defaults.copy()
        for column, value in values.items():
            row[self.places[column]] = value
        if row[0] is None:
            row[0] = self.next_id
            self.next_id += 1
        self.rows.append(row)
        return row[0]

    def flush(self) -> int:
        """Write what was collected; returns how many rows."""
        count = len(self.rows)
        if count:
            writer = _copy if connection.vendor == "postgresql" else _insert
            writer(self.model._meta.db_table, self.columns, self.rows)
            self.rows = []
        return count

    def settle_sequence(self) -> None:
        """Let the database go on numbering after our ids."""
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute(
                    "SELECT setval(pg_get_serial_sequence(%s, 'id'), %s, false)",
                    [self.model._meta.db_table, self.next_id],
                )


def _copy(table: str, columns: list[str], rows: list[list]) -> None:
    buffer = io.StringIO()
    writer = csv.writer(buffer)
    writer.writerows([[_text(value) for value in row] for row in rows])
    buffer.seek(0)
    names = ", ".join(f'"{column}"' for column in columns)
    with connection.cursor() as cursor:
        cursor.cursor.copy_expert(
            f"COPY \"{table}\" ({names}) FROM STDIN WITH (FORMAT csv, NULL '\\N')", buffer
        )


def _text(value):
    """A cell of COPY's CSV."""
    if value is None:
        return "\\N"
    if isinstance(value, dict | list):
        return json.dumps(value)
    return value


def _insert(table: str, columns: list[str], rows: list[list]) -> None:
    names = ", ".join(f'"{column}"' for column in columns)
    marks = ", ".join(["?"] * len(columns))
    with connection.cursor() as cursor:
        cursor.connection.executemany(
            f'INSERT INTO "{table}" ({names}) VALUES ({marks})',  # noqa: S608 - own names only
            [[_plain(value) for value in row] for row in rows],
        )


def _plain(value):
    """A value as Django stores it on SQLite (datetimes are given in UTC)."""
    if isinstance(value, datetime):
        return value.strftime("%Y-%m-%d %H:%M:%S.%f")
    if isinstance(value, dict | list):
        return json.dumps(value)
    if isinstance(value, UUID):
        return value.hex
    return value
