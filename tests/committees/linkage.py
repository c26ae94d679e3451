"""Attacks on the secrecy of a vote, and what of them is more than luck.

Somebody with the whole database lays the opened choices beside the voters in every order kept
there, forwards and backwards, for one question and for both joined. Each attack counts hits; how
many a lot would make, and with what spread, is known exactly from the two lists.

**How sharp, and how often wrong.** A first look over 5 votes of 100 voters notes the attacks beyond
3 sigma; what it notes is a leak if the same attack is beyond 4 sigma over 15 fresh votes.

- False alarm: one innocent attack passes both with 0.0027 · 0.000063 = 1.7e-7; of 32 attacks (8
  orders on PostgreSQL, 24 on SQLite's 6) at most **6 runs in a million**. The second look is taken
  in at most one run in twelve.
- Miss: a leak of the share f of the ballots moves the first look by about 50·f sigma for both
  questions joined (31·f for one), the second by 1.7 times as much. Missed **once in ten at f =
  9 %** (14 %), once in a thousand at f = 13 % (20 %), never by any leak of all ballots (f = 1).

``test_linkage_statistics.py`` measures both figures on simulated votes; ``test_linkage.py`` shows
three ways to leak being caught.
"""

import random
from collections import Counter
from collections.abc import Callable, Iterable

SIZE = 100
FIRST, SECOND = (5, 3.0), (15, 4.0)

# ({who: both choices}, {order: voters}, the opened choices of each question)
Run = tuple[dict, dict[str, list], list[list]]


def expected_hits(left: list, right: list) -> float:
    """How many of two lists laid beside each other by lot agree."""
    one, two = Counter(left), Counter(right)
    return sum(count * two[value] for value, count in one.items()) / len(left)


def variance(left: list, right: list) -> float:
    """The exact variance of those hits, when one list is shuffled."""
    size, expected = len(left), expected_hits(left, right)
    a, b = Counter(left), Counter(right)
    both = {value: (a[value], b[value]) for value in a}
    total = sum(x * y for x, y in both.values())
    pairs = total**2 - sum((x * y) ** 2 for x, y in both.values())
    pairs += sum(x * (x - 1) * y * (y - 1) for x, y in both.values())
    return pairs / (size * (size - 1)) + expected - expected**2


def attacks(run: Run) -> Iterable[tuple[str, list, list]]:
    """(name, the choices of the voters in an order, the choices opened beside them)."""
    said, orders, opened = run
    pairs = list(zip(*opened, strict=True))
    for name, voters in orders.items():
        assert sorted(voters) == sorted(said), name
        for way, guess in (("", voters), (" backwards", voters[::-1])):
            whole = [said[pk] for pk in guess]
            yield name + way, [choices[0] for choices in whole], opened[0]
            if len(opened) > 1:
                yield name + way + ", both questions", whole, pairs


def sigmas(runs: Iterable[Run]) -> dict[str, float]:
    """How many sigma each attack is from drawing lots, over all the ``runs`` together."""
    hits, chance, spread = Counter(), Counter(), Counter()
    for run in runs:
        for name, true, given in attacks(run):
            hits[name] += sum(one == two for one, two in zip(true, given, strict=True))
            chance[name] += expected_hits(true, given)
            spread[name] += variance(true, given)
    return {name: (hits[name] - chance[name]) / spread[name] ** 0.5 for name in spread}


def beyond(runs: Iterable[Run], least: float) -> set[str]:
    """The attacks that differ from drawing lots by more than so many sigma."""
    return {name for name, far in sigmas(runs).items() if abs(far) > least}


def leaks(run: Callable[[int], Run]) -> set[str]:
    """The attacks that both looks find; ``run`` makes the vote of a number."""
    (few, first), (many, second) = FIRST, SECOND
    seen = beyond(map(run, range(few)), first)
    if not seen:
        return set()
    return seen & beyond(map(run, range(few, few + many)), second)


def simulated(lot: random.Random, share: float = 0.0, orders: int = 8) -> Run:
    """A vote made up: no order has to do with the choices, but for the first, in which ``share``
    of the voters stand beside their own choice."""
    said = {pk: (lot.randrange(3), lot.randrange(2)) for pk in range(SIZE)}
    pairs = sorted(said.values())
    found = {f"order {number}": lot.sample(range(SIZE), SIZE) for number in range(orders)}
    if share:
        found["order 0"] = _beside(lot, said, pairs, share)
    return said, found, [[pair[0] for pair in pairs], [pair[1] for pair in pairs]]


def _beside(lot: random.Random, said: dict, pairs: list, share: float) -> list[int]:
    right = sorted(said, key=lambda pk: (said[pk], lot.random()))
    assert [said[pk] for pk in right] == pairs
    stay = set(lot.sample(range(SIZE), round(share * SIZE)))
    others = [right[at] for at in range(SIZE) if at not in stay]
    lot.shuffle(others)
    return [right[at] if at in stay else others.pop() for at in range(SIZE)]
