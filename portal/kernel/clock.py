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
    return local(now()).date()


def local(moment: datetime) -> datetime:
    """``moment`` on the wall clock where the portal stands; a bare one is taken to be there.

    The portal stands in one place: nobody's request changes the zone, so Django's look-up of the
    request's own (five times as long) is not asked.
    """
    if moment.tzinfo is None:
        return moment
    return moment.astimezone(timezone.get_default_timezone())


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
