"""Entrusting units as their keeper sees them."""

from portal.access.checker import Access
from portal.kernel.errors import NotFound
from portal.models import Division
from workstations.models import Unit, UnitMember

KEEP = "workstations.keep_units"


def district_kept(access: Access) -> Division:
    """The district whose units the person keeps; NotFound."""
    ids = [post.division_id for post in access.posts_with(KEEP)]
    found = Division.objects.filter(pk__in=ids[:1]).first()
    if found is None:
        raise NotFound()
    return found


def units_kept(access: Access) -> list[Unit]:
    """All of the district, by name."""
    return list(Unit.objects.filter(district=district_kept(access)).order_by("name")[:500])


def unit_kept(access: Access, pk: int) -> Unit:
    """One of them; NotFound."""
    unit = Unit.objects.filter(pk=pk, district=district_kept(access)).first()
    if unit is None:
        raise NotFound()
    return unit


def members_of(unit: Unit) -> list[UnitMember]:
    """Everybody who acted for it, those who still do first."""
    rows = unit.members.select_related("user").order_by("-valid_from", "-pk")
    return sorted(rows, key=lambda row: row.valid_to is not None)
