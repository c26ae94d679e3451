"""What the common ground must know of the nouns of execution: one file per noun."""

from workstations.kinds import cases, entrusted, stations, supervision, tasks

__all__ = ["cases", "entrusted", "stations", "supervision", "tasks"]
