"""Issues as rows of the API's list: the shape of ``IssueOutput``, without a serializer's walk.

DRF reads fifty issues field by field in 12 ms; these rows take 1 ms. A test holds the two shapes
equal.
"""

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import get_language

from portal.kernel.references import reference_format
from portal.models.divisions import short_name_of
from resident_affairs.models.categories import label_of
from resident_affairs.selectors.masking import text_masked
from resident_affairs.workflows import IssueStatus

_COLUMNS = (
    *("id", "title", "status", "category_id", "category__name", "category__name_en"),
    *("community_id", "community__name", "visibility", "version", "created_at", "due_at"),
    *("settled_at", "is_solved", "support_count", "reopen_count"),
)


def columns_of(issues: QuerySet) -> QuerySet:
    """``issues`` as dicts with just what a row says."""
    return issues.select_related(None).defer(None).values(*_COLUMNS)


def rows_of(found: list[dict]) -> list[dict]:
    """A row for each dict of ``columns_of``."""
    language = get_language() or ""
    names = {status.value: str(status.label) for status in IssueStatus}
    return [_row(issue, names, language) for issue in found]


def _row(issue: dict, names: dict[str, str], language: str) -> dict:
    return {
        "id": issue["id"],
        "reference": reference_format("ISS", issue["created_at"].year, issue["id"]),
        "title": text_masked(issue["title"]),
        "status": issue["status"],
        "status_name": names[issue["status"]],
        "category": issue["category_id"],
        "category_name": label_of(issue["category__name"], issue["category__name_en"], language),
        "community": issue["community_id"],
        "community_name": short_name_of(issue["community__name"]),
        "visibility": issue["visibility"],
        "version": issue["version"],
        "created_at": _moment(issue["created_at"]),
        "due_at": _moment(issue["due_at"]),
        "settled_at": _moment(issue["settled_at"]),
        "is_solved": issue["is_solved"],
        "support_count": issue["support_count"],
        "reopen_count": issue["reopen_count"],
    }


def _moment(moment) -> str | None:
    """ISO 8601 in Kunming's time, as DRF writes it."""
    return timezone.localtime(moment).isoformat() if moment else None
