"""What deliberation contributes to menu, desk and public board: one file per noun."""

from committees.panels import (
    appraisals,
    archives,
    bodies,
    consultations,
    corrections,
    covenants,
    deliberation,
    demands,
    disclosures,
    elections,
    meetings,
    minutes,
    recalls,
    sealed,
)

__all__ = [
    "appraisals",
    "archives",
    "bodies",
    "consultations",
    "corrections",
    "covenants",
    "deliberation",
    "demands",
    "disclosures",
    "elections",
    "meetings",
    "minutes",
    "recalls",
    "sealed",
]
