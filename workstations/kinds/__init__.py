"""What the common ground must know of the nouns of execution: one file per noun."""

from workstations.kinds import (
    contracts,
    entrusted,
    stations,
    supervision,
    tasks,
    transfers,
    whistles,
)

__all__ = ["contracts", "entrusted", "stations", "supervision", "tasks", "transfers", "whistles"]
