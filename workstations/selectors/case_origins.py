"""Where a case may be opened, and what it comes from: an urging, a visit."""

from dataclasses import dataclass, field

from django.db.models import Q

from portal.access.checker import Access
from portal.kernel.errors import NotFound, RuleViolated
from portal.models import Division, Level
from workstations.models import CaseSource, Inspection, SupervisionOrder

OPEN = "workstations.open_case"


def places_for_cases(access: Access, permission: str = OPEN):
    """The open communities of one's places above."""
    reach = Q(pk__in=[])
    for post in access.posts_with(permission):
        reach |= Q(path__contains=f"/{post.division_id}/")
    rows = Division.objects.open_on().at_level(Level.COMMUNITY).filter(reach)
    return rows.select_related("parent").order_by("parent__name", "name")


def place_for_cases(access: Access, pk: int, permission: str = OPEN) -> Division:
    """One of them; RuleViolated on ``community``."""
    place = places_for_cases(access, permission).filter(pk=pk).first()
    if place is None:
        raise RuleViolated(NotFound().message, field="community", code="missing")
    return place


def places_to_complain():
    """Every open community: whoever has an account may complain of any."""
    rows = Division.objects.open_on().at_level(Level.COMMUNITY)
    return rows.select_related("parent").order_by("parent__name", "name")


@dataclass(frozen=True)
class Origin:
    """What a new case comes from, and what follows for its form."""

    places: object
    sources: tuple = ()
    initial: dict = field(default_factory=dict)
    order: SupervisionOrder | None = None
    inspection: Inspection | None = None


def origin_of(access: Access, order: int | None, inspection: int | None) -> Origin:
    """The urging or the visit somebody opens a case from, in their own places; NotFound."""
    places = places_for_cases(access)
    model, pk = (SupervisionOrder, order) if order else (Inspection, inspection)
    if pk is None:
        return Origin(places)
    found = model.objects.filter(access.scope(OPEN), pk=pk).first()
    if found is None:
        raise NotFound()
    here = {"community": found.community_id}
    places = places.filter(pk=found.community_id)
    if order:
        return Origin(places, (CaseSource.OVERDUE,), here, order=found)
    return Origin(places, (CaseSource.INSPECTION,), here, inspection=found)


def home_communities(access: Access) -> list[int]:
    """The communities in which the person holds a post, to fill in a form: ids, no statement."""
    near = [row.division for row in access.assignments if row.division.level >= Level.COMMUNITY]
    return [place.pk if place.level == Level.COMMUNITY else place.parent_id for place in near]
