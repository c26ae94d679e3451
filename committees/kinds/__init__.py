"""What the common ground must know of the nouns of deliberation: one file per noun."""

from committees.kinds import handovers

__all__ = ["handovers"]
