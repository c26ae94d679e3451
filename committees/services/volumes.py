"""A year's volume: all minutes and resolutions of a community as one PDF, made by the job."""

from django.utils.translation import gettext as _

from committees.models import Minutes, Resolution
from committees.selectors.archives import VIEW, archive_place
from committees.selectors.minutes import minutes_page
from committees.selectors.papers import minutes_paper, moment, resolution_data
from committees.selectors.places import Place
from committees.workflows.minutes import MinutesStatus
from portal.access.checker import access_of
from portal.kernel import clock
from portal.kernel.errors import RuleViolated
from portal.models import Division, Export, User
from portal.services.documents import document_render
from portal.services.exports import Advance, export_ask, maker_add

KIND = "volume"
FIRST_YEAR = 1990


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


def _parts(community: Division, year: int, advance: Advance) -> list[dict]:
    minutes = Minutes.objects.filter(community=community, meeting__ended_at__year=year)
    # A draft belongs to those who were there; the volume holds what is final.
    minutes = minutes.filter(status=MinutesStatus.LOCKED)
    minutes = list(minutes.select_related("meeting", "community").order_by("meeting__ended_at"))
    resolutions = Resolution.objects.filter(community=community, adopted_at__year=year)
    resolutions = list(
        resolutions.select_related("motion__committee", "vote_event").order_by("adopted_at", "id")
    )
    total, parts = len(minutes) + len(resolutions), []
    for row in minutes:
        parts.append({"kind": "minutes", **minutes_paper(minutes_page(row))})
        advance(len(parts), total * 2)
    for row in resolutions:
        parts.append({"kind": "resolution", **resolution_data(row)})
        advance(len(parts), total * 2)
    return parts


def _volume(export: Export, actor: User, advance: Advance) -> bytes:
    """The right is asked again; an empty year makes a volume that says so."""
    community = archive_place(access_of(actor), export.params["community"])
    year = export.params["year"]
    parts = _parts(community, year, advance)
    names = {"minutes": _("会议记录"), "resolution": _("决议")}
    data = {
        "title": export.title,
        "subtitle": _("%(when)s 生成") % {"when": moment(clock.now())},
        "issuer": f"{community.short_name}居民委员会",
        "reference": f"VOL-{year}-{community.code}",
        "facts": [
            [_("会议记录"), str(sum(part["kind"] == "minutes" for part in parts))],
            [_("决议"), str(sum(part["kind"] == "resolution" for part in parts))],
        ],
        "words": {
            "contents": _("目录"),
            "contents_head": [_("编号"), _("题名"), _("类别")],
        },
        "contents": [[part["reference"], part["title"], names[part["kind"]]] for part in parts],
        "parts": parts,
    }
    return document_render("volume", data)


maker_add(KIND, _volume)
