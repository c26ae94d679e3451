"""What deliberation contributes to menu, desk and public board: one file per noun."""

from committees.panels import bodies, consultations, corrections, covenants, deliberation, minutes

__all__ = ["bodies", "consultations", "corrections", "covenants", "deliberation", "minutes"]
