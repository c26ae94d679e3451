"""What the common ground must know of the nouns of execution: one file per noun."""

from workstations.kinds import entrusted, plans, stations, supervision, tasks

__all__ = ["entrusted", "plans", "stations", "supervision", "tasks"]
