"""What execution contributes to menu, landing page and public board: one file per noun."""

from workstations.panels import contracts, entrusted, stations, supervision, tasks

__all__ = ["contracts", "entrusted", "stations", "supervision", "tasks"]
