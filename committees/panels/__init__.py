"""What deliberation contributes to menu, desk and public board: one file per noun."""

from committees.panels import consultations, deliberation

__all__ = ["consultations", "deliberation"]
