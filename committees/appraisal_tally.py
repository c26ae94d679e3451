"""Counting an appraisal: pure, exact fractions, no Django.

A grade needs its share of the valid ballots: 不称职 when more than half say so, 称职 when more
than half say so, 基本称职 between them. The shares stand in the rules; nothing is rounded.
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from fractions import Fraction

COMPETENT, BASIC, INCOMPETENT, NONE = "competent", "basic", "incompetent", "none"
KINDS = ("competent", "basic", "incompetent", "invalid")


@dataclass(frozen=True)
class Counts:
    """What the ballots say of one person."""

    competent: int
    basic: int
    incompetent: int
    invalid: int

    def __post_init__(self):
        values = asdict(self).values()
        if any(type(value) is not int or value < 0 for value in values):
            raise ValueError("a count is a whole number, never below nought")

    @property
    def valid(self) -> int:
        """Ballots that say something."""
        return self.competent + self.basic + self.incompetent

    @property
    def total(self) -> int:
        """All ballots that were collected."""
        return self.valid + self.invalid


def is_met(threshold: Mapping, count: int, base: int) -> bool:
    """Whether ``count`` of ``base`` reaches (≥) or passes (>) the share."""
    bar = Fraction(threshold["numerator"] * base, threshold["denominator"])
    return count >= bar if threshold["inclusive"] else count > bar


def least_of(threshold: Mapping, base: int) -> int:
    """The smallest whole number that is enough."""
    bar = Fraction(threshold["numerator"] * base, threshold["denominator"])
    whole = -(-bar.numerator // bar.denominator)
    return whole if threshold["inclusive"] or bar.denominator != 1 else whole + 1


def grade(rules: Mapping, counts: Counts) -> str:
    """The grade of one person: NONE when no ballot is valid."""
    if counts.valid == 0:
        return NONE
    if is_met(rules["incompetent"], counts.incompetent, counts.valid):
        return INCOMPETENT
    if is_met(rules["competent"], counts.competent, counts.valid):
        return COMPETENT
    return BASIC


def line_result(rules: Mapping, counts: Counts) -> dict:
    """The grade of one person with every figure it rests on."""
    share = Fraction(counts.incompetent, counts.valid) if counts.valid else None
    return asdict(counts) | {
        "valid": counts.valid,
        "grade": grade(rules, counts),
        "needed": least_of(rules["incompetent"], counts.valid),
        "incompetent_share": [share.numerator, share.denominator] if share is not None else None,
    }


def differences(first: Mapping[str, Sequence[int]], second: Mapping[str, Sequence[int]]) -> list:
    """Where two count sheets disagree: {line, kind, first, second} in order; [] when they agree.
    A line that stands on one sheet only differs in every kind."""
    found = []
    for line in sorted(set(first) | set(second), key=int):
        ours, theirs = first.get(line, (None,) * 4), second.get(line, (None,) * 4)
        for kind, one, other in zip(KINDS, ours, theirs, strict=True):
            if one != other:
                found.append({"line": int(line), "kind": kind, "first": one, "second": other})
    return found


def successive_failures(grades: Sequence[str]) -> int:
    """How many of the newest ``grades`` (newest first) are 不称职 without a break."""
    count = 0
    for found in grades:
        if found != INCOMPETENT:
            break
        count += 1
    return count
