"""A database that other processes see, a worker and a web server on it, and a Redis of our own."""

import os
import subprocess
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from django.conf import settings as django_settings
from django.db import connection, transaction

from portal.runner import ports, supervisor
from portal.runner.serve import children
from portal.services.rules import rules_load_defaults
from tests import world as worlds
from tests.parallel import database_url, in_a_file
from tests.services import redis as redis_service

ROOT = Path(__file__).resolve().parents[2]

# A minute each: the stricter engine is enough, and it is the one of production.
walked_on_postgresql = pytest.mark.skipif(
    connection.vendor != "postgresql", reason="walked on PostgreSQL, the stricter engine"
)


@pytest.fixture
def shared(transactional_db, tmp_path):
    """A database that other connections can write to."""
    with in_a_file(tmp_path / "real.sqlite3"):
        yield
        connection.close()


@pytest.fixture
def town(shared):
    """The small district, committed, at today's own time."""
    with transaction.atomic():
        world = worlds.build()
        rules_load_defaults()
    return world


class Redis:
    """A Redis that may be killed and started anew, empty, on the same port."""

    def __init__(self, folder: Path):
        self.folder, self.port, self.process = folder, ports.free_port(), None
        self.url = f"redis://127.0.0.1:{self.port}/0"

    def start(self) -> None:
        command = [redis_service.binary(), "--port", str(self.port), "--bind", "127.0.0.1"]
        command += ["--save", "", "--appendonly", "no", "--dir", str(self.folder)]
        self.process = supervisor.start(command, stdout=subprocess.DEVNULL)
        alive = self.process.poll
        assert ports.wait_until_answers(
            "127.0.0.1", self.port, seconds=20, alive=lambda: alive() is None
        )

    def kill(self) -> None:
        self.process.kill()
        self.process.wait()


@pytest.fixture
def own_redis(tmp_path):
    """Only with ./run test, or where a Redis was named: fetching one is not a test's business."""
    if not os.environ.get("TEST_REDIS_URL"):
        if os.environ.get("CI"):
            pytest.fail("TEST_REDIS_URL is not set: ./run test brings a Redis")
        pytest.skip("no Redis here: ./run test brings one")
    server = Redis(tmp_path)
    server.start()
    yield server
    server.kill()


@dataclass
class House:
    """The portal's own children (web, worker, beat) on the test's database."""

    folder: Path
    env: dict
    port: int
    running: dict = field(default_factory=dict)

    def start(self, *names: str) -> None:
        made = {child.name: child for child in children("127.0.0.1", self.port, self.env)}
        for name in names:
            made[name].process = supervisor.start(
                made[name].command,
                env=made[name].env,
                cwd=ROOT,
                stdout=self.log,
                stderr=self.log,
            )
            self.running[name] = made[name].process

    @property
    def log(self):
        return (self.folder / "house.log").open("ab")

    def kill(self, name: str) -> None:
        """SIGKILL to the child and to all its own children: no good-bye, no clean-up."""
        process = self.running.pop(name)
        supervisor.signal_group(process, supervisor.signal.SIGKILL)
        process.wait()

    def stop(self) -> None:
        for name in list(self.running):
            self.kill(name)


@pytest.fixture
def house(town, tmp_path):
    """How to start parts of the portal on this database, with a broker's address or without."""
    made = []

    def build(redis_url: str = "") -> House:
        folder, port = tmp_path / "var", ports.free_port()
        folder.mkdir(exist_ok=True)
        env = {k: v for k, v in os.environ.items() if not k.startswith(("PYTEST", "COV_"))} | {
            "SECRET_KEY": django_settings.SECRET_KEY,
            "DATABASE_URL": database_url(),
            "YIXING_VAR": str(folder),
            "MEDIA_ROOT": str(django_settings.MEDIA_ROOT),
            "REDIS_URL": redis_url,
            "SITE_URL": f"http://127.0.0.1:{port}",
            "DEMO": "0",
            "DEBUG": "1",  # no manifest of static files is needed
            "PYTHONPATH": str(ROOT),
            "WEB_CONCURRENCY": "1",
        }
        made.append(House(folder, env, port))
        return made[-1]

    yield build
    for one in made:
        one.stop()
