"""Elections as their people see them: one, those of a place, and those by id."""

from committees.models import Election
from portal.access.checker import Access

VIEW = "committees.view_election"


def _rows():
    return Election.objects.select_related(
        "community__parent", "committee", "membership__user", "parent"
    )


def elections_by_ids(ids) -> dict:
    """For notices and timelines; one statement."""
    return {row.pk: row for row in _rows().filter(pk__in=ids)}


def election_for(access: Access, pk: int) -> Election:
    """One that the person may read; foreign and missing are NotFound."""
    return access.fetch(_rows(), VIEW, pk=pk)
