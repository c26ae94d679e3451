"""What the common ground must know of the nouns of deliberation: one file per noun."""

from committees.kinds import (
    amendments,
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
    "amendments",
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
