"""What the pages of whistles are put together from: tabs, buttons, the rows of departments."""

from django.urls import reverse
from django.utils.translation import gettext as _

from portal.views.steps import buttons_for, split
from workstations.policies.units import unit_ids_of
from workstations.selectors import whistle_faces as faces
from workstations.views.parts import way_shown
from workstations.workflows import WhistleStatus
from workstations.workflows.whistles import ANSWER, ARRIVE, BLOW, ON_SITE, WHISTLE_OPEN

STEP, PAGES = "workstations:whistle_step", {"finish": "workstations:whistle_finish"}
ON_THE_PAGE = {"start_work", "finish", "close", "cancel"}


def tabs_of(current: str) -> list[dict]:
    """Running, ended, and the referrals beside them."""
    here, there = reverse("workstations:whistle_list"), reverse("workstations:referral_list")
    words = (
        ("open", _("正在吹哨"), f"{here}?group=open"),
        ("over", _("吹过的哨"), f"{here}?group=over"),
        ("referrals", _("转部门"), there),
    )
    return [
        {"label": label, "url": url, "is_current": name == current} for name, label, url in words
    ]


def whistle_context(access, page) -> dict:
    """Everything on the page of one whistle."""
    whistle = page.whistle
    offered = buttons_for(whistle, access.user, STEP, PAGES)
    return {
        "page": page,
        "whistle": whistle,
        "card": faces.whistle_card(whistle),
        "facts": faces.whistle_facts(whistle, inside=page.is_insider),
        "calls": [_call(access, whistle, call) for call in page.calls],
        "papers_url": _papers_url(access, page),
        **way_shown(page.timeline),
        **split([button for button in offered if button["name"] in ON_THE_PAGE]),
    }


def _papers_url(access, page) -> str:
    """Where the sub-district puts a paper beside it, until it is over."""
    whistle = page.whistle
    if not page.is_insider or whistle.is_over or not access.can(BLOW, whistle):
        return ""
    return reverse("workstations:whistle_papers", args=[whistle.pk])


def _call(access, whistle, call) -> dict:
    """One department with what the reader may do about it now."""
    own = call.unit_id in unit_ids_of(access)
    arrives = not call.has_come and whistle.status in WHISTLE_OPEN and not own
    reports = call.has_come and whistle.status in ON_SITE
    writes = access.can(ANSWER, whistle) if own else access.can(BLOW, whistle)
    scores = whistle.status == WhistleStatus.DONE and call.score is None and not own
    links = {
        "arrive": arrives and access.can(ARRIVE, whistle),
        "report": reports and writes,
        "score": scores and access.can(BLOW, whistle),
    }
    return {"row": call, "chip": faces.call_chip(call), **_addresses(call, links)}


def _addresses(call, links: dict) -> dict:
    names = [name for name, may in links.items() if may]
    return {f"{name}_url": reverse(f"workstations:call_{name}", args=[call.pk]) for name in names}
