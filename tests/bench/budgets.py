"""The budgets of the design, each held against what was measured."""

import json
import os
import subprocess
import tempfile

from portal.runner.places import PYTHON, ROOT
from tests.bench import inside, load, rolls
from tests.bench.cases import Case
from tests.bench.ground import Ground
from tests.bench.verdicts import Budgets, Measured

STATEMENTS = {
    "list, JSON": 6,
    "list, page": 6,
    "list of the street, page": 6,
    "detail, JSON": 8,
    "detail, page": 8,
    "create": 12,
    "vote": 10,
    "vote in a hall of 100": 10,
    "dashboard": 6,
    "station of 20,000: mine": 6,
    "station of 20,000: board": 6,
    "station of 20,000: list": 6,
}
SHARES = {"create": 0.6, "detail, JSON": 0.6, "list, JSON": 0.5, "list, page": 0.4}
PROCESSOR = {"list, JSON": 9, "detail, JSON": 7, "create": 8, "list, page": 12}
ALONE_MS, CROWD_MS, SEARCH_MS, DASHBOARD_MS = 25, 200, 40, 3
ROLL_SECONDS = 20
DEEP = 500_000
SQLITE_ISSUES = 20_000


def statements(asked: Budgets, cases: dict[str, Case]) -> None:
    """Budget 1; the session and the user are among them."""
    for name, limit in STATEMENTS.items():
        asked.at_most(f"1. SQL statements, {name}", inside.statements(cases[name]), limit)


def ratios(asked: Budgets, bare: dict, stack: dict, portal: dict[str, Measured]) -> None:
    """Budget 2: requests a second at sixteen clients against the stack."""
    for name, share in SHARES.items():
        floor = stack[name].rate
        asked.at_least(f"2. rate against stack, {name}", portal[name].rate / floor, share)
    for name in SHARES:
        print(
            f"against bare, {name}: stack {stack[name].rate / bare[name].rate:.2f}, "
            f"portal {portal[name].rate / bare[name].rate:.2f}",
            flush=True,
        )


def times(asked: Budgets, portal: dict[str, Measured]) -> None:
    """Budgets 3 and 4."""
    for name, limit in PROCESSOR.items():
        asked.at_most(f"3. processor a request, {name}", portal[name].cpu, limit, "ms")
    for name, measured in portal.items():
        asked.at_most(f"4. p95 at one client, {name}", measured.p95_alone, ALONE_MS, "ms")
        asked.at_most(f"4. p95 at sixteen, {name}", measured.p95_crowd, CROWD_MS, "ms")
    failed = sum(len(measured.failed) for measured in portal.values())
    asked.equal("4. failed requests", failed, 0)


def figures(asked: Budgets, made: Ground, cases: dict[str, Case], portal: dict) -> None:
    """Budget 5; what the load created is counted now."""
    taken = inside.dashboard_sql(cases["dashboard"])
    asked.at_most("5. SQL of the dashboard", taken, DASHBOARD_MS, "ms")
    cost = inside.figures_cost(inside.created_since(made)) * 1000
    share = cost / portal["create"].cpu
    asked.at_most("5. keeping figures true, share of create", share, 0.25)
    asked.equal("5. drift after a rebuild", inside.figures_drift(), 0)


def depth(asked: Budgets, port: int, made: Ground, seconds: float) -> None:
    """Budget 6."""
    first, deep = inside.deep_path(0), inside.deep_path(min(DEEP, made.issues // 2))
    took = [_median(port, made, path, seconds / 4) for path in (first, deep)]
    asked.at_most("6. page at depth 500,000 against the first", took[1] / took[0], 2)


def _median(port: int, made: Ground, path: str, seconds: float) -> float:
    people = made.residents
    answers = load.run(port, 1, seconds, lambda _c, n: people[n % len(people)].get(path))
    if answers.failed:
        raise RuntimeError(answers.failed[0])
    return answers.quantile(0.5)


def roll(asked: Budgets, port: int, pids, made: Ground) -> None:
    """A roll of ten thousand over the pages, with its preview (issue 3)."""
    taken = rolls.imported(port, pids, *made.registration)
    print(taken.line(), flush=True)
    together = taken.preview + taken.stored
    asked.at_most("roll of 10,000: preview and confirmation", together, ROLL_SECONDS, "s")


def search(asked: Budgets, port: int, made: Ground, seconds: float) -> None:
    """Budget 7."""
    people = made.residents
    for term in inside.TERMS:
        path = inside.search_path(term)
        answers = load.run(port, 1, seconds / 2, lambda _c, n: people[n % len(people)].get(path))  # noqa: B023
        asked.at_most(f"7. search {term}, p95", answers.quantile(0.95) * 1000, SEARCH_MS, "ms")
        asked.equal(f"7. search {term}, otherwise than LIKE", _differs(people[0], term), False)


def _differs(person, term: str) -> bool:
    return inside.search_differs(person, term)


def sqlite(asked: Budgets, portal: dict[str, Measured], seconds: float) -> None:
    """Budget 8: the same creates by sixteen writers on the embedded default."""
    with tempfile.TemporaryDirectory(prefix="yixing-bench-sqlite-") as folder:
        url = f"sqlite:///{folder}/bench.sqlite3"
        env = {**os.environ, "DATABASE_URL": url}
        command = [PYTHON, "-m", "tests.bench.create_only", str(SQLITE_ISSUES), str(seconds)]
        done = subprocess.run(
            [str(word) for word in command], cwd=ROOT, env=env, check=True, stdout=subprocess.PIPE
        )
    found = json.loads(done.stdout.strip().splitlines()[-1])
    asked.equal("8. SQLite, failed creates", found["failed"], 0)
    asked.at_most("8. SQLite, p99 at sixteen", found["p99"], 500, "ms")
    share = found["rate"] / portal["create"].rate
    asked.at_least("8. SQLite creates against PostgreSQL", share, 0.8)
