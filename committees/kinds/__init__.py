"""What the common ground must know of the nouns of deliberation: one file per noun."""

from committees.kinds import (
    appraisals,
    bodies,
    consultations,
    corrections,
    covenants,
    demands,
    disclosures,
    elections,
    handovers,
    minutes,
    recalls,
    sealed,
)

__all__ = [
    "appraisals",
    "bodies",
    "consultations",
    "corrections",
    "covenants",
    "demands",
    "disclosures",
    "elections",
    "handovers",
    "minutes",
    "recalls",
    "sealed",
]
