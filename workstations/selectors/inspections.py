"""Inspections: the list, and one with its lines."""

from portal.access.checker import Access
from portal.kernel.errors import NotFound
from workstations.models import Inspection

VIEW = "workstations.view_inspection"
PAGE = 20


def _rows(access: Access):
    rows = Inspection.objects.filter(access.scope(VIEW))
    return rows.select_related("community", "inspected_by")


def inspections_visible(access: Access):
    """Those in the person's scope with their lines, for paging by whoever asks."""
    return _rows(access).prefetch_related("lines")


def inspections_listed(access: Access, before: int | None = None) -> list[Inspection]:
    """Up to 21, newest first, each with ``bad``: how many lines had a problem."""
    rows = _rows(access).prefetch_related("lines")
    if before:
        rows = rows.filter(pk__lt=before)
    found = list(rows.order_by("-id")[: PAGE + 1])
    for row in found:
        row.bad = sum(line.result == "bad" for line in row.lines.all())
    return found


def inspection_for(access: Access, pk: int) -> Inspection:
    """One with its lines; NotFound out of scope."""
    row = _rows(access).prefetch_related("lines").filter(pk=pk).first()
    if row is None:
        raise NotFound()
    return row


def inspections_by_ids(ids) -> dict[int, Inspection]:
    """For notices; one statement."""
    rows = Inspection.objects.filter(pk__in=list(ids)).select_related("community")
    return {row.pk: row for row in rows}
