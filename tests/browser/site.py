"""A real portal for the browser: gunicorn over a freshly seeded demo, in a folder of its own."""

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Site:
    """Where it answers, and with which password its demo accounts open."""

    url: str
    password: str
    env: dict

    def manage(self, *words: str) -> str:
        """Run a management command against the site's database."""
        command = [sys.executable, "manage.py", *words]
        done = subprocess.run(
            command, cwd=ROOT, env=self.env, check=True, capture_output=True, text=True
        )
        return done.stdout


def free_port() -> int:
    """A port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_for(url: str, process: subprocess.Popen, seconds: float = 60) -> None:
    """Until the server answers, or it has died."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if process.poll() is not None:
            raise RuntimeError(f"the server ended with {process.returncode}")
        try:
            with urllib.request.urlopen(f"{url}/healthz", timeout=2):
                return
        except (urllib.error.URLError, TimeoutError, ConnectionError):
            time.sleep(0.2)
    raise RuntimeError("the server did not answer in time")


def environment(folder: Path, port: int) -> dict:
    """The site's own variables; nothing of the machine's portal is touched."""
    url = f"http://127.0.0.1:{port}"
    return {
        **{k: v for k, v in os.environ.items() if not k.startswith(("PYTEST", "COV_"))},
        "SECRET_KEY": "only-for-the-browser-tests",
        "DATABASE_URL": f"sqlite:///{folder / 'site.sqlite3'}",
        "YIXING_VAR": str(folder),
        "MEDIA_ROOT": str(folder / "media"),
        "SITE_URL": url,
        "DEMO": "1",
        "DEBUG": "0",
        "REDIS_URL": "",
    }


@contextmanager
def running(folder: Path):
    """Seed, serve, stop."""
    port = free_port()
    env = environment(folder, port)
    url = env["SITE_URL"]
    site = Site(url, "", env)
    site.manage("migrate", "-v0")
    site.manage("collectstatic", "--noinput", "-v0")
    site.manage("seed_demo")
    password = (folder / "demo_password").read_text(encoding="utf-8").strip()
    command = [
        sys.executable,
        "-m",
        "gunicorn",
        "portal.config.wsgi:application",
        "--bind",
        f"127.0.0.1:{port}",
        "--workers",
        "1",
        "--threads",
        "4",
        "--log-level",
        "warning",
    ]
    with (folder / "server.log").open("wb") as log:
        process = subprocess.Popen(command, cwd=ROOT, env=env, stdout=log, stderr=log)
        try:
            wait_for(url, process)
            yield Site(url, password, env)
        finally:
            process.terminate()
            process.wait(timeout=20)
