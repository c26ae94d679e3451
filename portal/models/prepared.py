"""Statements that nearly every request makes: written as querysets, put into SQL once a process.

Putting a queryset into SQL costs Django more than PostgreSQL needs to answer it. A ``Prepared``
keeps the SQL and the plan of its columns; each run fills in its own values. PostgreSQL in turn
needs longer to read and plan such a statement than to run it: there each connection prepares it
once (PREPARE) and then only executes it, unless the connections are pooled for each transaction
(Django's ``DISABLE_SERVER_SIDE_CURSORS``), where nothing may be left on them.
"""

import copy
import itertools
from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any
from weakref import WeakKeyDictionary

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.models import QuerySet
from django.db.transaction import TransactionManagementError
from psycopg2.extensions import AsIs

HUGE = 2**63
_numbers = itertools.count(1)
# What each of the driver's connections has prepared; it is forgotten with the connection.
_known: WeakKeyDictionary[Any, set[str]] = WeakKeyDictionary()


class Prepared:
    """A queryset with open places.

    ``make`` gets one mark for each name in ``places`` (int, str, date, aware datetime) and
    returns the queryset that uses each of them as an exact value; ``rows`` runs it with real ones.
    ``on_server`` False leaves the plan to the values: how rare they are decides on the index.
    """

    def __init__(self, make: Callable[..., QuerySet], *, on_server: bool = True, **places: type):
        self.make = make
        self.on_server = on_server
        self.marks: dict[str, Any] = {
            name: _mark(kind, index) for index, (name, kind) in enumerate(places.items())
        }
        self._plans: dict[str, tuple] = {}
        self._name = f"yixing_{next(_numbers)}"

    def rows(self, **values: Any) -> list:
        """Run it; one statement. Numbers that no column can hold match nothing."""
        if any(isinstance(value, int) and not -HUGE <= value < HUGE for value in values.values()):
            return []
        connection = connections[DEFAULT_DB_ALIAS]
        plan = self._plans.get(connection.vendor) or self._plan(connection)
        queryset, compiler, sql, template = plan
        if queryset.query.select_for_update and connection.get_autocommit():
            raise TransactionManagementError("a row is locked inside a transaction only")
        if self.on_server and _may_prepare(connection):
            sql, template = self._on_server(connection, sql, template)
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

    def _on_server(self, connection, sql: str, template: tuple) -> tuple[str, tuple]:
        """(EXECUTE, its parameters), after PREPARE if this connection has not heard of it yet.
        Each place is a parameter of its own, so that the server finds the kind of each by itself.
        """
        places = tuple(part for part in template if isinstance(part, _Place))
        connection.close_if_health_check_failed()  # before, or it would be another one's
        connection.ensure_connection()
        known = _known.setdefault(connection.connection, set())
        if self._name not in known:
            numbers = itertools.count(1)
            parts = [AsIs(f"${next(numbers)}") if isinstance(p, _Place) else p for p in template]
            with connection.wrap_database_errors, connection.connection.cursor() as cursor:
                cursor.execute(f"PREPARE {self._name} AS {sql}", parts)
            known.add(self._name)
        values = f"({', '.join(['%s'] * len(places))})" if places else ""
        return f"EXECUTE {self._name}{values}", places

    def _plan(self, connection) -> tuple:
        """(queryset, compiler, SQL, parameters with places) for one kind of database."""
        queryset = self.make(**self.marks)
        compiler = queryset.query.get_compiler(connection=connection)
        sql, parameters = compiler.as_sql()
        known = {str(_adapted(connection, mark)): name for name, mark in self.marks.items()}
        template = tuple(
            _Place(known[str(value)]) if str(value) in known else value for value in parameters
        )
        if {part.name for part in template if isinstance(part, _Place)} != set(self.marks):
            raise ValueError("a place of this prepared queryset is not in its parameters")
        self._plans[connection.vendor] = queryset, compiler, sql, template
        return self._plans[connection.vendor]


def _may_prepare(connection) -> bool:
    """Whether what is prepared stays with the connection that runs it."""
    pooled = connection.settings_dict.get("DISABLE_SERVER_SIDE_CURSORS")
    return connection.vendor == "postgresql" and not pooled


def _mark(kind: type, index: int) -> Any:
    """A value that occurs nowhere else, for the place number ``index``."""
    marks = {int: -7_000_000_000 - index, str: f"place {index} of a prepared queryset"}
    if kind is datetime:
        return datetime(4 * (index + 1), 2, 29, tzinfo=UTC)
    return date(4 * (index + 1), 2, 29) if kind is date else marks[kind]


class _Place:
    """Where a run's own value goes."""

    def __init__(self, name: str):
        self.name = name


def _adapted(connection, value):
    if isinstance(value, datetime):
        return connection.ops.adapt_datetimefield_value(value)
    return connection.ops.adapt_datefield_value(value) if isinstance(value, date) else value
