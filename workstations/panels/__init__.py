"""What execution contributes to menu, landing page and public board: one file per noun."""

from workstations.panels import entrusted, overdue, stations, supervision, tasks

__all__ = ["entrusted", "overdue", "stations", "supervision", "tasks"]
