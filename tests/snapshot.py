"""Rows made once and laid again for each test: what a build inserted, without its statements."""

import pickle
from collections.abc import Callable

from django.apps import apps
from django.core.management.color import no_style
from django.db import connection, models

Rows = dict[str, list[dict]]


def tables() -> list[type[models.Model]]:
    """Every model with a table of its own."""
    every = apps.get_models(include_auto_created=True)
    return [model for model in every if model._meta.managed and not model._meta.proxy]


def keys() -> dict[type[models.Model], set]:
    """The primary keys that stand in each table."""
    return {model: set(model._base_manager.values_list("pk", flat=True)) for model in tables()}


def added(before: dict[type[models.Model], set]) -> Rows:
    """{label: [column values]} of the rows that were not there ``before``, in no careful order:
    foreign keys are checked at the end of the transaction."""
    found = {}
    for model, known in before.items():
        rows = [
            row
            for row in model._base_manager.order_by("pk").values()
            if row[model._meta.pk.attname] not in known
        ]
        if rows:
            found[model._meta.label] = rows
    return found


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
            built, rows = pickle.loads(self.kept)
            models_laid = [apps.get_model(label) for label in rows]
            for model in models_laid:
                values = rows[model._meta.label]
                model._base_manager.bulk_create([model(**row) for row in values])
            sequences_move_past(models_laid)
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
