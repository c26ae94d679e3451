"""./run test and ./run bench: bring the services, run the steps, stop what was started."""

import os
import signal
import sys
import tempfile
from contextlib import ExitStack

from portal.runner.places import BIN, PYTHON, SetupError, child_env, say, var
from tests.services import chromium, postgres, redis, steps

NO_BROWSER = """
!!! No Chromium on this machine, and it could not be installed:
!!! THE BROWSER AND ACCESSIBILITY TESTS ARE NOT RUN.
!!! Type:  sudo apt-get install -y chromium fonts-noto-cjk
"""
SITE_VARIABLES = (
    *("ALLOWED_HOSTS", "CSRF_TRUSTED_ORIGINS", "DATABASE_URL", "DEBUG", "DEFAULT_FROM_EMAIL"),
    *("EMAIL_URL", "HTTPS", "LOG_LEVEL", "MEDIA_ROOT", "METRICS_TOKEN", "REDIS_URL"),
    *("SECRET_KEY", "SECRET_KEY_FALLBACKS", "SITE_URL", "TRUST_PROXY"),
)


def is_ci() -> bool:
    """Whether nobody is watching, so that a missing piece must fail."""
    return os.environ.get("CI", "").lower() not in {"", "0", "false"}


def base_env() -> dict[str, str]:
    """The tests' own folder and key; nothing of the demo site is touched."""
    for name in SITE_VARIABLES:
        os.environ.pop(name, None)
    folder = str(var() / "test")
    os.environ["YIXING_VAR"] = folder
    return child_env(DEMO="0")


def static_checks(env: dict[str, str]) -> list[steps.Step]:
    """Lint, form, contracts, migrations, static files."""
    makemigrations = [PYTHON, "manage.py", "makemigrations", "--check", "--dry-run"]
    return [
        steps.run("ruff check", [BIN / "ruff", "check", "."], env),
        steps.run("ruff format", [BIN / "ruff", "format", "--check", "."], env),
        steps.run("import contracts", [BIN / "lint-imports"], env),
        steps.run("missing migrations", makemigrations, env),
        steps.run("static files", [PYTHON, "-m", "portal.runner.site", "static"], env),
    ]


def pytest(engine: str, words: list[str], env: dict[str, str], *more: str) -> steps.Step:
    """One run of pytest; ``more`` are its options."""
    colour = ["--color=yes"] if sys.stdout.isatty() else []
    command = [PYTHON, "-m", "pytest", *colour, *more, *words]
    step = steps.run(f"pytest on {engine}", command, env)
    if words and step.code == steps.NOTHING_COLLECTED:
        step.code = 0  # the chosen tests are for the other engine
    return step


def run_tests(words: list[str]) -> int:
    """Everything that must hold; 0 only if all of it does."""
    env = base_env()
    browser = chromium.path()
    done: list[steps.Step] = []
    if browser:
        env["CHROMIUM"] = browser
    else:
        print(NO_BROWSER, file=sys.stderr)
        if is_ci():
            done.append(steps.Step("Chromium for the browser tests", 1, 0))
    suite = ["-n", "2", "-m", "not browser"]
    with ExitStack() as services:
        done += static_checks(env)
        url = services.enter_context(postgres.server())
        env["TEST_REDIS_URL"] = services.enter_context(redis.server())
        on_postgres = {**env, "DATABASE_URL": url, "TEST_DATABASE_URL": url}
        done.append(pytest("PostgreSQL", words, on_postgres, *suite))
        done.append(pytest("SQLite", words, env, *suite))
        if browser:
            # A process of its own: the browser's event loop would trouble the others' database.
            done.append(pytest("the browser", words, env, "-n", "2", "-m", "browser"))
    if not browser:
        print(NO_BROWSER, file=sys.stderr, flush=True)
    print(steps.summary(done), flush=True)
    return int(any(step.code for step in done))


def run_bench(words: list[str]) -> int:
    """The benchmarks on a PostgreSQL that keeps its promises, or on the one that was given."""
    given = os.environ.get("DATABASE_URL")
    with ExitStack() as services:
        scratch = services.enter_context(tempfile.TemporaryDirectory(prefix="yixing-bench-"))
        env = child_env(DEMO="0", YIXING_VAR=os.environ.get("YIXING_VAR") or scratch)
        url = given or services.enter_context(postgres.server(durable=True))
        env |= {"DATABASE_URL": url, "TEST_DATABASE_URL": url}
        steps.run("static files", [PYTHON, "-m", "portal.runner.site", "static"], env)
        step = steps.run("benchmarks", [PYTHON, "-m", "tests.bench", *words], env)
    return step.code


def _terminated(*_signal) -> None:
    raise KeyboardInterrupt


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, _terminated)
    signal.signal(signal.SIGHUP, _terminated)
    commands = {"test": run_tests, "bench": run_bench}
    try:
        sys.exit(commands[sys.argv[1]](sys.argv[2:]))
    except SetupError as error:
        print(f"\n{error}", file=sys.stderr)
        sys.exit(1)
    except KeyboardInterrupt:
        say("stopped")
        sys.exit(130)
