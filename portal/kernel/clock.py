"""The house's one clock; tests and the demo set it, nobody else asks the machine."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime, timedelta

from django.db import connection
from django.utils import timezone

_fixed: ContextVar[datetime | None] = ContextVar("clock", default=None)


def now() -> datetime:
    """The present moment, aware, UTC."""
    return _fixed.get() or timezone.now()


def of_database() -> datetime:
    """The database's own clock at this very moment, not at the start of the transaction: what
    decides where several web servers, whose clocks differ, take something until an hour."""
    fixed = _fixed.get()
    if fixed is not None or connection.vendor != "postgresql":
        return now()  # SQLite runs on the machine that asks
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        return cursor.fetchone()[0]


def today() -> date:
    """Today's date where the portal stands (``settings.TIME_ZONE``)."""
    return timezone.localtime(now()).date()


@contextmanager
def at(moment: datetime) -> Iterator[None]:
    """Let the block run at ``moment`` (aware). Used by tests and by the demo's history."""
    token = _fixed.set(moment)
    try:
        yield
    finally:
        _fixed.reset(token)


def advance(**delta) -> None:
    """Move a clock set by :func:`at` forward by ``timedelta(**delta)``."""
    current = _fixed.get()
    if current is None:
        raise RuntimeError("clock.advance() works only inside clock.at()")
    _fixed.set(current + timedelta(**delta))
