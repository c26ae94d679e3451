"""What deliberation contributes to menu, desk and public board: one file per noun."""

from committees.panels import (
    appraisals,
    bodies,
    consultations,
    corrections,
    covenants,
    deliberation,
    minutes,
)

__all__ = [
    "appraisals",
    "bodies",
    "consultations",
    "corrections",
    "covenants",
    "deliberation",
    "minutes",
]
