"""What the common ground must know of the nouns of deliberation: one file per noun."""

from committees.kinds import consultations, corrections, covenants, handovers, minutes

__all__ = ["consultations", "corrections", "covenants", "handovers", "minutes"]
