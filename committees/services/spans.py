"""Days so many years or months after another."""

from datetime import date


def later(day: date, *, years: int = 0, months: int = 0) -> date:
    """The day so much later; where it does not exist, the first of the next month: who was born
    on 29 February grows older with the first of March."""
    total = day.month - 1 + months
    year, month = day.year + years + total // 12, total % 12 + 1
    try:
        return day.replace(year=year, month=month)
    except ValueError:
        return date(year + month // 12, month % 12 + 1, 1)
