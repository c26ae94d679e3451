"""Counting a poll: pure, exact, the same for every order of the answers.

Ranked polls are counted by instant run-off: each answer goes to the first of its options that is
still in; with more than half of the answers that still name one, an option wins; else those with
the fewest are out together. When that would put everybody out, they are tied.
"""

from collections import Counter
from collections.abc import Sequence
from fractions import Fraction

SCORES = range(1, 6)


def answer_objection(kind: str, content, options: Sequence[int], least: int, most: int) -> str:
    """Why ``content`` is no answer: "", "empty", "unknown", "twice", "count" or "score"."""
    if kind == "score":
        if not isinstance(content, dict) or not content:
            return "empty"
        if set(content) != {str(option) for option in options}:
            return "unknown"
        good = all(type(value) is int and value in SCORES for value in content.values())
        return "" if good else "score"
    if not isinstance(content, list) or not content:
        return "empty"
    if any(type(value) is not int or value not in options for value in content):
        return "unknown"
    if len(set(content)) != len(content):
        return "twice"
    low, high = {"single": (1, 1), "ranked": (1, len(options))}.get(kind, (least, most))
    return "" if low <= len(content) <= high else "count"


def _pair(value: Fraction) -> list[int]:
    return [value.numerator, value.denominator]


def _picked(answers, options) -> dict:
    counts = Counter(option for answer in answers for option in answer)
    rows = [{"option": option, "votes": counts[option]} for option in options]
    most = max((row["votes"] for row in rows), default=0)
    return {
        "rows": rows,
        "winners": [row["option"] for row in rows if most and row["votes"] == most],
    }


def _scored(answers, options) -> dict:
    rows = []
    for option in options:
        given = Counter(answer[str(option)] for answer in answers)
        total = sum(score * times for score, times in given.items())
        rows.append(
            {
                "option": option,
                "votes": len(answers),
                "total": total,
                "spread": [given[score] for score in SCORES],
                "mean": _pair(Fraction(total, len(answers))) if answers else None,
            }
        )
    best = max((row["total"] for row in rows), default=0)
    winners = [row["option"] for row in rows if best and row["total"] == best]
    return {"rows": rows, "winners": winners}


def _ranked(answers, options) -> dict:
    left, rounds, winners = list(options), [], []
    while left:
        tops = (next((o for o in answer if o in left), None) for answer in answers)
        counts = Counter(option for option in tops if option is not None)
        named, fewest = sum(counts.values()), min(counts[o] for o in left)
        out = [o for o in left if counts[o] == fewest]
        row = {"votes": [[o, counts[o]] for o in left], "exhausted": len(answers) - named}
        rounds.append(row | {"out": []})
        leader = max(left, key=lambda option: counts[option])
        if not named:
            break
        if 2 * counts[leader] > named:
            winners = [leader]
            break
        if out == left:
            winners = left
            break
        rounds[-1]["out"] = out
        left = [option for option in left if option not in out]
    rows = [{"option": o, "votes": v} for o, v in rounds[0]["votes"]]
    return {"rows": rows, "rounds": rounds, "winners": winners}


def poll_count(
    kind: str,
    options: Sequence[int],
    answers: Sequence,
    *,
    roll: int,
    turnout: Sequence[int],
    share: Sequence[int],
) -> dict:
    """The whole result as JSON: rows, winners, turnout and share as exact fractions.

    turnout  [n, d]: the poll holds when at least n/d of the roll answered
    share    [n, d]: the leading option carries when more than n/d of the answers name it (its
             last round in a ranked poll; its points of all points in a poll of scores)
    """
    count = {"score": _scored, "ranked": _ranked}.get(kind, _picked)(answers, options)
    cast, need = len(answers), Fraction(*turnout) * roll
    got, of = _leading(kind, count, cast)
    return count | {
        "cast": cast,
        "roll": roll,
        "turnout": _pair(Fraction(cast, roll)) if roll else [0, 1],
        "turnout_needed": -(-need.numerator // need.denominator),
        "is_valid": roll > 0 and cast > 0 and cast >= need,
        "leading": got,
        "leading_of": of,
        "share": _pair(Fraction(got, of)) if of else [0, 1],
        "share_needed": list(share),
        "has_share": len(count["winners"]) == 1 and got * share[1] > share[0] * of,
    }


def _leading(kind: str, count: dict, cast: int) -> tuple[int, int]:
    if not count["winners"]:
        return 0, cast
    first = count["winners"][0]
    if kind == "score":
        return next(row["total"] for row in count["rows"] if row["option"] == first), 5 * cast
    if kind == "ranked":
        last = dict(count["rounds"][-1]["votes"])
        return last[first], cast
    return next(row["votes"] for row in count["rows"] if row["option"] == first), cast
