"""Acting at the same moment on real connections, and a database that other processes can open."""

import contextvars
import sqlite3
import threading
from contextlib import contextmanager
from urllib.parse import quote

from django.db import connection, connections


def in_parallel(tasks, seconds: float = 60) -> list:
    """Start all at once, each with the caller's clock and language; the answers in the tasks'
    order, exceptions among them."""
    gate, answers = threading.Barrier(len(tasks)), [None] * len(tasks)

    def run(place, task):
        try:
            gate.wait(20)
            answers[place] = task()
        except Exception as error:
            answers[place] = error
        finally:
            connections.close_all()

    threads = [
        threading.Thread(target=contextvars.copy_context().run, args=(run, place, task))
        for place, task in enumerate(tasks)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(seconds)
    return answers


@contextmanager
def in_a_file(path):
    """Move an in-memory database into a file for a while; any other is shared already."""
    if connection.vendor != "sqlite" or not connection.is_in_memory_db():
        yield
        return
    connection.ensure_connection()
    memory, name = connection.connection, connection.settings_dict["NAME"]
    with sqlite3.connect(path) as copy:
        memory.backup(copy)
    copy.close()
    connection.connection = None
    connection.settings_dict["NAME"] = str(path)
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict["NAME"] = name
        connection.connection = memory


def database_url() -> str:
    """The test database as another process names it."""
    given = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{quote(str(given['NAME']))}"
    user, password = quote(given["USER"]), quote(given["PASSWORD"])
    return f"postgres://{user}:{password}@{given['HOST']}:{given['PORT']}/{given['NAME']}"
