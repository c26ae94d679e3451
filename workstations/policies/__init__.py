"""Who may do what in execution (DOMAIN b): one file per noun, declared when it is loaded."""

from workstations.policies import entrusted, stations, supervision, tasks, whistles
from workstations.policies.groups import COMMITTEE, STATION, WATCHERS

__all__ = [
    "COMMITTEE",
    "STATION",
    "WATCHERS",
    "entrusted",
    "stations",
    "supervision",
    "tasks",
    "whistles",
]
