"""Who may do what in execution (DOMAIN b): one file per noun, declared when it is loaded."""

from workstations.policies import (
    cases,
    contracts,
    entrusted,
    leaves,
    petitions,
    replies,
    scores,
    stations,
    supervision,
    tasks,
    training,
    transfers,
    units,
    whistles,
)
from workstations.policies.groups import COMMITTEE, INSPECTORS, OVERSEERS, STATION, WATCHERS

__all__ = [
    "COMMITTEE",
    "INSPECTORS",
    "OVERSEERS",
    "STATION",
    "WATCHERS",
    "cases",
    "contracts",
    "entrusted",
    "leaves",
    "petitions",
    "replies",
    "scores",
    "stations",
    "supervision",
    "tasks",
    "training",
    "transfers",
    "units",
    "whistles",
]
