"""File locks: two runners must neither prepare at once nor serve from one folder."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from portal.runner.places import SetupError, say


@contextmanager
def waiting(file: Path, text: str) -> Iterator[None]:
    """Hold the lock; wait for another runner if it has it, and say so."""
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("a") as handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            say(text)
            fcntl.flock(handle, fcntl.LOCK_EX)
        yield


@contextmanager
def only_one(file: Path) -> Iterator[None]:
    """Hold the lock or stop: another runner serves from this folder."""
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("a+") as handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            handle.seek(0)
            raise SetupError(
                f"Another ./run (process {handle.read().strip() or 'unknown'}) already serves from"
                f" {file.parent}. Stop it, or give this one its own folder:"
                " YIXING_VAR=/some/folder PORT=8001 ./run"
            ) from error
        handle.truncate(0)
        handle.write(str(os.getpid()))
        handle.flush()
        yield
