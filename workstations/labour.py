"""What the Labour Contract Law says of a contract's terms, as plain arithmetic; no Django."""

import calendar
from datetime import date, timedelta

WARN_DAYS = 60  # a contract enters the renewal queue so many days before its last day
NOTICE_DAYS = 30  # art. 40: told thirty days ahead, or a month's wage instead
FIXED_BEFORE_OPEN = 2  # art. 14(3): after two fixed terms an open-ended one is to be considered


def months_after(day: date, count: int) -> date:
    """The same day ``count`` months later; the month's last day where there is no such day."""
    years, month = divmod(day.month - 1 + count, 12)
    year, month = day.year + years, month + 1
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def one_year_from(starts_on: date) -> date:
    """The last day of a contract of one year (一年一聘, S34)."""
    return months_after(starts_on, 12) - timedelta(days=1)


def probation_months(starts_on: date, ends_on: date | None) -> int:
    """The longest probation in months (art. 19): none under three months' term, one under a year,
    two under three years, six from three years on or without an end."""
    if ends_on is None:
        return 6
    after = ends_on + timedelta(days=1)
    for months, longest in ((36, 6), (12, 2), (3, 1)):
        if after >= months_after(starts_on, months):
            return longest
    return 0


def probation_latest(starts_on: date, ends_on: date | None) -> date | None:
    """The latest last day of a probation, or None where there may be none."""
    months = probation_months(starts_on, ends_on)
    return months_after(starts_on, months) - timedelta(days=1) if months else None


def open_ended_is_due(fixed_terms: int) -> bool:
    """Whether a renewal after ``fixed_terms`` fixed terms must consider an open-ended contract."""
    return fixed_terms >= FIXED_BEFORE_OPEN
