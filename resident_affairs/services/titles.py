"""The title an issue gets when its reporter gave none."""

import re

LENGTH = 24
_CLAUSE = re.compile(r"[，。！？；：、,!?;:\n\r\t]|\.\s|\s{2,}")


def title_of(text: str) -> str:
    """The first clause of ``text`` that says something, at most 24 characters."""
    for clause in _CLAUSE.split(text):
        words = clause.strip(" .…“”\"'")
        if len(words) >= 4:
            return words if len(words) <= LENGTH else words[: LENGTH - 1] + "…"
    return text.strip()[:LENGTH]
