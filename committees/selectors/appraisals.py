"""Appraisals and yearly reports: lists, one with its figures, and who has to act. Nothing of a
count before two agree; the two counters see where they differ once both have entered."""

from dataclasses import dataclass, field

from committees.models.appraisals import (
    Appraisal,
    AppraisalLine,
    AppraisalSheet,
    Grade,
    YearlyReport,
)
from committees.services.appraisals import latest_sheets, sheets_differ
from committees.workflows.appraisals import COUNT, RUN, AppraisalStatus
from portal.access.checker import Access
from portal.kernel import clock
from portal.kernel.errors import NotFound
from portal.selectors.timelines import records_of_one, timeline_entries

VIEW = "committees.view_deliberation"
PAGE = 20
OPEN = (AppraisalStatus.PREPARING, AppraisalStatus.OPEN)


@dataclass(frozen=True)
class AppraisalPage:
    """One appraisal as a viewer may see it."""

    appraisal: Appraisal
    lines: list[AppraisalLine]
    reports: list[YearlyReport]
    sheets: dict[str, AppraisalSheet]
    may_count: bool = False
    differences: list[dict] = field(default_factory=list)
    timeline: list = field(default_factory=list)


def _rows():
    return Appraisal.objects.select_related("committee", "community__parent__parent")


def appraisals_by_ids(ids) -> dict[int, Appraisal]:
    """{id: appraisal}, one statement."""
    return {row.pk: row for row in _rows().filter(pk__in=list(ids))}


def appraisals_all(community: int | None = None):
    """All of them; that one is held is public."""
    rows = _rows()
    return rows if community is None else rows.filter(community=community)


def appraisals_listed(community: int | None, before: int | None = None) -> list[Appraisal]:
    """Up to 21, newest first."""
    rows = appraisals_all(community)
    if before:
        rows = rows.filter(pk__lt=before)
    return list(rows.order_by("-id")[: PAGE + 1])


def appraisal_for(access: Access, pk: int, permission: str = "") -> Appraisal:
    """One appraisal; NotFound unless it is there (and ``permission`` holds on it)."""
    if permission:
        return access.fetch(_rows(), permission, pk=pk)
    row = _rows().filter(pk=pk).first()
    if row is None:
        raise NotFound()
    return row


def lines_of(appraisal: Appraisal) -> list[AppraisalLine]:
    """Who is appraised, the chair first; one statement."""
    rows = appraisal.lines.select_related("membership__user")
    order = {"chair": 0, "vice_chair": 1}
    return sorted(rows, key=lambda line: (order.get(line.membership.seat, 2), line.pk))


def appraisal_page(access: Access, pk: int) -> AppraisalPage:
    """One appraisal with its people, reports and way; five statements."""
    row = appraisal_for(access, pk)
    lines, counts = lines_of(row), access.can(COUNT, row)
    sheets = latest_sheets(row) if counts and row.status == AppraisalStatus.OPEN else {}
    return AppraisalPage(
        row,
        lines,
        reports_of_year(row.committee_id, row.year),
        sheets,
        counts and row.status == AppraisalStatus.OPEN and _may_count(access, sheets, lines),
        _told(sheets, lines) if len(sheets) == 2 and _counted(access, sheets) else [],
        timeline_entries(records_of_one(row, public_only=not access.can(VIEW, row)), names=counts),
    )


def _counted(access: Access, sheets: dict[str, AppraisalSheet]) -> bool:
    return access.user.pk in {sheet.entered_by_id for sheet in sheets.values()}


def _may_count(
    access: Access, sheets: dict[str, AppraisalSheet], lines: list[AppraisalLine]
) -> bool:
    """One of the two, or a place among them is free; never somebody who is appraised."""
    if access.user.pk in {line.membership.user_id for line in lines}:
        return False
    return len(sheets) < 2 or _counted(access, sheets)


def _told(sheets: dict[str, AppraisalSheet], lines: list[AppraisalLine]) -> list[dict]:
    """The differences with the names of the lines."""
    names = {line.pk: line.membership.user.name for line in lines}
    found = sheets_differ(sheets["first"], sheets["second"])
    return [row | {"name": names.get(row["line"], "")} for row in found]


def my_sheet(access: Access, appraisal: Appraisal) -> AppraisalSheet | None:
    """The newest sheet of the person, to be corrected."""
    rows = appraisal.sheets.filter(entered_by=access.user)
    return rows.order_by("-number").first()


def appraisals_running(access: Access, limit: int = 5) -> list[Appraisal]:
    """What the person runs or counts and is not over."""
    scope = access.scope(RUN) | access.scope(COUNT)
    return list(_rows().filter(scope, status__in=OPEN).order_by("held_on", "id")[:limit])


def appraisal_is_due(access: Access) -> bool:
    """Whether a community of the person's oversight has none set for this year."""
    places = {post.division_id for post in access.posts_with(RUN)}
    rows = Appraisal.objects.filter(community__in=places, year=clock.today().year)
    rows = rows.exclude(status=AppraisalStatus.CANCELLED)
    return bool(places - set(rows.values_list("community", flat=True)))


def appraisal_of_board(community_id: int) -> Appraisal | None:
    """The newest one, for the public board; cancelled ones apart."""
    rows = _rows().filter(community=community_id).exclude(status=AppraisalStatus.CANCELLED)
    return rows.order_by("-year").first()


def grades_of(lines: list[AppraisalLine]) -> list[dict]:
    """How many stand at which grade."""
    return [
        {"label": str(label), "n": sum(line.grade == value for line in lines)}
        for value, label in Grade.choices
        if value != Grade.NONE or any(line.grade == value for line in lines)
    ]


def _reports():
    return YearlyReport.objects.select_related("committee", "membership__user", "community")


def reports_by_ids(ids) -> dict[int, YearlyReport]:
    """{id: report}, one statement."""
    return {row.pk: row for row in _reports().filter(pk__in=list(ids))}


def reports_all(community: int | None = None):
    """All reports; all are public."""
    rows = _reports()
    return rows if community is None else rows.filter(community=community)


def reports_listed(community: int | None, before: int | None = None) -> list[YearlyReport]:
    """Up to 21, newest first."""
    rows = reports_all(community)
    if before:
        rows = rows.filter(pk__lt=before)
    return list(rows.order_by("-id")[: PAGE + 1])


def reports_of_year(committee_id: int, year: int) -> list[YearlyReport]:
    """The newest number of each report of a year: the committee's, then the members'."""
    rows = _reports().filter(committee=committee_id, year=year).order_by("number")
    newest = {row.membership_id: row for row in rows}
    return sorted(newest.values(), key=lambda row: row.membership_id or 0)


def report_for(pk: int) -> YearlyReport:
    """One report; NotFound."""
    row = _reports().filter(pk=pk).first()
    if row is None:
        raise NotFound()
    return row


def seat_of(access: Access, committee):
    """The person's own seat on the committee, or None."""
    return committee.memberships.active().filter(user=access.user).first()
