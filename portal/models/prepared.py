"""Statements that nearly every request makes: written as querysets, put into SQL once a process.

Putting a queryset into SQL costs Django more than PostgreSQL needs to answer it. A ``Prepared``
keeps the SQL and the plan of its columns; each run fills in its own values.
"""

import copy
from collections.abc import Callable
from datetime import date
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.models import QuerySet

HUGE = 2**63


class Prepared:
    """A queryset with open places.

    ``make`` gets one mark for each name in ``places`` (``user=int, day=date, code=str``) and
    returns the queryset that uses each of them as an exact value; ``rows`` runs it with real ones.
    """

    def __init__(self, make: Callable[..., QuerySet], **places: type):
        self.make = make
        self.marks: dict[str, Any] = {
            name: _mark(kind, index) for index, (name, kind) in enumerate(places.items())
        }
        self._plans: dict[str, tuple] = {}

    def rows(self, **values: Any) -> list:
        """Run it; one statement. Numbers that no column can hold match nothing."""
        if any(isinstance(value, int) and not -HUGE <= value < HUGE for value in values.values()):
            return []
        connection = connections[DEFAULT_DB_ALIAS]
        plan = self._plans.get(connection.vendor) or self._plan(connection)
        queryset, compiler, sql, template = plan
        filled = tuple(
            _adapted(connection, values[part.name]) if isinstance(part, _Place) else part
            for part in template
        )
        compiler = copy.copy(compiler)
        compiler.connection = connection
        compiler.as_sql = lambda *_args, **_more: (sql, filled)
        bound = queryset._chain()
        bound.query.get_compiler = lambda *_args, **_more: compiler
        return list(bound)

    def _plan(self, connection) -> tuple:
        """(queryset, compiler, SQL, parameters with places) for one kind of database."""
        queryset = self.make(**self.marks)
        compiler = queryset.query.get_compiler(connection=connection)
        sql, parameters = compiler.as_sql()
        known = {str(mark): name for name, mark in self.marks.items()}
        template = tuple(
            _Place(known[str(value)]) if str(value) in known else value for value in parameters
        )
        if {part.name for part in template if isinstance(part, _Place)} != set(self.marks):
            raise ValueError("a place of this prepared queryset is not in its parameters")
        self._plans[connection.vendor] = queryset, compiler, sql, template
        return self._plans[connection.vendor]


def _mark(kind: type, index: int) -> Any:
    """A value that occurs nowhere else, for the place number ``index``."""
    marks = {int: -7_000_000_000 - index, str: f"place {index} of a prepared queryset"}
    return date(4 * (index + 1), 2, 29) if kind is date else marks[kind]


class _Place:
    """Where a run's own value goes."""

    def __init__(self, name: str):
        self.name = name


def _adapted(connection, value):
    return connection.ops.adapt_datefield_value(value) if isinstance(value, date) else value
