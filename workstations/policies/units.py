"""For which units somebody acts today: what a department may do hangs on it."""

from django.db.models import Q

from portal.kernel import clock


def unit_ids_of(access) -> set[int]:
    """Ids of the units the person acts for today; one statement a request."""
    if not access.user.is_authenticated:
        return set()
    known = access.__dict__.get("_unit_ids")
    if known is None:
        today = clock.today()
        rows = access.user.unit_memberships.filter(valid_from__lte=today)
        rows = rows.filter(Q(valid_to__isnull=True) | Q(valid_to__gt=today))
        known = access.__dict__["_unit_ids"] = set(rows.values_list("unit_id", flat=True))
    return known
