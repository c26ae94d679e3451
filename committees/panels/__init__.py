"""What deliberation contributes to menu, desk and public board: one file per noun."""

from committees.panels import consultations, deliberation, minutes

__all__ = ["consultations", "deliberation", "minutes"]
