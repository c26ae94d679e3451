"""How a clock stands: the time given, and the moments at which somebody is told (DOMAIN d)."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils import timezone

YELLOW, RED, ESCALATED = "yellow", "red", "escalated"
LEVELS = (YELLOW, RED, ESCALATED)


@dataclass(frozen=True)
class Reading:
    """A clock that runs: the time given goes from ``from_at`` to ``due_at`` (both aware).

    A pause moves both by its length, so that the time given stays what was given; an extension
    moves ``due_at`` alone.
    """

    from_at: datetime
    due_at: datetime

    def strikes_at(self, level: str) -> datetime:
        """The moment after which the clock stands at ``level``: yellow with a fifth of the time
        given left, red when it is over, escalated when it is exceeded by half of it."""
        given = max(self.due_at - self.from_at, timedelta(0))
        if level == YELLOW:
            return self.due_at - given / 5
        return self.due_at if level == RED else self.due_at + given / 2

    def level_at(self, moment: datetime) -> str:
        """The highest level reached at ``moment``; "" while there is time enough.

        Yellow begins with exactly a fifth left; red and escalated after their moment: what is
        done in the last second is in time.
        """
        if moment > self.strikes_at(ESCALATED):
            return ESCALATED
        if moment > self.due_at:
            return RED
        return YELLOW if moment >= self.strikes_at(YELLOW) else ""


def end_of(day: date) -> datetime:
    """The moment after the last of ``day`` in Kunming: what is done on the last day is in time."""
    midnight = datetime.combine(day + timedelta(days=1), time.min)
    return timezone.make_aware(midnight, timezone.get_default_timezone())


def next_level(level: str) -> str:
    """The level after ``level`` ("" comes before yellow); "" after the last."""
    place = LEVELS.index(level) + 1 if level else 0
    return LEVELS[place] if place < len(LEVELS) else ""


def clock_fact(turn: str, before=None, after=None) -> dict:
    """What the record keeps of a turn of the clock, for the history on the page.

    turn           started, restarted, again, moved, step, paused, resumed, extended,
                   handed_up, handed_back, stopped
    before, after  the deadlines, where the turn moved one
    """
    moments = {"from": before, "to": after}
    return {"clock": {"turn": turn} | {k: v.isoformat() for k, v in moments.items() if v}}


def step_fact(due_at: datetime | None) -> dict:
    """What the record keeps of a step that has a time of its own until ``due_at``, or none."""
    return clock_fact("step", after=due_at) if due_at else clock_fact("stopped")
