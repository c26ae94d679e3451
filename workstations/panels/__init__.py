"""What execution contributes to menu, landing page and public board: one file per noun."""

from workstations.panels import entrusted, stations, supervision, tasks, whistles

__all__ = ["entrusted", "stations", "supervision", "tasks", "whistles"]
