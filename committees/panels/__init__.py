"""What deliberation contributes to menu, desk and public board: one file per noun."""

from committees.panels import archives, bodies, consultations, deliberation, demands, minutes

__all__ = ["archives", "bodies", "consultations", "deliberation", "demands", "minutes"]
