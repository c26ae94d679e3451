"""A year's volume: every final paper of a community's deliberation as one PDF, made by the job."""

from collections.abc import Callable

from django.utils.translation import gettext as _

from committees.models import (
    Appraisal,
    Consultation,
    DisclosureEntry,
    Election,
    Meeting,
    Minutes,
    Resolution,
    YearlyReport,
)
from committees.models.disclosures import SHOWN
from committees.selectors.archives import VIEW, archive_place
from committees.selectors.minutes import minutes_page
from committees.selectors.papers import minutes_paper, moment, resolution_data
from committees.selectors.places import Place
from committees.selectors.sheets import (
    agenda_sheet,
    appraisal_sheet,
    consultation_sheet,
    disclosure_sheet,
    election_sheet,
    notice_sheet,
    report_sheet,
)
from committees.workflows.minutes import MinutesStatus
from portal.access.checker import access_of
from portal.kernel import clock
from portal.kernel.errors import RuleViolated
from portal.models import Division, Export, User
from portal.services.documents import document_render
from portal.services.exports import Advance, export_ask, maker_add

KIND = "volume"
FIRST_YEAR = 1990
LONG = 100  # names; a committee or all representatives of a community are fewer


def volume_request(*, actor, community: Division, year: int) -> Export:
    """Ask for the volume of a year. RuleViolated on ``year``."""
    access_of(actor).require(VIEW, Place(community))
    if not FIRST_YEAR <= year <= clock.today().year:
        raise RuleViolated(_("请选择一个已经开始的年份。"), field="year", code="range")
    title = _("%(place)s %(year)d 年议事汇编") % {"place": community.short_name, "year": year}
    return export_ask(
        actor=actor,
        kind=KIND,
        title=title,
        filename=f"{community.code}-{year}.pdf",
        params={"community": community.pk, "year": year},
    )


def _chapters(community: Division, year: int) -> list[tuple[str, list, Callable]]:
    """[(chapter, rows, how a row is printed)] of a year, in the order they are bound; only what is
    final and open to those who read the archives."""
    here = {"community": community}
    meetings = Meeting.objects.select_related("committee", "community", "convened_by")
    held = meetings.filter(**here, noticed_at__year=year).order_by("noticed_at")
    # A draft belongs to those who were there; the volume holds what is final.
    kept = Minutes.objects.filter(**here, meeting__ended_at__year=year, status=MinutesStatus.LOCKED)
    decided = Resolution.objects.filter(**here, adopted_at__year=year)
    voted = Election.objects.filter(**here, announced_at__year=year)
    asked = Consultation.objects.filter(**here, closes_at__year=year).exclude(conclusion="")
    shown = DisclosureEntry.objects.filter(**here, status__in=SHOWN, published_at__year=year)
    reports = YearlyReport.objects.filter(**here, published_at__year=year)
    graded = Appraisal.objects.filter(**here, published_at__year=year)
    return [
        (_("会议通知"), held, notice_sheet),
        (_("会议材料"), held, agenda_sheet),
        (_("会议记录"), kept.select_related("meeting").order_by("meeting__ended_at"), _minutes),
        (_("决议"), decided.select_related("motion__committee", "vote_event"), _resolution),
        (_("选举公告"), voted.order_by("announced_at"), election_sheet),
        (_("协商结果"), asked.order_by("closes_at"), consultation_sheet),
        (_("居务公开"), shown.select_related("resolution").order_by("id"), disclosure_sheet),
        (_("年度报告"), reports.order_by("id"), report_sheet),
        (_("民主评议"), graded.select_related("committee").order_by("id"), appraisal_sheet),
    ]


def _minutes(row) -> dict:
    """The minutes; of a meeting of hundreds the numbers, while the names stay with the minutes."""
    data = {"kind": "minutes", **minutes_paper(minutes_page(row))}
    people, signed = data["attendance"]["rows"], data["signed"]
    if len(people) > LONG:
        kept = _("名单见会议记录原件。")
        data["attendance"] |= {"rows": [], "summary": data["attendance"]["summary"] + kept}
        names = _("%(n)d 人") % {"n": len(signed)}
        data["signed"] = [[names, kept]] if signed else []
    return data


def _resolution(row) -> dict:
    return {"kind": "resolution", **resolution_data(row)}


def _parts(chapters: list[tuple[str, list, Callable]], advance: Advance) -> list[dict]:
    """Every paper as data; half of the way, the other half is the printing."""
    total, parts = sum(len(rows) for _title, rows, _make in chapters), []
    for chapter, rows, make in chapters:
        for row in rows:
            parts.append({"chapter": str(chapter), **make(row)})
            advance(len(parts), total * 2)
    return parts


def _volume(export: Export, actor: User, advance: Advance) -> bytes:
    """The right is asked again; an empty year makes a volume that says so."""
    community = archive_place(access_of(actor), export.params["community"])
    year = export.params["year"]
    chapters = [
        (title, list(rows.select_related("community")), make)
        for title, rows, make in _chapters(community, year)
    ]
    parts = _parts(chapters, advance)
    data = {
        "title": export.title,
        "subtitle": _("%(when)s 生成") % {"when": moment(clock.now())},
        "issuer": f"{community.short_name}居民委员会",
        "reference": f"VOL-{year}-{community.code}",
        "facts": [[str(title), str(len(rows))] for title, rows, _make in chapters],
        "words": {
            "contents": _("目录"),
            "contents_head": [_("编号"), _("题名"), _("类别"), _("页")],
        },
        "contents": [[part["reference"], part["title"], part["chapter"]] for part in parts],
        "parts": parts,
    }
    return document_render("volume", data)


maker_add(KIND, _volume)
