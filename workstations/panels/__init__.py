"""What execution contributes to menu, landing page and public board: one file per noun."""

from workstations.panels import (
    cases,
    contracts,
    desks,
    entrusted,
    leaves,
    overdue,
    plans,
    public_figures,
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
    "desks",
    "entrusted",
    "leaves",
    "overdue",
    "plans",
    "public_figures",
    "scores",
    "stations",
    "supervision",
    "tasks",
    "transfers",
    "whistles",
]
