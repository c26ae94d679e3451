"""The kinds of subject that later nouns register: one file per noun."""

from committees.kinds import consultations

__all__ = ["consultations"]
