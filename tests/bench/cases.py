"""What is asked of the portal, and what of the floors."""

import itertools
import json
import random
from collections.abc import Callable
from dataclasses import dataclass
from uuid import uuid4

from resident_affairs.models import Issue
from tests.bench.ground import Ground, Person
from tests.bench.load import Ask

RequestOf = Callable[[int, int], Ask | None]
DESK = {"mine": "/tasks/", "board": "/tasks/board/", "list": "/tasks/list/"}
TEXT = "门口一下雨就积水，水有十厘米深，老人出门要蹚水，下水口好像被树叶堵住了，请来看看。"


@dataclass(frozen=True)
class Case:
    """One kind of request to the portal."""

    name: str
    ask: RequestOf
    is_write: bool = False


def _public_ids(chance: random.Random, top: int) -> list[int]:
    """Issues anywhere in the past that everybody may read."""
    wanted = chance.sample(range(1, top), k=min(6000, top - 1))
    rows = Issue.objects.public().filter(pk__in=wanted)
    return list(rows.values_list("pk", flat=True))


def portal_cases(ground: Ground) -> dict[str, Case]:
    """By name."""
    chance = random.Random(5)
    ids = _public_ids(chance, ground.newest)
    residents, officials = ground.residents, ground.officials

    def reader(people: list[Person], path: Callable[[Person, int, int], str]) -> RequestOf:
        def ask(client: int, number: int) -> Ask:
            who = people[(client + number) % len(people)]
            return who.get(path(who, client, number))

        return ask

    def create(client: int, number: int) -> Ask:
        who = residents[(client + number) % len(residents)]
        body = {
            "community": who.community,
            "category": ground.leaf,
            "text": TEXT,
            "place": "3栋门前",
            "submit_key": str(uuid4()),
        }
        return who.send("/api/v1/issues/", json.dumps(body).encode())

    def voter(pairs: list[tuple[Person, int]]) -> RequestOf:
        turns = itertools.count()

        def ask(_client: int, _number: int) -> Ask | None:
            turn = next(turns)
            if turn >= len(pairs):
                return None
            who, event = pairs[turn]
            return who.send(f"/api/v1/votes/{event}/cast/", b'{"choice": "for"}', "PUT")

        return ask

    def one(_who, client: int, number: int) -> int:
        return ids[(client * 397 + number) % len(ids)]

    cases = (
        Case(
            "list, JSON",
            reader(
                residents, lambda w, *_: f"/api/v1/issues/?page_size=50&community={w.community}"
            ),
        ),
        Case(
            "list, page",
            reader(residents, lambda w, *_: f"/issues/?rows=50&community={w.community}"),
        ),
        Case("list of the street, page", reader(officials, lambda *_: "/issues/?rows=50")),
        Case("detail, JSON", reader(residents, lambda *a: f"/api/v1/issues/{one(*a)}/")),
        Case("detail, page", reader(residents, lambda *a: f"/issues/{one(*a)}/")),
        Case("create", create, is_write=True),
        Case("vote", voter(ground.voters), is_write=True),
        Case("vote in a hall of 100", voter(ground.hall), is_write=True),
        Case("dashboard", reader(officials, lambda *_: "/dashboard/")),
        *(
            Case(f"station of 20,000: {name}", reader(ground.station, lambda *_, p=path: p))
            for name, path in DESK.items()
        ),
    )
    return {case.name: case for case in cases}


def floor_cases(cookies: str, ground: Ground) -> dict[str, RequestOf]:
    """The floors' nearest relatives of the portal's cases."""
    chance = random.Random(5)
    ids = chance.sample(range(1, ground.issues), k=min(5000, ground.issues - 1))
    places = [who.community for who in ground.residents]

    def place(client: int, number: int) -> int:
        return places[(client + number) % len(places)]

    def get(path: str) -> Ask:
        return Ask(path, cookies=cookies)

    def create(client: int, number: int) -> Ask:
        body = {"community": place(client, number), "category": 1, "title": TEXT[:20]}
        body |= {"text": TEXT, "place": "3栋门前", "reporter": 1}
        token = cookies.rpartition("=")[2]
        headers = (f"X-CSRFToken: {token}", "Content-Type: application/json")
        return Ask("/issues/", "POST", cookies, headers, json.dumps(body).encode())

    return {
        "list, JSON": lambda c, n: get(f"/issues/?community={place(c, n)}"),
        "list, page": lambda c, n: get(f"/page/?community={place(c, n)}"),
        "detail, JSON": lambda c, n: get(f"/issues/{ids[(c * 397 + n) % len(ids)]}/"),
        "create": create,
    }
