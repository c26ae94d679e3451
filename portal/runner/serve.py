"""./run: the site with its web server, worker and beat, until Ctrl-C."""

import os
import socket
import subprocess

from portal.runner import frontend, locks, packages, ports
from portal.runner.places import ACCOUNTS, BIN, PYTHON, ROOT, SetupError, child_env, say, var
from portal.runner.shell import call
from portal.runner.supervisor import Child, Supervisor

CELERY = [str(BIN / "celery"), "--quiet", "-A", "portal.config.celery:app"]
START_SECONDS = 60


def prepare(*, tests: bool = False) -> None:
    """Packages, front end and translations; quick when nothing changed."""
    with locks.waiting(var() / "prepare.lock", "another ./run is preparing; waiting for it"):
        packages.ensure(tests=tests)
        frontend.ensure()
        call([PYTHON, "-m", "portal.runner.catalogues"], "compiling translations", cwd=ROOT)


def make_ready(env: dict[str, str], *steps: str) -> None:
    """Run the steps that need Django, showing what they say."""
    command = [str(PYTHON), "-m", "portal.runner.site", *steps]
    done = subprocess.run(command, cwd=ROOT, env=env, stdin=subprocess.DEVNULL, check=False)
    if done.returncode:
        raise SetupError(f"the site could not be made ready ({', '.join(steps)})")


def own_addresses() -> list[str]:
    """Names and addresses by which this machine is reached, for serving in a local network."""
    found = {socket.gethostname()}
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))  # chooses the outward interface; sends nothing
            found.add(probe.getsockname()[0])
        except OSError:
            pass
    return sorted(found)


def site_env(host: str, port: int) -> dict[str, str]:
    """The environment of the demo site; whatever the caller set stays."""
    env = child_env()
    shown = host if host in ports.LOOPBACK else own_addresses()[0]
    shown = f"[{shown}]" if ":" in shown else shown
    env.setdefault("DEMO", "1")
    env.setdefault("SITE_URL", f"http://{shown}:{port}")
    if host not in ports.LOOPBACK and not env.get("ALLOWED_HOSTS"):
        known = ["127.0.0.1", "localhost", "[::1]", *own_addresses()]
        env["ALLOWED_HOSTS"] = ",".join(known)
    return env


def children(host: str, port: int, env: dict[str, str]) -> list[Child]:
    """Web, worker and beat."""
    bind = f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
    web = [str(BIN / "gunicorn"), "portal.config.wsgi:application", "--bind", bind]
    web += ["--workers", env.get("WEB_CONCURRENCY") or "2", "--threads", "4"]
    web += ["--log-level", "warning", "--no-control-socket", "--graceful-timeout", "8"]
    calm = {**env, "PYTHONWARNINGS": "ignore:You're running the worker with superuser"}
    worker = [*CELERY, "worker", "--concurrency", "1", "--loglevel", "WARNING"]
    worker += ["--without-gossip", "--without-mingle", "--without-heartbeat"]
    beat = [*CELERY, "beat", "--loglevel", "WARNING", "--pidfile="]
    beat += ["--schedule", f"{env['YIXING_VAR']}/celerybeat-schedule"]
    return [Child("web", web, env), Child("worker", worker, calm), Child("beat", beat, env)]


def banner(env: dict[str, str]) -> None:
    """The address and the demo accounts."""
    print(f"\n  议行 Yixing runs at  {env['SITE_URL']}\n", flush=True)
    accounts = var() / ACCOUNTS
    if accounts.exists():
        print(accounts.read_text(encoding="utf-8"), flush=True)
    print("  Ctrl-C stops everything.", flush=True)


def run() -> int:
    """Check, prepare, start, watch, stop."""
    host, port = ports.address()
    ports.demand_free(host, port)
    os.chdir(ROOT)
    with locks.only_one(var() / "serve.lock"):
        prepare()
        env = site_env(host, port)
        make_ready(env, "migrate", "static", "seed")
        ports.demand_free(host, port)
        with Supervisor(children(host, port, env)) as supervisor:
            web = supervisor.children[0]
            look = "127.0.0.1" if host == "0.0.0.0" else host
            up = ports.wait_until_answers(
                look,
                port,
                seconds=START_SECONDS,
                alive=lambda: web.is_up() and not supervisor.stopping,
            )
            if up:
                banner(env)
            elif not supervisor.stopping:
                say("the web server did not come up; its own words are above")
                return 1
            return supervisor.watch()
