"""Who may do what in deliberation (DOMAIN b): one file per noun, declared when it is loaded."""

from committees.policies import appraisals, bodies, consultations, covenants, minutes
from committees.policies.deliberation import COMMITTEE, LEADERS

__all__ = ["COMMITTEE", "LEADERS", "appraisals", "bodies", "consultations", "covenants", "minutes"]
