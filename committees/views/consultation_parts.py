"""What the page of a consultation is put together from: tabs, facts, polls and their figures."""

from django.utils.translation import gettext as _

from committees.forms.consultations import OpinionForm
from committees.forms.polls import AnswerForm
from committees.selectors.papers import moment
from committees.selectors.poll_figures import answer_words, poll_figures
from committees.views.steps import buttons_for, split

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


def consultation_context(request, access, page, opinion_form=None, answer_form=None) -> dict:
    """All that the page shows; forms with errors come in as they were typed."""
    row = page.consultation
    knows = request.user.is_authenticated
    takes_part, leads = knows and access.can(TAKE_PART, row), knows and access.can(LEAD, row)
    enters = knows and access.can(ENTER, row)
    buttons = []
    if leads:
        buttons = buttons_for(row, request.user, "committees:consultation_step", PAGES)
    last = page.my_opinion
    if takes_part and row.takes_opinions and opinion_form is None:
        said = {"stance": last.stance, "text": last.text} if last else None
        opinion_form = OpinionForm(initial=said)
    given = {answer_form.poll.pk: answer_form} if answer_form else {}
    return {
        "page": page,
        "row": row,
        "facts": consultation_facts(row),
        "takes_part": takes_part,
        "leads": leads,
        "opinion_form": opinion_form if row.takes_opinions else None,
        "blocks": [_poll_block(v, takes_part, enters, given.get(v.poll.pk)) for v in page.polls],
        "may_ask": leads and row.status in {"noticed", "deliberating"},
        "may_support": takes_part and row.status == "proposed" and not page.i_support,
        **split(buttons),
    }
