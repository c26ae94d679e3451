"""Contracts: the renewal queue, the list, one contract, what waits for the person."""

from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Q

from portal.access.checker import Access
from portal.kernel import clock
from portal.kernel.errors import NotFound
from portal.selectors.papers import papers_of
from portal.selectors.timelines import records_of_one, timeline_entries
from workstations.labour import WARN_DAYS
from workstations.models import Contract
from workstations.selectors.year_results import year_result_for, year_results_for
from workstations.workflows.contracts import DECIDE, OPINE, OVER, ContractStatus

VIEW = "workstations.view_contract"
S = ContractStatus
PAGE, QUEUE = 20, 200


def _rows():
    return Contract.objects.select_related("user", "post", "station", "community__parent")


def contracts_by_ids(ids) -> dict[int, Contract]:
    """For notices and timelines; one statement."""
    return {row.pk: row for row in _rows().filter(pk__in=list(ids))}


def may_see_contract(access: Access, contract: Contract) -> bool:
    """The person, and those who decide, are heard or watch."""
    return contract.user_id == access.user.pk or access.can(VIEW, contract)


def contract_for(access: Access, pk: int, permission: str = "", rows=None) -> Contract:
    """One (of ``rows``) that the person may read (and on which ``permission`` holds); NotFound."""
    rows = _rows() if rows is None else rows
    if permission:
        return access.fetch(rows, permission, pk=pk)
    contract = rows.filter(pk=pk).first()
    if contract is None or not may_see_contract(access, contract):
        raise NotFound()
    return contract


def renewal_queue(access: Access) -> list[Contract]:
    """What ends within sixty days, soonest first, each with ``year_result`` (None = none yet) and
    ``next_term`` (the drafted or signed successor, or None); two statements and the results'."""
    last = clock.today() + timedelta(days=WARN_DAYS)
    due = Q(status__in=(S.IN_FORCE, S.EXPIRING), ends_on__lte=last)
    rows = _rows().filter(access.scope(VIEW), due).prefetch_related("successors")
    found = list(rows.order_by("ends_on", "id")[:QUEUE])
    results = year_results_for({(row.user_id, row.station_id) for row in found})
    for row in found:
        row.year_result = results.get((row.user_id, row.station_id))
        row.next_term = next((n for n in row.successors.all() if n.status not in OVER), None)
    return found


def contracts_visible(access: Access):
    """The person's own and those in their scope, for paging by whoever asks."""
    return _rows().filter(access.scope(VIEW) | Q(user=access.user))


def contracts_listed(access: Access, group: str, before: int | None = None) -> list[Contract]:
    """Up to 21, newest first; ``group`` open or over."""
    over = Q(status__in=sorted(OVER))
    rows = _rows().filter(access.scope(VIEW)).filter(over if group == "over" else ~over)
    if before:
        rows = rows.filter(pk__lt=before)
    return list(rows.order_by("-id")[: PAGE + 1])


@dataclass(frozen=True)
class ContractPage:
    """One contract with what belongs to it."""

    contract: Contract
    is_own: bool
    previous: Contract | None
    next_term: Contract | None
    year_result: dict | None
    papers: list
    timeline: list


def contract_page(access: Access, pk: int) -> ContractPage:
    """One contract; at most six statements."""
    rows = _rows().select_related("previous", "user__staff_profile")
    rows = rows.prefetch_related("successors")
    contract = contract_for(access, pk, rows=rows)
    after = sorted(contract.successors.all(), key=lambda row: row.pk)
    return ContractPage(
        contract,
        contract.user_id == access.user.pk,
        contract.previous,
        next((row for row in after if row.status != S.CANCELLED), None),
        year_result_for(contract.user_id, contract.station_id),
        papers_of(contract),
        timeline_entries(records_of_one(contract, public_only=False), names=True),
    )


def year_result_of(contract: Contract) -> dict | None:
    """The newest result of the person's year at this station; one statement."""
    return year_result_for(contract.user_id, contract.station_id)


def contracts_waiting(access: Access) -> list[Contract]:
    """What waits for the sub-district's or the committee's step, the soonest end first."""
    decides = Q(status=S.PERSON_SIGNED) | (Q(status=S.EXPIRING) & ~Q(renewal_opinion=""))
    hears = Q(status=S.DRAFTED) | Q(status=S.EXPIRING, renewal_opinion="")
    mine = (access.scope(DECIDE) & decides) | (access.scope(OPINE) & hears)
    coming = Contract.objects.open().filter(previous__isnull=False)
    rows = _rows().filter(mine).exclude(user=access.user)
    rows = rows.exclude(pk__in=coming.values("previous"))
    return list(rows.order_by("ends_on", "id")[:20])


def contracts_of(access: Access) -> list[Contract]:
    """The person's own, newest first; one statement."""
    return list(_rows().filter(user=access.user).order_by("-id")[:20])
