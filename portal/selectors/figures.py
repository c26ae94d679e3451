"""Reading the figures: from the roll-ups only, never from an affair table."""

from collections import defaultdict
from datetime import date, datetime

from django.db.models import Count, Sum

from portal.dashboards.kpis import Sums
from portal.models import ActiveResident, Figure, Gauge, RecordReader


def figures_by_division(
    divisions: list[int], first: date, last: date, category: int = 0
) -> dict[int, Sums]:
    """Division id → its sums over the months ``first`` to ``last`` (first days); one statement."""
    rows = (
        Figure.objects.filter(
            division__in=divisions, category_id=category, month__gte=first, month__lte=last
        )
        .values_list("division_id", "measure", "bucket")
        .annotate(total=Sum("value"))
        .order_by()
    )
    found: dict[int, dict] = {pk: defaultdict(dict) for pk in divisions}
    for division, measure, bucket, total in rows:
        found[division][measure][bucket] = total
    return {pk: Sums(values) for pk, values in found.items()}


def figures_by_month(
    division: int, measures: list[str], first: date, last: date, category: int = 0
) -> dict[str, dict[date, int]]:
    """Measure → month → value, for charts; one statement."""
    rows = (
        Figure.objects.filter(
            division=division,
            category_id=category,
            measure__in=measures,
            month__gte=first,
            month__lte=last,
        )
        .values_list("measure", "month")
        .annotate(total=Sum("value"))
        .order_by("month")
    )
    found: dict[str, dict[date, int]] = {measure: {} for measure in measures}
    for measure, month, total in rows:
        found[measure][month] = total
    return found


def figures_by_category(division: int, measure: str, first: date, last: date) -> dict[int, int]:
    """Category id → value (without the sum over all); one statement."""
    rows = (
        Figure.objects.filter(division=division, measure=measure, month__gte=first, month__lte=last)
        .exclude(category_id=0)
        .values_list("category_id")
        .annotate(total=Sum("value"))
        .order_by("-total")
    )
    return dict(rows)


def gauges_by_division(divisions: list[int], category: int = 0) -> dict[int, dict[str, int]]:
    """Division id → gauge → height; one statement."""
    found: dict[int, dict[str, int]] = {pk: {} for pk in divisions}
    rows = Gauge.objects.filter(division__in=divisions, category_id=category)
    for division, measure, value in rows.values_list("division_id", "measure", "value"):
        found[division][measure] = value
    return found


def active_residents(divisions: list[int], first: date, last: date) -> dict[int, int]:
    """Division id → distinct residents who acted in the period; one statement."""
    rows = (
        ActiveResident.objects.filter(division__in=divisions, month__gte=first, month__lte=last)
        .values_list("division_id")
        .annotate(people=Count("user_id", distinct=True))
        .order_by()
    )
    return dict(rows)


def figures_as_of() -> datetime | None:
    """Up to when the record has been counted; None before the first run."""
    return RecordReader.objects.filter(name="figures").values_list("as_of", flat=True).first()
