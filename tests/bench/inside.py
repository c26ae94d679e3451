"""What is measured inside the program: statements, their time, search against LIKE, the figures."""

import statistics
import time
from base64 import b64encode
from contextlib import contextmanager
from urllib.parse import urlencode

from django.db import connection
from django.db.models import Q
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext

from portal.services import figures, sealing
from resident_affairs.models import Issue
from resident_affairs.selectors.issues import SEARCHED
from tests.bench.cases import Case
from tests.bench.ground import Ground, Person
from tests.bench.load import Ask

# Two, three and four characters; the second of each pair is nowhere.
TERMS = ("积水", "麒麟", "下水口", "麒麟阁", "杂草齐膝", "麒麟阁里", "灯", "电梯老是停了三")


_client = Client()


def in_process(ask: Ask) -> HttpResponse:
    """Ask once inside this process, on this connection."""
    _client.cookies.clear()
    kinds = dict(header.split(": ", 1) for header in ask.headers)
    answer = _client.generic(
        ask.method,
        ask.path,
        ask.body,
        content_type=kinds.get("Content-Type", "text/html"),
        headers={"Cookie": ask.cookies, "X-CSRFToken": kinds.get("X-CSRFToken", "")},
        HTTP_HOST="127.0.0.1",
    )
    if answer.status_code >= 300:
        raise RuntimeError(f"{ask.path}: {answer.status_code} {answer.content[:300]!r}")
    return answer


def statements(case: Case) -> int:
    """SQL statements of one warm request, BEGIN and COMMIT among them."""
    in_process(case.ask(0, 0))
    with CaptureQueriesContext(connection) as seen:
        in_process(case.ask(1, 1))
    return len(seen)


@contextmanager
def timed_statements():
    """Seconds of each statement, measured around the driver."""
    took: list[float] = []

    def around(execute, sql, params, many, context):
        began = time.perf_counter()
        try:
            return execute(sql, params, many, context)
        finally:
            took.append(time.perf_counter() - began)

    with connection.execute_wrapper(around):
        yield took


def dashboard_sql(case: Case, rounds: int = 20) -> float:
    """Milliseconds that the statements of a dashboard take together; the median round."""
    sums = []
    for turn in range(rounds):
        with timed_statements() as took:
            in_process(case.ask(turn, turn))
        sums.append(sum(took) * 1000)
    return statistics.median(sums)


def search_path(term: str) -> str:
    """The newest fifty that hold ``term``."""
    return "/api/v1/issues/?" + urlencode({"q": term, "page_size": 50})


def search_differs(person: Person, term: str) -> bool:
    """Whether the search gives other issues than LIKE over the same rows."""
    answer = in_process(person.get(search_path(term))).json()
    found = [row["id"] for row in answer["results"]]
    like = Q(pk__in=[])
    for field in SEARCHED:
        like |= Q(**{f"{field}__icontains": term})
    seen = Issue.objects.public() | Issue.objects.filter(reporter=person.user)
    with connection.cursor() as cursor:
        cursor.execute("SET enable_bitmapscan = off")
    wanted = list(seen.filter(like).order_by("-id").values_list("pk", flat=True)[:50])
    with connection.cursor() as cursor:
        cursor.execute("RESET enable_bitmapscan")
    return found != wanted


def deep_path(depth: int) -> str:
    """The page of the list that begins ``depth`` rows below the newest."""
    above = Issue.objects.order_by("-id").values_list("pk", flat=True)[depth : depth + 1]
    cursor = b64encode(urlencode({"p": str(above[0])}).encode()).decode()
    return "/api/v1/issues/?" + urlencode({"page_size": 50, "cursor": cursor})


def figures_cost(created: int) -> float:
    """Seconds of processor to seal and count what ``created`` new issues wrote, for each."""
    began = time.process_time()
    sealing.record_seal(1_000_000)
    figures.figures_run()
    return (time.process_time() - began) / max(created, 1)


def created_since(ground: Ground) -> int:
    """Issues that the load has filed."""
    return Issue.objects.filter(pk__gt=ground.newest).count()


def figures_drift() -> int:
    """Figures that a rebuild from the record would change."""
    return len(figures.figures_drift())
