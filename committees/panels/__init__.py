"""What deliberation contributes to menu, desk and public board: one file per noun."""

from committees.panels import deliberation, minutes

__all__ = ["deliberation", "minutes"]
