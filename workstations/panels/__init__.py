"""What execution contributes to menu, landing page and public board: one file per noun."""

from workstations.panels import cases, entrusted, stations, supervision, tasks

__all__ = ["cases", "entrusted", "stations", "supervision", "tasks"]
