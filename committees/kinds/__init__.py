"""What the common ground must know of the nouns of deliberation: one file per noun."""

from committees.kinds import consultations, handovers, minutes

__all__ = ["consultations", "handovers", "minutes"]
