"""The formula of a year's transfers: pure, exact fractions, no Django.

A pool of whole fen is shared out by weighted parts: a part in equal shares, the others in
proportion to an input (residents, households, area). Nothing is rounded until the end; then the
largest remainders take the odd fen, so that the shares add up to the pool, to the fen.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

EQUAL = "equal"
INPUTS = ("population", "households", "area")
PARTS = (EQUAL, *INPUTS)


@dataclass(frozen=True)
class Computed:
    """What one community gets. ``parts``: exact fen by part, before rounding; ``fen``: whole."""

    parts: dict[str, Fraction]
    fen: int


def weights_objection(weights: Mapping[str, int]) -> str | None:
    """Why the weights cannot stand: "unknown", "negative" or "sum"; None when they can."""
    if set(weights) - set(PARTS):
        return "unknown"
    if any(type(value) is not int or value < 0 for value in weights.values()):
        return "negative"
    return None if sum(weights.values()) == 100 else "sum"


def inputs_missing(weights: Mapping[str, int], inputs: Mapping) -> dict:
    """{community: [inputs that count and are not known]}; unknown is not nought."""
    needed = [name for name in INPUTS if weights.get(name)]
    gaps = {key: [n for n in needed if row.get(n) is None] for key, row in inputs.items()}
    return {key: names for key, names in gaps.items() if names}


def shares_compute(pool_fen: int, weights: Mapping[str, int], inputs: Mapping) -> dict:
    """{community: Computed} for ``inputs`` {community: {population, households, area}}.

    ValueError for a pool below nought, weights that cannot stand, no community, an unknown input
    that counts, or an input that counts and is nought everywhere.
    """
    objection = weights_objection(weights)
    if objection or pool_fen < 0 or not inputs:
        raise ValueError(objection or "pool or communities")
    if inputs_missing(weights, inputs):
        raise ValueError("inputs are missing")
    exact = {key: _parts(pool_fen, weights, inputs, row) for key, row in inputs.items()}
    whole = _largest_remainders(pool_fen, {key: sum(p.values()) for key, p in exact.items()})
    return {key: Computed(parts, whole[key]) for key, parts in exact.items()}


def _parts(pool_fen, weights, inputs, row) -> dict[str, Fraction]:
    found = {}
    for name, weight in weights.items():
        if not weight:
            continue
        pot = Fraction(pool_fen * weight, 100)
        if name == EQUAL:
            found[name] = pot / len(inputs)
            continue
        whole = sum(Fraction(other[name]) for other in inputs.values())
        if not whole:
            raise ValueError(f"{name} is nought everywhere")
        found[name] = pot * Fraction(row[name]) / whole
    return found


def _largest_remainders(pool_fen: int, exact: Mapping) -> dict:
    whole = {key: value.numerator // value.denominator for key, value in exact.items()}
    left = pool_fen - sum(whole.values())
    order = sorted(exact, key=lambda key: (whole[key] - exact[key], key))
    for key in order[:left]:
        whole[key] += 1
    return whole


def gini(values: Sequence[Fraction | int]) -> Fraction | None:
    """How unequal ``values`` ≥ 0 are: 0 when all are alike, towards 1 when one has everything.
    None without values, or when all are nought."""
    ordered = sorted(Fraction(value) for value in values)
    whole, count = sum(ordered), len(ordered)
    if not whole:
        return None
    ranked = sum((2 * place - count - 1) * value for place, value in enumerate(ordered, 1))
    return ranked / (count * whole)
