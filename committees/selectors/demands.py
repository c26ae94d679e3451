"""Demands for a meeting: those of a place, one with its count, and how large the rolls are."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from committees.election_tally import Verdict, demand_tally
from committees.models import DemandSignature, MeetingDemand, Representative
from committees.models.polls import Source
from portal.access.checker import Access
from portal.kernel import clock
from portal.models import Division, DivisionProfile, Level

VIEW = "committees.view_demand"
PAGE = 20


def roll_sizes(community: Division, shares: dict, on: date) -> dict[str, int]:
    """How many are on each roll that the law knows and the portal can count; two statements."""
    profiles = DivisionProfile.objects.filter(division=community, as_of__lte=on)
    profile = profiles.order_by("-as_of").first()
    groups = community.children.filter(level=Level.GROUP, valid_to__isnull=True)
    sizes = {
        "adults": profile and profile.population_adult,
        "households": profile and profile.households,
        "representatives": Representative.objects.active(on).filter(community=community).count(),
        "groups": groups.count() if "groups" in shares else None,
    }
    return {name: size for name, size in sizes.items() if name in shares and size}


def demand_count(demand: MeetingDemand) -> Verdict:
    """The confirmed signatures against each roll; one statement."""
    rows = demand.signatures.filter(confirmed_at__isnull=False)
    found = list(rows.values_list("household_digest", "representative_id", "group_id"))
    signed = {
        "adults": len(found),
        "households": sum(1 for household, _seat, _group in found if household),
        "representatives": sum(1 for _household, seat, _group in found if seat),
        "groups": sum(1 for _household, _seat, group in found if group),
    }
    # A roll may be smaller than the portal knew: who signed is then still no more than everybody.
    counted = {name: (min(signed[name], size), size) for name, size in demand.sizes.items()}
    return demand_tally(demand.rules, counted)


def _rows():
    return MeetingDemand.objects.select_related("community__parent", "started_by")


def demands_by_ids(ids) -> dict[int, MeetingDemand]:
    """For notices and timelines; one statement."""
    return {row.pk: row for row in _rows().filter(pk__in=list(ids))}


def demands_all(access: Access):
    """Where the person reads: by their posts, and where they lead a residents' group."""
    groups = [a.division for a in access.assignments if a.division.level == Level.GROUP]
    return _rows().filter(access.scope(VIEW) | Q(community__in=[row.parent_id for row in groups]))


def demands_listed(access: Access, before: int | None = None) -> list[MeetingDemand]:
    """Up to 21 where the person reads, newest first."""
    rows = demands_all(access)
    if before:
        rows = rows.filter(pk__lt=before)
    return list(rows.order_by("-id")[: PAGE + 1])


def demands_due(access: Access) -> list[MeetingDemand]:
    """Those whose number is reached where the person convenes, the most urgent first."""
    rows = _rows().filter(access.scope("committees.convene_meeting"), status="reached")
    return list(rows.order_by("due_on", "id")[:20])


def demands_overdue(access: Access) -> list[MeetingDemand]:
    """Those nobody convened a meeting for in time, where the person watches; oldest first."""
    late = _rows().filter(status="reached", due_on__lt=clock.today())
    return list(late.filter(access.scope("committees.give_guidance")).order_by("due_on", "id")[:20])


def demand_for(access: Access, pk: int) -> MeetingDemand:
    """One that the person may read; foreign and missing are NotFound."""
    return access.fetch(_rows(), VIEW, pk=pk)


@dataclass(frozen=True)
class DemandPage:
    """One demand as its page shows it."""

    demand: MeetingDemand
    verdict: Verdict
    mine: DemandSignature | None
    waiting: list[DemandSignature]


def demand_page(access: Access, pk: int) -> DemandPage:
    """The demand, its count, one's own signature, and the papers to check; four statements."""
    demand = demand_for(access, pk)
    mine = demand.signatures.filter(user=access.user, refused_at__isnull=True).first()
    waiting = []
    if access.can("committees.enter_signature", demand):
        rows = demand.signatures.filter(source=Source.PAPER, checked_by__isnull=True)
        waiting = list(rows.select_related("scan", "entered_by"))
    return DemandPage(demand, demand_count(demand), mine, waiting)
