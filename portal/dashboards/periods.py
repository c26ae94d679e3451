"""Periods of a dashboard: whole months, so that the roll-ups answer them."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class PeriodName(TextChoices):
    """What one may choose."""

    THIS_MONTH = "month", _("本月")
    LAST_MONTH = "last_month", _("上月")
    QUARTER = "quarter", _("本季度")
    YEAR = "year", _("今年")
    TWELVE = "twelve", _("近十二个月")


@dataclass(frozen=True)
class Period:
    """First days of the first and the last month."""

    first: date
    last: date

    @property
    def until(self) -> date:
        """The last day of the period."""
        return month_add(self.last, 1) - timedelta(days=1)

    @property
    def months(self) -> list[date]:
        """The first day of each month."""
        found = [self.first]
        while found[-1] < self.last:
            found.append(month_add(found[-1], 1))
        return found

    @property
    def before(self) -> "Period":
        """The period of the same length just before."""
        count = len(self.months)
        return Period(month_add(self.first, -count), month_add(self.first, -1))


def month_add(day: date, months: int) -> date:
    """The first day of the month ``months`` after that of ``day``."""
    index = day.year * 12 + day.month - 1 + months
    return date(index // 12, index % 12 + 1, 1)


def period_of(name: str, today: date) -> Period:
    """The months that ``name`` means on the day ``today``."""
    this = today.replace(day=1)
    if name == PeriodName.LAST_MONTH:
        return Period(month_add(this, -1), month_add(this, -1))
    if name == PeriodName.QUARTER:
        return Period(this.replace(month=(this.month - 1) // 3 * 3 + 1), this)
    if name == PeriodName.YEAR:
        return Period(this.replace(month=1), this)
    if name == PeriodName.TWELVE:
        return Period(month_add(this, -11), this)
    return Period(this, this)
