"""What execution contributes to menu, landing page and public board: one file per noun."""

from workstations.panels import (
    contracts,
    entrusted,
    overdue,
    stations,
    supervision,
    tasks,
    transfers,
    whistles,
)

__all__ = [
    "contracts",
    "entrusted",
    "overdue",
    "stations",
    "supervision",
    "tasks",
    "transfers",
    "whistles",
]
