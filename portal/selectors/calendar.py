"""日 and 工作日: days, working days with make-up Saturdays, hours, and deadlines made of them."""

from datetime import date, datetime, time, timedelta
from functools import lru_cache
from time import monotonic

import holidays
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from portal.kernel.errors import NotFound
from portal.models.calendar import CalendarOverride

DAY_ENDS = time(23, 59, 59)
KEPT_SECONDS = 30
_overrides: tuple[float, dict[date, bool]] | None = None


def overrides_forget() -> None:
    """Read the override table again at the next question."""
    global _overrides  # noqa: PLW0603 - one small table, kept per process
    _overrides = None


def _override(day: date) -> bool | None:
    """What the table says of ``day``. Every process reads it again after half a minute, so that
    a day set by hand reaches workers and other web processes too."""
    global _overrides  # noqa: PLW0603
    if _overrides is None or monotonic() - _overrides[0] > KEPT_SECONDS:
        rows = dict(CalendarOverride.objects.values_list("date", "is_workday"))
        _overrides = monotonic(), rows
    return _overrides[1].get(day)


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


def overrides_from(day: date) -> list[CalendarOverride]:
    """The days set by hand from ``day`` on, soonest first."""
    return list(CalendarOverride.objects.filter(date__gte=day).order_by("date"))


def override_named(pk: int) -> CalendarOverride:
    """One of them; NotFound."""
    found = CalendarOverride.objects.filter(pk=pk).first()
    if found is None:
        raise NotFound()
    return found


def holidays_of(year: int) -> list[tuple[date, str]]:
    """The published days off of ``year`` and the weekend days worked in their place, in order,
    each with its name in the reader's language."""
    english = (get_language() or "").startswith("en")
    named = holidays.country_holidays("CN", years=year, language="en_US" if english else "zh_CN")
    days = [(day, name) for day, name in named.items() if day.year == year]
    worked = [(day, _("周末上班（调休）")) for day in named.weekend_workdays if day.year == year]
    return sorted(days + worked)
