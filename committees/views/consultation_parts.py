"""What the page of a consultation is put together from: tabs, facts, polls and their figures."""

from django.urls import reverse
from django.utils.translation import gettext as _

from committees.forms.consultations import OpinionForm
from committees.forms.polls import AnswerForm
from committees.models.consultations import OVER
from committees.selectors.papers import moment
from committees.selectors.poll_figures import answer_words, poll_figures
from committees.selectors.sealed import sealed_of
from committees.services.consultation_sittings import HELD
from committees.workflows.sealed import RUN as SEAL
from portal.views.steps import buttons_for, split

TAKE_PART, LEAD = "committees.take_part", "committees.lead_consultation"
ENTER = "committees.enter_answer"
PAGES = {
    name: f"committees:consultation_{name}"
    for name in ("set_participants", "conclude", "give_feedback")
}


def consultation_tabs(group: str, community: int | None) -> list[dict]:
    """Running and over."""
    place = f"&community={community}" if community else ""
    words = {"open": _("进行中"), "over": _("已结束")}
    return [
        {"label": label, "url": f"?group={name}{place}", "is_current": name == group}
        for name, label in words.items()
    ]


def consultation_facts(row) -> list[dict]:
    """When, where, who."""
    return [
        {"label": _("形式"), "value": row.get_kind_display()},
        {"label": _("来源"), "value": row.get_origin_display()},
        {"label": _("社区"), "value": row.community.short_name},
        {"label": _("谁来参加"), "value": row.participants},
        {"label": _("开会时间"), "value": moment(row.sits_at)},
        {"label": _("地点"), "value": row.place},
        {"label": _("意见截止"), "value": moment(row.closes_at)},
        {"label": _("依据"), "value": row.rules.get("article", "")},
    ]


def _poll_block(view, takes_part: bool, enters: bool, form=None) -> dict:
    poll, mine = view.poll, view.mine
    block = {"poll": poll, "cast": view.cast, "waiting": view.waiting, "mine": ""}
    block["enters"] = enters and poll.takes_answers
    if mine:
        block["mine"] = answer_words(poll, mine.content)
        block["mine_is_paper"] = mine.source == "paper"
    elif takes_part and poll.takes_answers:
        block["form"] = form or AnswerForm(poll=poll, auto_id=f"id_poll{poll.pk}_%s")
    return block | poll_figures(poll)


def _opinion_form(page, takes_part: bool, typed) -> OpinionForm | None:
    """Blank, as it stands, or as it was typed; None when opinions are not taken from them."""
    if not (takes_part and page.consultation.takes_opinions):
        return None
    last = page.my_opinion
    said = {"stance": last.stance, "text": last.text} if last else None
    return typed or OpinionForm(initial=said)


def _rights(request, access, row) -> dict:
    knows = request.user.is_authenticated
    leads = knows and access.can(LEAD, row)
    return {
        "takes_part": knows and access.can(TAKE_PART, row),
        "leads": leads,
        "enters": knows and access.can(ENTER, row),
        "may_seal": knows and access.can(SEAL, row),
        "may_ask": leads and row.status in {"noticed", "deliberating"},
        "papers_url": _papers_url(row) if leads else "",
    }


def _papers_url(row) -> str:
    return "" if row.status in OVER else reverse("committees:consultation_papers", args=[row.pk])


def _steps(request, row, leads: bool) -> dict:
    route = "committees:consultation_step"
    return split(buttons_for(row, request.user, route, PAGES) if leads else [])


def _counter(row, may: dict) -> dict:
    """What the counter may enter or has to check, and whether a sitting may be recorded."""
    gathers = bool(row.support_needed) and row.status == "proposed"
    opens = row.takes_opinions or (row.status == "deliberating" and row.waiting["opinion"] > 0)
    return {
        "enters_support": may["enters"] and gathers,
        "enters_opinion": may["enters"] and opens,
        "may_sit": may["leads"] and row.status in HELD,
    }


def consultation_context(request, access, page, opinion_form=None, answer_form=None) -> dict:
    """All that the page shows; forms with errors come in as they were typed."""
    row = page.consultation
    may = _rights(request, access, row)
    takes_part, given = may["takes_part"], {answer_form.poll.pk: answer_form} if answer_form else {}
    blocks = [_poll_block(v, takes_part, may["enters"], given.get(v.poll.pk)) for v in page.polls]
    return {
        "page": page,
        "row": row,
        "facts": consultation_facts(row),
        "opinion_form": _opinion_form(page, takes_part, opinion_form),
        "blocks": blocks,
        "sealed": sealed_of(row),
        "may_support": takes_part and row.status == "proposed" and not page.i_support,
        **(_counter(row, may) | may | _steps(request, row, may["leads"])),
    }
