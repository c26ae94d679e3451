"""What execution contributes to menu, landing page and public board: one file per noun."""

from workstations.panels import entrusted, plans, stations, supervision, tasks

__all__ = ["entrusted", "plans", "stations", "supervision", "tasks"]
