"""Amendments by id, for the steps on them."""

from committees.models import Amendment
from portal.access.checker import Access
from portal.kernel.errors import NotFound

VIEW = "committees.view_deliberation"


def amendment_for(access: Access, pk: int) -> Amendment:
    """One whose motion the person may see; foreign and missing are NotFound."""
    row = Amendment.objects.select_related("motion").filter(pk=pk).first()
    if row is None or not access.can(VIEW, row.motion):
        raise NotFound()
    return row
