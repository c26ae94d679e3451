"""Web servers under test, and the processor time that they and the database use."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from portal.runner import ports, supervisor
from portal.runner.places import BIN, ROOT, SetupError

TICK = os.sysconf("SC_CLK_TCK")


@contextmanager
def gunicorn(application: str, env: dict[str, str]) -> Iterator[tuple[int, int]]:
    """Serve with two processes of four threads; gives (port, process id)."""
    port = ports.free_port()
    command = [str(BIN / "gunicorn"), application, "--bind", f"127.0.0.1:{port}"]
    command += ["--workers", "2", "--threads", "4", "--keep-alive", "30"]
    command += ["--log-level", "warning", "--no-control-socket"]
    with tempfile.TemporaryFile() as log:
        process = supervisor.start(command, cwd=ROOT, env=env, stdout=log, stderr=log)
        try:
            alive = ports.wait_until_answers(
                "127.0.0.1", port, seconds=60, alive=lambda: process.poll() is None
            )
            if not alive:
                log.seek(0)
                raise SetupError(f"{application} did not start:\n{log.read()[-2000:].decode()}")
            yield port, process.pid
        finally:
            supervisor.stop(process)


def _stat(pid: int) -> tuple[int, float]:
    """(parent, seconds of processor time with those of its ended children)."""
    fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return int(fields[1]), sum(map(int, fields[11:15])) / TICK


def _parent_and_seconds() -> dict[int, tuple[int, float]]:
    found = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                found[int(entry.name)] = _stat(int(entry.name))
            except (FileNotFoundError, ProcessLookupError):
                continue
    return found


def processor_seconds(*roots: int) -> float:
    """Processor time so far of these processes and all below them."""
    known = _parent_and_seconds()
    inside = set(roots)
    grown = True
    while grown:
        more = {pid for pid, (parent, _used) in known.items() if parent in inside} - inside
        grown = bool(more)
        inside |= more
    return sum(known[pid][1] for pid in inside if pid in known)


def parent_of(pid: int) -> int:
    """The process that started ``pid`` (of a backend: the database server)."""
    return _stat(pid)[0]
