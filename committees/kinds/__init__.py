"""What the common ground must know of the nouns of deliberation: one file per noun."""

from committees.kinds import consultations, covenants, handovers, minutes

__all__ = ["consultations", "covenants", "handovers", "minutes"]
