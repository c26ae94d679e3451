"""The exports a person asked for; nobody sees another's."""

from portal.kernel.errors import NotFound
from portal.models import Export


def exports_of(user) -> list[Export]:
    """The newest 30."""
    return list(Export.objects.filter(requested_by=user).order_by("-id")[:30])


def export_of(user, pk: int) -> Export:
    """One of them; NotFound."""
    export = Export.objects.filter(requested_by=user, pk=pk).first()
    if export is None:
        raise NotFound()
    return export
