"""What deliberation contributes to menu, desk and public board: one file per noun."""

from committees.panels import bodies, deliberation

__all__ = ["bodies", "deliberation"]
