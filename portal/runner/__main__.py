"""The commands of ./run."""

import os
import signal
import subprocess
import sys

from portal.runner import serve
from portal.runner.places import CALLED_FROM, PYTHON, ROOT, SetupError, child_env

USAGE = """\
./run                     the portal with its demo: web server, worker and beat
./run manage COMMAND …    Django's command line, for example: ./run manage shell
./run test [PYTEST ARGS]  lint, contracts, migrations, the suite on PostgreSQL and SQLite
./run bench [ARGS]        the benchmarks on PostgreSQL
./run help                this text

HOST (127.0.0.1), PORT (8000), DEMO (1) and the variables of docs/operations.md are honoured."""


def manage(words: list[str]) -> int:
    """Become manage.py, in the folder that ./run was called from."""
    serve.prepare()
    os.chdir(CALLED_FROM)
    env = child_env(DEMO=os.environ.get("DEMO", "1"))
    os.execve(PYTHON, [str(PYTHON), str(ROOT / "manage.py"), *words], env)


def with_services(command: str, words: list[str]) -> int:
    """Become the tests' own runner, which brings PostgreSQL, Redis and Chromium."""
    serve.prepare(tests=True)
    os.chdir(ROOT)
    os.execve(PYTHON, [str(PYTHON), "-m", "tests.services", command, *words], child_env())


def main(words: list[str]) -> int:
    """Do what was asked for; the exit code."""
    command, rest = (words[0], words[1:]) if words else ("serve", [])
    if command in {"help", "-h", "--help"}:
        print(USAGE)
        return 0
    if command == "serve" and not rest:
        return serve.run()
    if command == "manage":
        return manage(rest)
    if command in {"test", "bench"}:
        return with_services(command, rest)
    print(f"./run does not know {' '.join(words)!r}.\n\n{USAGE}", file=sys.stderr)
    return 2


def _terminated(*_signal) -> None:
    raise KeyboardInterrupt


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, _terminated)
    try:
        sys.exit(main(sys.argv[1:]))
    except SetupError as error:
        print(f"\n{error}", file=sys.stderr)
        sys.exit(1)
    except (KeyboardInterrupt, subprocess.CalledProcessError):
        print("\nstopped", file=sys.stderr)
        sys.exit(130)
