"""The scan of an amendment that was entered from paper: who may look at it."""

from committees.models import Amendment
from committees.services.amendment_papers import ENTER
from portal.selectors.pictures import picture_guard_add


def scan_is_shown(access, picture) -> bool:
    """For whoever may enter or compare amendments of that motion."""
    row = Amendment.objects.filter(scan=picture).select_related("motion").first()
    return row is not None and access.can(ENTER, row.motion)


picture_guard_add(scan_is_shown)
