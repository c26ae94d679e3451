"""Measuring one case on one server."""

import os
from contextlib import contextmanager

from django.db import connection

from tests.bench import load, servers
from tests.bench.ground import CLIENTS
from tests.bench.verdicts import Measured


def measure(port: int, pids: tuple[int, ...], ask, seconds: float) -> Measured:
    """One case: warm, alone, then sixteen at once with the processor's clock beside it."""
    load.run(port, 4, min(seconds, 1), ask)
    alone = load.run(port, 1, seconds / 2, ask)
    before = [servers.processor_seconds(pid) for pid in pids]
    crowd = load.run(port, CLIENTS, seconds, ask)
    used = [servers.processor_seconds(pid) - start for pid, start in zip(pids, before, strict=True)]
    if not alone.seconds or not crowd.seconds:
        raise RuntimeError(f"nothing but failures: {(alone.failed + crowd.failed)[:1]}")
    asked = len(crowd.seconds) + len(crowd.failed)
    return Measured(
        rate=crowd.rate,
        p95_alone=alone.quantile(0.95) * 1000,
        p95_crowd=crowd.quantile(0.95) * 1000,
        p99_crowd=crowd.quantile(0.99) * 1000,
        cpu=sum(used) / asked * 1000,
        cpu_database=sum(used[1:]) / asked * 1000,
        failed=alone.failed + crowd.failed,
    )


@contextmanager
def serving(application: str, **env: str):
    """Serve; gives (port, the process ids whose time counts)."""
    with servers.gunicorn(application, {**os.environ, **env}) as (port, pid):
        yield port, (pid, *_database_server())


def _database_server() -> tuple[int, ...]:
    """The process that all backends descend from; SQLite works inside the application."""
    if connection.vendor != "postgresql":
        return ()
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        return (servers.parent_of(cursor.fetchone()[0]),)
