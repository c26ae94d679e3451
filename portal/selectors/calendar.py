"""日 and 工作日: days, working days with make-up Saturdays, hours, and deadlines made of them."""

from datetime import date, datetime, time, timedelta
from functools import lru_cache

import holidays
from django.utils import timezone

from portal.models.calendar import CalendarOverride

DAY_ENDS = time(23, 59, 59)
_overrides: dict[date, bool] | None = None


def overrides_forget() -> None:
    """Read the override table again at the next question."""
    global _overrides  # noqa: PLW0603 - one small table, kept per process
    _overrides = None


def _override(day: date) -> bool | None:
    global _overrides  # noqa: PLW0603
    if _overrides is None:
        _overrides = dict(CalendarOverride.objects.values_list("date", "is_workday"))
    return _overrides.get(day)


@lru_cache(maxsize=8)
def _published(year: int) -> holidays.HolidayBase:
    """China's holidays and make-up workdays of one year, as the State Council announced them."""
    return holidays.country_holidays("CN", years=year)


def is_working_day(day: date) -> bool:
    """Whether offices work on ``day``: overrides first, then the published calendar."""
    set_by_hand = _override(day)
    if set_by_hand is not None:
        return set_by_hand
    return _published(day.year).is_working_day(day)


def add_working_days(start: date, count: int) -> date:
    """The ``count``-th working day after ``start`` (``start`` itself is not counted)."""
    day = start
    while count > 0:
        day += timedelta(days=1)
        if is_working_day(day):
            count -= 1
    return day


def working_days_between(start: date, end: date) -> int:
    """Working days after ``start`` up to and including ``end``; negative when end lies before."""
    if end < start:
        return -working_days_between(end, start)
    span = (end - start).days
    return sum(is_working_day(start + timedelta(days=n)) for n in range(1, span + 1))


def deadline_after(start: datetime, amount: int, unit: str) -> datetime:
    """The moment a period that begins at ``start`` runs out.

    unit: ``h`` hours, to the minute; ``d`` days (日) and ``wd`` working days (工作日), both to the
    end of the last day in Kunming. The day of the start is not counted (Civil Code §201).
    """
    if unit == "h":
        return start + timedelta(hours=amount)
    first = timezone.localtime(start)
    if unit == "d":
        last = first.date() + timedelta(days=amount)
    elif unit == "wd":
        last = add_working_days(first.date(), amount)
    else:
        raise ValueError(f"unknown unit {unit!r}")
    return timezone.make_aware(datetime.combine(last, DAY_ENDS))
