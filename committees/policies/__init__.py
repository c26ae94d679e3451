"""Who may do what in deliberation (DOMAIN b): one file per noun, declared when it is loaded."""

from committees.policies import (
    appraisals,
    archives,
    bodies,
    consultations,
    covenants,
    demands,
    disclosures,
    elections,
    minutes,
    recalls,
    sealed,
)
from committees.policies.deliberation import COMMITTEE, LEADERS

__all__ = [
    "COMMITTEE",
    "LEADERS",
    "appraisals",
    "archives",
    "bodies",
    "consultations",
    "covenants",
    "demands",
    "disclosures",
    "elections",
    "minutes",
    "recalls",
    "sealed",
]
