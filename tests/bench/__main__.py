"""./run bench: both floors and the portal, back to back on one PostgreSQL; prints the budgets."""

import argparse
import os
import subprocess
import sys

os.environ.setdefault("SECRET_KEY", "only-for-benchmarks")
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.config.settings")

import django

django.setup()

from django.db import connection, connections

from portal.runner.places import PYTHON, ROOT, say
from tests.bench import budgets, ground, rolls, station
from tests.bench.cases import Case, floor_cases, portal_cases
from tests.bench.measuring import measure, serving
from tests.bench.verdicts import HEAD, Budgets, Measured

ROLL = "roll of 10,000"


def floor_cookies() -> str:
    """Make the floors' tables and a user of theirs, in a process with their settings."""
    with connection.cursor() as cursor:
        cursor.execute("CREATE SCHEMA IF NOT EXISTS floors")
    env = {**os.environ, "DJANGO_SETTINGS_MODULE": "tests.bench.floor_settings", "FLOOR": "stack"}
    command = [str(PYTHON), "-m", "tests.bench.floor_people"]
    done = subprocess.run(command, cwd=ROOT, env=env, check=True, capture_output=True, text=True)
    return done.stdout.strip().splitlines()[-1]


def run_floor(name: str, cookies: str, made: ground.Ground, seconds: float) -> dict[str, Measured]:
    """All cases of one floor."""
    found = {}
    with serving("tests.bench.floor_wsgi", FLOOR=name) as (port, pids):
        for case, ask in floor_cases(cookies, made).items():
            found[case] = measure(port, pids, ask, seconds)
            print(found[case].line(f"{name}: {case}"), flush=True)
    return found


def run_portal(cases: dict[str, Case], seconds: float, more=lambda port, pids: None):
    """All cases of the portal, then ``more`` on the same server."""
    found = {}
    with serving("portal.config.wsgi:application") as (port, pids):
        for name, case in cases.items():
            found[name] = measure(port, pids, case.ask, seconds)
            print(found[name].line(f"portal: {name}"), flush=True)
            for words in found[name].failed[:3]:
                print(f"  failed: {words}", flush=True)
        more(port, pids)
    return found


def run_only(wanted, cases: dict[str, Case], asked: Budgets, made: ground.Ground) -> int:
    """One case of the portal, or the roll."""
    if wanted.only != ROLL:
        run_portal({wanted.only: cases[wanted.only]}, wanted.seconds)
        return 0
    with serving("portal.config.wsgi:application") as (port, pids):
        budgets.roll(asked, port, pids, made)
    return 0 if asked.are_met else 3


def main() -> int:
    """Everything; 0 if every budget is met and 3 if one is not."""
    parser = argparse.ArgumentParser(prog="./run bench")
    parser.add_argument("--issues", type=int, default=1_000_000)
    parser.add_argument("--only", default="", help="the portal's case of this name alone")
    parser.add_argument("--seconds", type=float, default=6, help="of load for each case")
    wanted = parser.parse_args()
    asked = Budgets()
    ground.district(wanted.issues)
    cookies = floor_cookies()
    ground.floors(wanted.issues)
    made = ground.people(wanted.issues)
    made.station = station.station_people()
    made.registration = rolls.registration_made()
    cases = portal_cases(made)
    budgets.statements(asked, cases)
    connections.close_all()
    print(HEAD, flush=True)
    if wanted.only:
        return run_only(wanted, cases, asked, made)
    bare = run_floor("bare", "", made, wanted.seconds)
    stack = run_floor("stack", cookies, made, wanted.seconds)

    def search_and_depth(port: int, pids) -> None:
        budgets.search(asked, port, made, wanted.seconds)
        budgets.depth(asked, port, made, wanted.seconds)
        budgets.roll(asked, port, pids, made)

    portal = run_portal(cases, wanted.seconds, search_and_depth)
    budgets.ratios(asked, bare, stack, portal)
    budgets.times(asked, portal)
    budgets.figures(asked, made, cases, portal)
    budgets.sqlite(asked, portal, wanted.seconds)
    print(f"\n{asked.table()}", flush=True)
    say("the benchmarks are done")
    return 0 if asked.are_met else 3


if __name__ == "__main__":
    sys.exit(main())
