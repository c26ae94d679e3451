"""The arithmetic of recurring days: pure, no Django models, the calendar handed in."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

FARTHEST = 31  # how many days a day off may push an occurrence on


class Rhythm(TextChoices):
    """How often."""

    DAILY = "daily", _("每天")
    WEEKLY = "weekly", _("每周")
    MONTHLY = "monthly", _("每月")
    YEARLY = "yearly", _("每年")


class Shift(TextChoices):
    """What becomes of a day on which offices rest (周末、节假日; make-up Saturdays are worked)."""

    NONE = "none", _("照常办")
    SKIP = "skip", _("跳过这一次")
    NEXT = "next", _("顺延到下一个工作日")


@dataclass(frozen=True, kw_only=True)
class Rule:
    """When a plan falls due.

    weekdays   1 Monday … 7 Sunday, of a weekly rhythm
    month_day  1 … 31, of a monthly or yearly one; a shorter month takes its last day
    month      1 … 12, of a yearly one
    valid_from, valid_to  both inclusive; they bound the day the rule names, before any shift
    """

    rhythm: Rhythm
    shift: Shift
    valid_from: date
    valid_to: date = date.max
    weekdays: frozenset[int] = frozenset()
    month_day: int = 1
    month: int = 1


def occurrences(
    rule: Rule, after: date, until: date, is_working: Callable[[date], bool]
) -> list[date]:
    """The days of ``rule`` after ``after`` up to and including ``until``, in order, each once: two
    that are pushed onto the same working day are one. ``is_working`` (date) -> bool."""
    first = max(rule.valid_from, after - timedelta(days=FARTHEST))
    last = min(rule.valid_to, until)
    found = set()
    for number in range((last - first).days + 1):
        day = first + timedelta(days=number)
        if _is_named(rule, day):
            found.add(_shifted(rule.shift, day, is_working))
    return sorted(day for day in found if day is not None and after < day <= until)


def _is_named(rule: Rule, day: date) -> bool:
    """Whether the rule itself names ``day``."""
    if rule.rhythm == Rhythm.DAILY:
        return True
    if rule.rhythm == Rhythm.WEEKLY:
        return day.isoweekday() in rule.weekdays
    if rule.rhythm == Rhythm.YEARLY and day.month != rule.month:
        return False
    return day.day == min(rule.month_day, _days_in(day))


def _days_in(day: date) -> int:
    """How many days the month of ``day`` has."""
    following = day.replace(day=28) + timedelta(days=4)
    return (following - timedelta(days=following.day)).day


def _shifted(shift: Shift, day: date, is_working: Callable[[date], bool]) -> date | None:
    if shift == Shift.NONE or is_working(day):
        return day
    if shift == Shift.SKIP:
        return None
    ahead = (day + timedelta(days=number) for number in range(1, FARTHEST + 1))
    return next((later for later in ahead if is_working(later)), None)
