"""Guidance notes and orders to correct: lists, one with its way, and who has to act."""

from dataclasses import dataclass

from django.db.models import Q

from committees.models.corrections import CorrectionOrder, GuidanceNote
from committees.models.covenants import CovenantVersion
from committees.models.meetings import MeetingKind
from committees.models.resolutions import Resolution
from committees.workflows.corrections import (
    ANSWER,
    ANSWER_GUIDANCE,
    GIVE,
    OPEN,
    ORDER,
    RULE,
    CorrectionStatus,
    GuidanceStatus,
)
from portal.access.checker import Access
from portal.kernel import clock
from portal.kernel.errors import NotFound
from portal.models import Division, Level
from portal.selectors.rules import rule_set_for
from portal.selectors.timelines import records_of_one, timeline_entries

VIEW = "committees.view_deliberation"
PAGE = 20


@dataclass(frozen=True)
class SubjectPage:
    """A note or an order with its way."""

    row: GuidanceNote | CorrectionOrder
    timeline: list


def _notes():
    return GuidanceNote.objects.select_related("community__parent", "given_by", "answered_by")


def _orders():
    return CorrectionOrder.objects.select_related(
        "community__parent", "covenant", "resolution", "new_covenant", "new_resolution", "given_by"
    )


def guidance_by_ids(ids) -> dict[int, GuidanceNote]:
    """{id: note}, one statement."""
    return {row.pk: row for row in _notes().filter(pk__in=list(ids))}


def corrections_by_ids(ids) -> dict[int, CorrectionOrder]:
    """{id: order}, one statement."""
    return {row.pk: row for row in _orders().filter(pk__in=list(ids))}


def _paged(rows, community: int | None, before: int | None) -> list:
    if community is not None:
        rows = rows.filter(community=community)
    if before:
        rows = rows.filter(pk__lt=before)
    return list(rows.order_by("-id")[: PAGE + 1])


def guidance_listed(community: int | None, before: int | None = None) -> list[GuidanceNote]:
    """Up to 21, newest first; public."""
    return _paged(_notes(), community, before)


def guidance_all(community: int | None = None):
    """All of them; public."""
    rows = _notes()
    return rows if community is None else rows.filter(community=community)


def guidance_for(access: Access, pk: int, permission: str = "") -> GuidanceNote:
    """One note; NotFound unless it is there (and ``permission`` holds on it)."""
    if permission:
        return access.fetch(_notes(), permission, pk=pk)
    row = _notes().filter(pk=pk).first()
    if row is None:
        raise NotFound()
    return row


def guidance_page(access: Access, pk: int) -> SubjectPage:
    """One note with its way; two statements."""
    row = guidance_for(access, pk)
    return SubjectPage(row, _way(access, row))


def _way(access: Access, row) -> list:
    is_insider = access.can(VIEW, row)
    return timeline_entries(records_of_one(row, public_only=not is_insider), names=is_insider)


def guidance_to_answer(access: Access, limit: int = 5) -> list[GuidanceNote]:
    """What the leaders may answer."""
    rows = _notes().filter(access.scope(ANSWER_GUIDANCE), status=GuidanceStatus.GIVEN)
    return list(rows.order_by("-id")[:limit])


def communities_guided(access: Access) -> list[Division]:
    """The communities of the sub-districts where the person may write guidance."""
    ids = [post.division_id for post in access.posts_with(GIVE)]
    rows = Division.objects.open_on().at_level(Level.COMMUNITY).filter(parent__in=ids)
    return list(rows.select_related("parent__parent").order_by("code"))


def may_read(access: Access, order: CorrectionOrder) -> bool:
    """Public with what it objects to: adopted covenants always, resolutions once published."""
    hidden = order.resolution is not None and order.resolution.published_at is None
    return not hidden or access.can(VIEW, order)


def corrections_visible(access: Access, community: int | None = None):
    """The orders that the person may read."""
    shown = Q(covenant__isnull=False) | Q(resolution__published_at__isnull=False)
    rows = _orders().filter(shown | access.scope(VIEW))
    return rows if community is None else rows.filter(community=community)


def corrections_listed(access: Access, community: int | None, before: int | None = None) -> list:
    """Up to 21, newest first."""
    return _paged(corrections_visible(access), community, before)


def correction_for(access: Access, pk: int, permission: str = "") -> CorrectionOrder:
    """One order that the person may read (or hold ``permission`` on); else NotFound."""
    row = _orders().filter(pk=pk).first()
    if row is None or not may_read(access, row):
        raise NotFound()
    if permission and not access.can(permission, row):
        raise NotFound()
    return row


def correction_page(access: Access, pk: int) -> SubjectPage:
    """One order with its way; two statements."""
    row = correction_for(access, pk)
    return SubjectPage(row, _way(access, row))


def corrections_about(*, covenant: int | None = None, resolution: int | None = None) -> list:
    """The orders against one text, newest first; one statement."""
    rows = CorrectionOrder.objects.filter(covenant=covenant, resolution=resolution)
    return list(rows.order_by("-id"))


def target_for(access: Access, covenant: int | None, resolution: int | None):
    """What an order would object to; NotFound unless the person may order there."""
    if covenant:
        rows = CovenantVersion.objects.adopted().select_related("community__parent__parent")
        return access.fetch(rows, ORDER, pk=covenant)
    rows = Resolution.objects.select_related("community__parent__parent")
    return access.fetch(rows, ORDER, pk=resolution or 0)


def articles_for(articles: list[str], target) -> list[str]:
    """Which article fits the case: the first is for covenants and what residents or their
    representatives decided, the last for what the committee did or left undone (§31, §40)."""
    is_wide = isinstance(target, CovenantVersion) or (
        target.vote_event.meeting.kind != MeetingKind.COMMITTEE
    )
    return articles[:1] if is_wide else articles[-1:]


def correction_rules(target) -> dict:
    """The articles that fit ``target`` and the periods of today's law there, with its title."""
    found = rule_set_for(clock.today(), target.community)
    rules = found.rules["correction"]
    fitting = {"articles": articles_for(rules["articles"], target)}
    return {"title": found.title} | rules | fitting


def amendments_for(order: CorrectionOrder) -> list:
    """What the committee passed since, to be named as the correction."""
    if order.covenant_id:
        rows = CovenantVersion.objects.adopted().filter(
            community=order.community_id,
            kind=order.covenant.kind,
            number__gt=order.covenant.number,
        )
    else:
        rows = Resolution.objects.filter(
            community=order.community_id, adopted_at__gt=order.created_at
        ).exclude(pk=order.resolution_id)
    return list(rows.order_by("-id")[:50])


def corrections_to_answer(access: Access, limit: int = 10) -> list[CorrectionOrder]:
    """The committee's clock runs: what its leaders have to answer, the most urgent first."""
    waiting = (CorrectionStatus.GIVEN, CorrectionStatus.UPHELD)
    rows = _orders().filter(access.scope(ANSWER), status__in=waiting)
    return list(rows.order_by("due_on", "id")[:limit])


def corrections_given(access: Access, limit: int = 10) -> list[CorrectionOrder]:
    """The street's own orders that are still open."""
    rows = _orders().filter(access.scope(ORDER), status__in=OPEN)
    return list(rows.order_by("due_on", "id")[:limit])


def corrections_to_rule(access: Access, limit: int = 10) -> list[CorrectionOrder]:
    """What the district has to decide."""
    rows = _orders().filter(access.scope(RULE), status=CorrectionStatus.DISPUTED)
    return list(rows.order_by("answered_at", "id")[:limit])
