"""Rows by the hundred thousand: COPY on PostgreSQL, executemany on SQLite; ids given by us."""

import csv
import io
import json
from collections.abc import Callable, Iterable
from datetime import datetime
from operator import attrgetter

from django.db import connection
from django.db.models import DateTimeField, JSONField, Max, UUIDField


class BulkTable:
    """Collects rows of one model and writes them in one go.

    ``add`` takes a dict of column → value; ``write`` whole rows, lists in the order of
    ``columns``. Columns that a dict leaves out take the model's default once, at the start.
    A JSON column takes a dict or a text that is JSON already; datetimes are given in UTC.
    """

    def __init__(self, model):
        self.model = model
        self.fields = model._meta.concrete_fields
        self.columns = [field.column for field in self.fields]
        self.defaults = [self._default(field) for field in self.fields]
        self.places = {column: index for index, column in enumerate(self.columns)}
        self.next_id = (model._base_manager.aggregate(top=Max("pk"))["top"] or 0) + 1
        self.rows: list[list] = []

    @staticmethod
    def _default(field):
        if field.null or field.primary_key:
            return None
        value = field.get_default()
        return "" if value is None else value

    def take_id(self) -> int:
        """The next free id, from now on taken."""
        self.next_id += 1
        return self.next_id - 1

    def add(self, values: dict) -> int:
        """Add a row; returns its id."""
        row = self.defaults.copy()
        for column, value in values.items():
            row[self.places[column]] = value
        if row[0] is None:
            row[0] = self.take_id()
        self.rows.append(row)
        return row[0]

    def take_rows(self) -> list[list]:
        """What was collected, to be written later; the table begins anew."""
        rows, self.rows = self.rows, []
        return rows

    def write(self, rows: list[list]) -> None:
        """Write whole rows."""
        if rows:
            writer = _copy if connection.vendor == "postgresql" else _insert
            writer(self.model._meta.db_table, self.fields, rows)

    def flush(self) -> None:
        """Write what was collected."""
        self.write(self.take_rows())

    def settle_sequence(self) -> None:
        """Let the database go on numbering after our ids."""
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute(
                    "SELECT setval(pg_get_serial_sequence(%s, 'id'), %s, false)",
                    [self.model._meta.db_table, self.next_id],
                )


def _json(value):
    return value if isinstance(value, str) else json.dumps(value)


def _moment_of_sqlite(value: datetime) -> str:
    """As Django stores it on SQLite: UTC without saying so."""
    return value.isoformat(" ", "microseconds")[:26]


_FOR_POSTGRES: tuple[tuple[type, Callable], ...] = ((JSONField, _json),)
_FOR_SQLITE: tuple[tuple[type, Callable], ...] = (
    (JSONField, _json),
    (DateTimeField, _moment_of_sqlite),
    (UUIDField, attrgetter("hex")),
)


def _convert(fields, rows: list[list], converters: Iterable[tuple[type, Callable]]) -> None:
    """Turn what the driver does not know into text, column by column, in place."""
    for at, field in enumerate(fields):
        for kind, convert in converters:
            if isinstance(field, kind):
                for row in rows:
                    if row[at] is not None:
                        row[at] = convert(row[at])


def _copy(table: str, fields, rows: list[list]) -> None:
    _convert(fields, rows, _FOR_POSTGRES)
    buffer = io.StringIO()
    csv.writer(buffer).writerows(rows)
    buffer.seek(0)
    names = ", ".join(f'"{field.column}"' for field in fields)
    # CSV cannot tell null from empty: where null is forbidden it means empty.
    full = ", ".join(f'"{field.column}"' for field in fields if not field.null)
    with connection.cursor() as cursor:
        cursor.cursor.copy_expert(
            f'COPY "{table}" ({names}) FROM STDIN WITH (FORMAT csv, FORCE_NOT_NULL ({full}))',
            buffer,
            size=1 << 20,
        )


def _insert(table: str, fields, rows: list[list]) -> None:
    _convert(fields, rows, _FOR_SQLITE)
    names = ", ".join(f'"{field.column}"' for field in fields)
    marks = ", ".join(["?"] * len(fields))
    with connection.cursor() as cursor:
        cursor.connection.executemany(
            f'INSERT INTO "{table}" ({names}) VALUES ({marks})',  # noqa: S608 - own names only
            rows,
        )
