"""What the pages of a case, a petition and an inspection are put together from."""

from django.urls import reverse
from django.utils.translation import gettext as _

from portal.kernel.errors import NotFound
from portal.views.steps import buttons_for
from workstations.selectors import case_faces as faces
from workstations.selectors.cases import note_kinds
from workstations.views.parts import way_shown

CASE_PAGES = {
    "notify": "workstations:case_notify",
    "explain": "workstations:case_explain",
    "find": "workstations:case_finding",
    "order": "workstations:case_order",
    "report": "workstations:case_report",
    "send_back": "workstations:case_again",
}
PETITION_PAGES = {
    "refuse": "workstations:petition_refuse",
    "hand_over": "workstations:petition_hand_over",
    "answer": "workstations:petition_answer",
    "review": "workstations:petition_review",
    "re_review": "workstations:petition_re_review",
}


def case_tabs(group: str) -> list[dict]:
    """Running and over."""
    words = {"open": _("办理中"), "over": _("已办完")}
    return [
        {"label": label, "url": f"?group={name}", "is_current": name == group}
        for name, label in words.items()
    ]


def case_buttons(case, user) -> list[dict]:
    """What the person may do now."""
    return buttons_for(case, user, "workstations:case_step", CASE_PAGES)


def petition_buttons(petition, user) -> list[dict]:
    """What the person may do now."""
    return buttons_for(petition, user, "workstations:petition_step", PETITION_PAGES)


def note_words(kind: str) -> str:
    """How adding words of ``kind`` is called; NotFound for another kind."""
    words = {
        "note": _("写办案记录"),
        "direction": _("提督导意见"),
        "question": _("询问"),
        "look": _("记录察看情况"),
    }
    if kind not in words:
        raise NotFound()
    return words[kind]


def case_context(access, page) -> dict:
    """Everything on the page of a case."""
    case = page.case
    return {
        **_way(page),
        "page": page,
        "case": case,
        "deadline": faces.alert_deadline(case),
        "stages": faces.case_stages(case),
        "facts": faces.case_facts(page),
        "task": _task(page),
        "papers_url": _papers_url(page),
        "notes": [_note_link(case, kind) for kind in note_kinds(access, case)],
    }


def _way(page) -> dict:
    """The timeline and the clock's history; the office's time is not the complainant's business."""
    way = way_shown(page.timeline)
    return way | {"turns": []} if page.face == "complainant" else way


def _task(page):
    """The task of the station that came of the order, if one did."""
    tasks = page.urging.tasks.all() if page.urging else ()
    return next((task for task in tasks if task.status != "cancelled"), None)


def _papers_url(page) -> str:
    """Where whoever has the case puts a paper beside it, while it is open."""
    if page.face != "handler" or not page.case.is_open:
        return ""
    return reverse("workstations:case_papers", args=[page.case.pk])


def _note_link(case, kind: str) -> dict:
    url = reverse("workstations:case_note", args=[case.pk, kind])
    return {"label": note_words(kind), "url": url}


def petition_context(access, page) -> dict:
    """Everything on the page of a petition."""
    return {
        **way_shown(page.timeline),
        "page": page,
        "petition": page.petition,
        "deadline": faces.alert_deadline(page.petition),
        "stages": faces.petition_stages(page.petition),
        "facts": faces.petition_facts(page),
    }


def numbers_shown(rows: list[dict]) -> list[dict]:
    """The public figures in words; one that is too small to be shown is left out."""
    words = {
        "cases": _("监督案件"),
        "cases_open": _("其中正在办"),
        "cases_closed": _("其中已结案"),
        "rectified": _("其中整改到位"),
        "petitions": _("信访"),
        "petitions_answered": _("其中已答复"),
        "petitions_over": _("其中已办完"),
    }
    shown = [row for row in rows if row["n"] is not None]
    return [{"label": words[row["key"]], "value": row["n"]} for row in shown]
