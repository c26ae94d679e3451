"""Production settings pass Django's own deployment check without a warning."""

import os
import subprocess
import sys

from tests.architecture.routes import LISTED

ROOT = LISTED.parents[2]
PRODUCTION = {
    "SECRET_KEY": "k7%2x!" + "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFGHIJKLMNOP",
    "ALLOWED_HOSTS": "yixing.example",
    "DATABASE_URL": "postgres://u:p@127.0.0.1:1/x",
    "HTTPS": "1",
    "DEBUG": "0",
}


def check(**more):
    env = {k: v for k, v in os.environ.items() if k not in {"DEMO"}} | PRODUCTION | more
    command = [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING"]
    return subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, check=False)


def test_check_deploy_is_clean():
    done = check()
    assert done.returncode == 0, done.stderr


def test_a_weak_key_is_caught():
    assert "security.W009" in check(SECRET_KEY="short").stderr


def test_without_a_key_nothing_starts():
    done = check(SECRET_KEY="")
    assert done.returncode != 0 and "SECRET_KEY is not set" in done.stderr
