"""The burden: what was handed down to each community, by each unit, paid and unpaid (DOMAIN e)."""

from dataclasses import dataclass

from django.db.models import Count, F, Q, QuerySet, Sum

from committees.models import Membership
from portal.access.checker import Access
from portal.kernel import clock
from workstations.models import EntrustedAffair, EntryKind, LedgerEntry, Purse, TaskExecutor
from workstations.models.entrusted import OVER, SIGNED_STATES
from workstations.workflows import EntrustStatus

VIEW = "workstations.view_dashboard"
SIGNED = Q(status__in=sorted(SIGNED_STATES))
MOST = 200


@dataclass(frozen=True)
class Burden:
    """What one community bears, or one unit hands down. Hours as agreed, money in whole fen.

    received  what came into the funds, less what was reversed; coverage = received ÷ agreed
    refused   requests without a ground that never reached the community
    """

    pk: int
    name: str
    running: int
    hours: int
    agreed_fen: int
    received_fen: int
    refused: int

    @property
    def coverage(self) -> int | None:
        """Whole percent, or None where nothing was agreed."""
        return self.received_fen * 100 // self.agreed_fen if self.agreed_fen else None


def burden_by_community(access: Access) -> list[Burden]:
    """One row for each community in scope that anything was meant for; two statements."""
    return _by(_affairs(access), "community")


def burden_by_unit(access: Access) -> list[Burden]:
    """The same by the unit that entrusts; two statements."""
    return _by(_affairs(access), "unit")


def committee_admin_tasks(access: Access) -> int:
    """Tasks of entrusted affairs that a member of the community's committee ever had in hand:
    it must be 0 (S24)."""
    today = clock.today()
    members = Membership.objects.filter(
        Q(valid_to__isnull=True) | Q(valid_to__gt=today), valid_from__lte=today
    )
    rows = TaskExecutor.objects.filter(task__entrusted__in=_affairs(access))
    rows = rows.filter(user__in=members.values("user"))
    return rows.values("task").distinct().count()


def _affairs(access: Access) -> QuerySet:
    return EntrustedAffair.objects.filter(access.scope(VIEW))


def _by(affairs: QuerySet, what: str) -> list[Burden]:
    rows = (
        affairs.values(key=F(f"{what}_id"), name=F(f"{what}__name"))
        .annotate(
            running=Count("pk", filter=SIGNED & ~Q(status__in=sorted(OVER))),
            hours=Sum("quote_hours", filter=SIGNED, default=0),
            agreed=Sum("quote_fen", filter=SIGNED, default=0),
            refused=Count("pk", filter=Q(status=EntrustStatus.REFUSED)),
        )
        .order_by("-hours", "name")[:MOST]
    )
    received = _received(affairs, what)
    return [
        Burden(
            pk=row["key"],
            name=row["name"],
            running=row["running"],
            hours=row["hours"],
            agreed_fen=row["agreed"],
            received_fen=received.get(row["key"], 0),
            refused=row["refused"],
        )
        for row in rows
    ]


def _received(affairs: QuerySet, what: str) -> dict[int, int]:
    came = Q(kind=EntryKind.RECEIPT)
    undone = Q(kind=EntryKind.REVERSAL, source=Purse.FUND, target=Purse.UNIT)
    rows = (
        LedgerEntry.objects.filter(affair__in=affairs)
        .values(key=F(f"affair__{what}_id"))
        .annotate(
            came=Sum("fen", filter=came, default=0), undone=Sum("fen", filter=undone, default=0)
        )
    )
    return {row["key"]: row["came"] - row["undone"] for row in rows}
