"""What execution contributes to menu, landing page and public board: one file per noun."""

from workstations.panels import (
    cases,
    contracts,
    entrusted,
    leaves,
    overdue,
    plans,
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
    "leaves",
    "overdue",
    "plans",
    "stations",
    "supervision",
    "tasks",
    "transfers",
    "whistles",
]
