"""What the common ground must know of the nouns of deliberation: one file per noun."""

from committees.kinds import consultations, demands, elections, handovers, minutes

__all__ = ["consultations", "demands", "elections", "handovers", "minutes"]
