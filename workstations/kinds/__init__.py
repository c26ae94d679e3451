"""What the common ground must know of the nouns of execution: one file per noun."""

from workstations.kinds import (
    cases,
    contracts,
    entrusted,
    entry_sources,
    leaves,
    plans,
    scores,
    stations,
    supervision,
    tasks,
    transfers,
    whistles,
)

__all__ = [
    "cases",
    "contracts",
    "entrusted",
    "entry_sources",
    "leaves",
    "plans",
    "scores",
    "stations",
    "supervision",
    "tasks",
    "transfers",
    "whistles",
]
