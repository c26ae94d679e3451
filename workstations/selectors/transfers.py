"""Transfers as their pages show them: the years, one plan, one community's share."""

from dataclasses import dataclass
from fractions import Fraction

from django.db.models import Count, Q, Sum

from committees.models import Resolution
from portal.access.checker import Access
from portal.kernel.errors import NotFound
from portal.models import Division
from portal.selectors.timelines import records_of_one, timeline_entries
from workstations.models import (
    EntrustedAffair,
    TransferEntry,
    TransferPlan,
    TransferShare,
    TransferUse,
)
from workstations.models.transfers import PUBLIC_PLANS
from workstations.services.transfer_money import APPROVE as APPROVE_USE
from workstations.services.transfer_money import ASK, RUNNING
from workstations.transfer_formula import gini
from workstations.workflows.transfers import (
    ALLOT,
    APPROVE,
    AUDIT,
    MAKE,
    ShareStatus,
    TransferStatus,
)

VIEW = "workstations.view_transfer"
BEHIND = (MAKE, AUDIT)


def plans_by_ids(ids) -> dict[int, TransferPlan]:
    """For notices and timelines; one statement."""
    rows = TransferPlan.objects.filter(pk__in=list(ids)).select_related("district")
    return {row.pk: row for row in rows}


def shares_by_ids(ids) -> dict[int, TransferShare]:
    """For notices and timelines; one statement."""
    rows = TransferShare.objects.filter(pk__in=list(ids)).select_related("plan", "community")
    return {row.pk: row for row in rows}


def may_see_plan(access: Access, plan: TransferPlan) -> bool:
    """Everybody from the approval on; before, those of the district who plan or audit."""
    return plan.is_public_now or any(access.can(name, plan) for name in BEHIND)


def may_see_share(access: Access, share: TransferShare) -> bool:
    """As the plan it is a part of."""
    return may_see_plan(access, share.plan)


def plans_visible(access: Access):
    """The years the person may see, for paging by whoever asks."""
    seen = Q(status__in=sorted(PUBLIC_PLANS))
    for name in BEHIND:
        places = [post.division_id for post in access.posts_with(name)]
        seen |= Q(district__in=places)
    return TransferPlan.objects.filter(seen).select_related("district")


def plans_listed(access: Access) -> list[TransferPlan]:
    """The years the person may see, newest first; one statement."""
    return list(plans_visible(access).order_by("-year"))


def plan_for(access: Access, pk: int, permission: str = "") -> TransferPlan:
    """One that the person may see (and on which ``permission`` holds); NotFound."""
    rows = TransferPlan.objects.select_related("district")
    if permission:
        return access.fetch(rows, permission, pk=pk)
    plan = rows.filter(pk=pk).first()
    if plan is None or not may_see_plan(access, plan):
        raise NotFound()
    return plan


@dataclass(frozen=True)
class Spread:
    """How evenly the money lies. ``gini``: exact, of the fen per resident, each community counted
    once; None where residents are not known for all. ``least`` and ``most``: fen per resident."""

    communities: int
    residents: int
    per_head_fen: Fraction | None
    gini: Fraction | None
    least: Fraction | None
    most: Fraction | None


def spread_of(shares: list[TransferShare]) -> Spread:
    """Of the shares as proposed (S52, DOMAIN e)."""
    known = all(share.population for share in shares) and bool(shares)
    heads = [Fraction(share.fen, share.population) for share in shares] if known else []
    residents = sum(share.population or 0 for share in shares)
    money = sum(share.fen for share in shares)
    return Spread(
        len(shares),
        residents,
        Fraction(money, residents) if known else None,
        gini(heads),
        min(heads, default=None),
        max(heads, default=None),
    )


@dataclass(frozen=True)
class PlanPage:
    """One year: the shares with what was used of each, and how even they are."""

    plan: TransferPlan
    shares: list[TransferShare]
    spread: Spread
    used_fen: int
    grounds: dict[str, int]
    timeline: list


def plan_page(access: Access, pk: int) -> PlanPage:
    """Four statements beside the access."""
    plan = plan_for(access, pk)
    rows = plan.shares.select_related("community__parent")
    rows = rows.annotate(
        used_fen=Sum(
            "uses__fen", filter=Q(uses__entry__isnull=False, uses__entry__reversed_by__isnull=True)
        )
    )
    shares = list(rows.order_by("community__parent__code", "community__code"))
    behind = any(access.can(name, plan) for name in BEHIND)
    timeline = timeline_entries(records_of_one(plan, public_only=not behind), names=behind)
    used = sum(share.used_fen or 0 for share in shares)
    return PlanPage(plan, shares, spread_of(shares), used, uses_by_kind(plan), timeline)


def _shares():
    return TransferShare.objects.select_related("plan__district", "community__parent")


def share_for(access: Access, pk: int, permission: str = "") -> TransferShare:
    """One that the person may see (and on which ``permission`` holds); NotFound."""
    if permission:
        return access.fetch(_shares(), permission, pk=pk)
    share = _shares().filter(pk=pk).first()
    if share is None or not may_see_share(access, share):
        raise NotFound()
    return share


def share_to_adjust(access: Access, pk: int) -> TransferShare:
    """One whose plan the person makes; NotFound."""
    share = _shares().filter(pk=pk).first()
    if share is None or not access.can(MAKE, share.plan):
        raise NotFound()
    return share


@dataclass(frozen=True)
class SharePage:
    """One community's money of a year; requests and names for insiders."""

    share: TransferShare
    is_insider: bool
    entries: list[TransferEntry]
    uses: list[TransferUse]
    timeline: list


def share_page(access: Access, pk: int) -> SharePage:
    """Four statements beside the access."""
    share = share_for(access, pk)
    inside = access.can(VIEW, share)
    uses = share.uses.select_related(
        "resolution", "entrusted__unit", "asked_by", "in_place_of", "first_by", "second_by", "entry"
    )
    if not inside:
        uses = uses.filter(entry__isnull=False)
    return SharePage(
        share,
        inside,
        list(share.entries.select_related("reversed_by")),
        list(uses),
        timeline_entries(records_of_one(share, public_only=not inside), names=inside),
    )


def grounds_of(share: TransferShare) -> dict[str, Resolution | EntrustedAffair]:
    """What money may be asked for: {"r12": resolution, "e3": affair}; two statements."""
    resolutions = Resolution.objects.in_force().filter(community=share.community_id)
    affairs = EntrustedAffair.objects.filter(
        community=share.community_id, status__in=sorted(RUNNING)
    ).select_related("unit")
    found = {f"r{row.pk}": row for row in resolutions.order_by("-adopted_at")[:100]}
    return found | {f"e{row.pk}": row for row in affairs.order_by("-id")[:100]}


def shares_waiting(access: Access) -> list[TransferShare]:
    """Shares that wait for a step of the person: to be passed on, to be audited."""
    mine = access.scope(ALLOT) & Q(status=ShareStatus.AT_STREET)
    mine |= access.scope(AUDIT) & Q(status=ShareStatus.CLOSED)
    return list(_shares().filter(mine).order_by("id")[:20])


def plans_waiting(access: Access) -> list[TransferPlan]:
    """Plans the person may approve (not their own) or pay down."""
    approves = [post.division_id for post in access.posts_with(APPROVE)]
    pays = [post.division_id for post in access.posts_with(MAKE)]
    mine = Q(district__in=approves, status=TransferStatus.PROPOSED) & ~Q(proposed_by=access.user.pk)
    mine |= Q(district__in=pays, status=TransferStatus.APPROVED)
    return list(TransferPlan.objects.filter(mine).select_related("district").order_by("year"))


def uses_waiting(access: Access) -> list[TransferUse]:
    """Requests the person may approve: not their own, not approved by them before."""
    shares = TransferShare.objects.filter(access.scope(APPROVE_USE))
    rows = TransferUse.objects.waiting().filter(share__in=shares).exclude(asked_by=access.user)
    rows = rows.exclude(first_by=access.user).select_related("share__plan")
    return list(rows.order_by("id")[:20])


def share_now(access: Access, community_id: int | None = None) -> list[TransferShare]:
    """The newest public share of each community in the person's scope, or of the one named."""
    rows = _shares().filter(plan__status__in=sorted(PUBLIC_PLANS))
    rows = rows.filter(community=community_id) if community_id else rows.filter(access.scope(ASK))
    return list(rows.order_by("-plan__year", "community__code")[:10])


def uses_by_kind(plan: TransferPlan) -> dict[str, int]:
    """How many payments rest on resolutions and how many on entrusted affairs."""
    paid = TransferUse.objects.filter(
        share__plan=plan, entry__isnull=False, entry__reversed_by__isnull=True
    )
    return paid.aggregate(resolutions=Count("resolution"), entrusted=Count("entrusted"))


def district_of(access: Access, permission: str) -> Division:
    """The district in which the person holds ``permission``; NotFound."""
    posts = access.posts_with(permission)
    if not posts:
        raise NotFound()
    return Division.objects.get(pk=posts[0].division_id)
