"""The archives of a place: by class, by year, by words, page by page."""

from django.urls import reverse

from committees.models import ArchiveItem, ArchiveJudgement, Minutes
from committees.selectors.places import Place
from portal.access.checker import Access
from portal.kernel.errors import NotFound
from portal.models import Division, Level

VIEW = "committees.view_archives"
PAGE = 40


def archive_place(access: Access, pk: int) -> Division:
    """The community, if the person may read its archives; NotFound otherwise."""
    place = Division.objects.select_related("parent").filter(pk=pk).first()
    if place is None or not access.can(VIEW, Place(place)):
        raise NotFound()
    return place


def archive_home(access: Access) -> Division | None:
    """The first community whose archives the person reads as a post of its own."""
    for post in access.assignments:
        if access.can(VIEW, Place(post.division)) and post.division.level == Level.COMMUNITY:
            return post.division
    return None


def archive_items(
    community: Division,
    *,
    archive_class: str = "",
    year: int | None = None,
    text: str = "",
    before: int | None = None,
) -> list[ArchiveItem]:
    """Up to 41, newest first; one statement."""
    rows = ArchiveItem.objects.filter(community=community)
    if archive_class:
        rows = rows.filter(archive_class=archive_class)
    if year:
        rows = rows.filter(dated_on__year=year)
    if text:
        rows = rows.filter(title__icontains=text)
    if before:
        rows = rows.filter(pk__lt=before)
    return list(rows.order_by("-pk")[: PAGE + 1])


def archive_years(community: Division) -> list[int]:
    """The years that have something on file, newest first; one statement."""
    days = ArchiveItem.objects.filter(community=community).dates("dated_on", "year", order="DESC")
    return [day.year for day in days]


def archive_item_for(access: Access, pk: int) -> ArchiveItem:
    """One item; foreign and missing are NotFound."""
    rows = ArchiveItem.objects.select_related("community__parent")
    item = rows.filter(pk=pk).first()
    if item is None or not access.can(VIEW, Place(item.community)):
        raise NotFound()
    return item


def judgement_waiting(item: ArchiveItem) -> ArchiveJudgement | None:
    """The proposal that waits for a second person; one statement."""
    rows = item.judgements.filter(decided_at__isnull=True).select_related("proposed_by")
    return rows.first()


def judgements_of(item: ArchiveItem) -> list[ArchiveJudgement]:
    """What two people decided about it each time, newest first; one statement."""
    rows = item.judgements.filter(decided_at__isnull=False)
    return list(rows.select_related("proposed_by", "decided_by").order_by("-id"))


# The page of a paper on file, by its class; classes without one have no link.
PAGES = {
    "resolution": "committees:resolution_detail",
    "election": "committees:election_public",
    "handover": "committees:handover",
    "matter": "committees:matter_detail",
    "covenant": "committees:covenant_detail",
    "appraisal": "committees:appraisal_detail",
    "sealed": "committees:sealed",
    "disclosure": "committees:disclosure",
    "consultation": "committees:consultation_detail",
    "demand": "committees:demand",
    "correction": "committees:correction_detail",
}


def paper_url(item: ArchiveItem, meetings: dict[int, int]) -> str:
    """Where the filed paper is read; "" where it has no page. ``meetings``: minutes → meeting."""
    if item.archive_class == "minutes":
        meeting = meetings.get(item.subject_id)
        return reverse("committees:meeting_minutes", args=[meeting]) if meeting else ""
    name = PAGES.get(item.archive_class)
    return reverse(name, args=[item.subject_id]) if name else ""


def papers_linked(items: list[ArchiveItem]) -> list[ArchiveItem]:
    """The items with ``url``; one statement for the minutes among them."""
    wanted = [row.subject_id for row in items if row.archive_class == "minutes"]
    meetings = dict(Minutes.objects.filter(pk__in=wanted).values_list("pk", "meeting_id"))
    for row in items:
        row.url = paper_url(row, meetings)
    return items
