"""What the common ground must know of the nouns of execution: one file per noun."""

from workstations.kinds import entrusted, stations, supervision, tasks, whistles

__all__ = ["entrusted", "stations", "supervision", "tasks", "whistles"]
