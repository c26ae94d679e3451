"""Referrals as their pages show them, and the narrow desk of a department."""

from dataclasses import dataclass

from django.db.models import Prefetch, Q

from portal.access.checker import Access
from portal.kernel.errors import NotFound
from portal.selectors.timelines import records_of_one, timeline_entries
from resident_affairs.models import Issue
from resident_affairs.workflows import IssueStatus
from workstations.models import Referral, WhistleCall
from workstations.policies.units import unit_ids_of
from workstations.workflows import WHISTLE_OVER, ReferralStatus, WhistleStatus
from workstations.workflows.referrals import REFER, REPLY

VIEW = "workstations.view_referral"
PAGE = 20
ENDED = (*sorted(WHISTLE_OVER), WhistleStatus.DONE, WhistleStatus.SCORED)


def _rows():
    return Referral.objects.select_related("unit", "community", "issue")


def referrals_by_ids(ids) -> dict[int, Referral]:
    """For notices and timelines; one statement."""
    return {row.pk: row for row in _rows().filter(pk__in=list(ids))}


def may_see_referral(access: Access, referral: Referral) -> bool:
    """The inside, and the people of the department asked."""
    return access.can(VIEW, referral) or access.can(REPLY, referral)


def referrals_visible(access: Access):
    """Those the person may list: the inside's, and those that ask one's own departments."""
    mine = access.scope(VIEW)
    if access.is_granted(REPLY, None):
        mine |= Q(unit__in=unit_ids_of(access))
    return _rows().filter(mine)


def referrals_listed(
    access: Access, group: str = "open", before: int | None = None
) -> list[Referral]:
    """Up to 21, newest first; ``group`` open or over."""
    rows = _rows().filter(access.scope(VIEW))
    waiting = {"status": ReferralStatus.WAITING}
    rows = rows.exclude(**waiting) if group == "over" else rows.filter(**waiting)
    if before:
        rows = rows.filter(pk__lt=before)
    return list(rows.order_by("-id")[: PAGE + 1])


def referral_for(access: Access, pk: int, permission: str = "") -> Referral:
    """One that the person may read (and on which ``permission`` holds); NotFound."""
    referral = _rows().filter(pk=pk).first()
    if referral is None:
        raise NotFound()
    may = access.can(permission, referral) if permission else may_see_referral(access, referral)
    if not may:
        raise NotFound()
    return referral


@dataclass(frozen=True)
class ReferralPage:
    """One referral: the way for the inside; the bare question and answer for the department."""

    referral: Referral
    is_insider: bool
    timeline: list


def referral_page(access: Access, pk: int) -> ReferralPage:
    """One referral; two statements."""
    referral = referral_for(access, pk)
    if not access.can(VIEW, referral):
        return ReferralPage(referral, False, [])
    entries = timeline_entries(records_of_one(referral, public_only=False), names=True)
    return ReferralPage(referral, True, entries)


def issues_to_refer(access: Access) -> list[Issue]:
    """What lies with the sub-district and no department has yet, the soonest due first."""
    rows = Issue.objects.filter(access.scope(REFER), status=IssueStatus.ESCALATED)
    rows = rows.exclude(referrals__status=ReferralStatus.WAITING)
    return list(rows.select_related("community").order_by("due_at", "id")[:20])


def issue_to_refer(access: Access, pk: int | None) -> Issue:
    """One of them; NotFound."""
    if pk is None:
        raise NotFound()
    return access.fetch(Issue.objects.select_related("community"), REFER, pk=pk)


def calls_of(access: Access, *, is_open: bool, before: int | None = None) -> list[WhistleCall]:
    """The calls of one's own departments, newest first: still going, or ended. Up to 21."""
    whistles = Prefetch("whistle__calls", WhistleCall.objects.select_related("unit"))
    rows = WhistleCall.objects.filter(unit__in=unit_ids_of(access))
    rows = rows.select_related("whistle__community", "unit").prefetch_related(whistles)
    rows = (rows.exclude if is_open else rows.filter)(whistle__status__in=ENDED)
    if before:
        rows = rows.filter(pk__lt=before)
    return list(rows.order_by("-id")[: PAGE + 1])


def referrals_of(access: Access, *, is_open: bool, before: int | None = None) -> list[Referral]:
    """The referrals of one's own departments, newest first. Up to 21."""
    rows = _rows().filter(unit__in=unit_ids_of(access))
    waiting = {"status": ReferralStatus.WAITING}
    rows = rows.filter(**waiting) if is_open else rows.exclude(**waiting)
    if before:
        rows = rows.filter(pk__lt=before)
    return list(rows.order_by("-id")[: PAGE + 1])
