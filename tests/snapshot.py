"""Rows made once and laid again for each test: what a build inserted, without its statements."""

import pickle
from collections.abc import Callable

from django.apps import apps
from django.core.management.color import no_style
from django.db import connection, models

Inserts = list[tuple[str, list]]


def tables() -> list[type[models.Model]]:
    """Every model with a table of its own."""
    every = apps.get_models(include_auto_created=True)
    return [model for model in every if model._meta.managed and not model._meta.proxy]


def keys() -> dict[type[models.Model], set]:
    """The primary keys that stand in each table."""
    return {model: set(model._base_manager.values_list("pk", flat=True)) for model in tables()}


def added(before: dict[type[models.Model], set]) -> tuple[list[str], Inserts]:
    """The labels of the models with rows that were not there ``before``, and one insert for each,
    in no careful order: foreign keys are checked at the end of the transaction."""
    labels, inserts = [], []
    for model, known in before.items():
        rows = [row for row in model._base_manager.order_by("pk") if row.pk not in known]
        if rows:
            labels.append(model._meta.label)
            inserts.append(insert_of(model, rows))
    return labels, inserts


def insert_of(model: type[models.Model], rows: list[models.Model]) -> tuple[str, list]:
    """The statement and its parameters that lay ``rows`` as they are, their keys included."""
    quote = connection.ops.quote_name
    fields = model._meta.concrete_fields
    line = f"({', '.join(['%s'] * len(fields))})"
    names = ", ".join(quote(field.column) for field in fields)
    lines = ", ".join([line] * len(rows))
    sql = f"INSERT INTO {quote(model._meta.db_table)} ({names}) VALUES {lines}"
    values = [
        field.get_db_prep_save(getattr(row, field.attname), connection)
        for row in rows
        for field in fields
    ]
    return sql, values


def sequences_move_past(laid: list[type[models.Model]]) -> None:
    """The next row of each table gets a number of its own (a test may have set them back)."""
    statements = connection.ops.sequence_reset_sql(no_style(), laid)
    if statements:
        with connection.cursor() as cursor:
            cursor.execute(";".join(line.rstrip(";") for line in statements))


class Snapshot:
    """What ``build`` returned and inserted; pickled, so that no test sees another's changes."""

    def __init__(self, build: Callable):
        self.build = build
        self.kept: bytes | None = None

    def lay(self):
        """The built thing, its rows inserted: by ``build`` the first time, copied afterwards."""
        if self.kept is None:
            before = keys()
            built = self.build()
            self.kept = pickle.dumps((built, added(before)))
        else:
            built, (labels, inserts) = pickle.loads(self.kept)
            with connection.cursor() as cursor:
                for sql, values in inserts:
                    cursor.execute(sql, values)
            sequences_move_past([apps.get_model(label) for label in labels])
        return built


def rows_now() -> dict[str, list[tuple]]:
    """Every row of every table as the database holds it, to compare two states."""
    found = {}
    with connection.cursor() as cursor:
        for model in tables():
            table = connection.ops.quote_name(model._meta.db_table)
            pk = connection.ops.quote_name(model._meta.pk.column)
            cursor.execute(f"SELECT * FROM {table} ORDER BY {pk}")
            found[model._meta.label] = cursor.fetchall()
    return found
