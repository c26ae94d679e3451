"""The history of a duty's clock as the pages of demands, recalls and handovers show it."""

from dataclasses import replace

from committees.selectors.papers import moment
from portal.selectors.clock_history import clock_turns_of


def turns_shown(subject, *, names: bool) -> list:
    """Its turns with their moments in words, newest first; one statement, none while the number
    of a demand or a recall is not reached: no clock has run yet."""
    if getattr(subject, "reached_at", subject) is None:
        return []
    turns = clock_turns_of(subject, names=names)
    return [replace(turn, when=moment(turn.when)) for turn in turns]
