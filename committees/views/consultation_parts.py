"""What the page of a consultation is put together from: tabs, facts, polls and their figures."""

from django.utils.translation import gettext as _

from committees.forms.consultations import OpinionForm
from committees.forms.polls import AnswerForm
from committees.models.polls import PollKind
from committees.selectors.papers import moment
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


def _part(pair) -> str:
    """A fraction in words and, cut off, in percent."""
    numerator, denominator = pair
    return f"{numerator}/{denominator} ({numerator * 100 // denominator}%)"


def poll_steps(poll) -> list[dict]:
    """The arithmetic of a counted poll."""
    result = poll.result
    share = _("平均分占满分") if poll.kind == PollKind.SCORE else _("领先项占比")
    need = "/".join(str(n) for n in result["share_needed"])
    return [
        {"label": _("名册"), "value": result["roll"], "ok": None},
        {"label": _("有效答卷"), "value": result["cast"], "ok": None},
        {
            "label": _("至少要 %(n)d 份") % {"n": result["turnout_needed"]},
            "value": _part(result["turnout"]),
            "ok": result["is_valid"],
        },
        {
            "label": _("%(what)s（要超过 %(need)s）") % {"what": share, "need": need},
            "value": f"{result['leading']}/{result['leading_of']}",
            "ok": result["has_share"],
        },
    ]


def poll_rows(poll) -> list[dict]:
    """Each option with its figure and its bar."""
    names = {option["id"]: option["text"] for option in poll.options}
    is_score = poll.kind == PollKind.SCORE
    most = 5 * poll.result["cast"] if is_score else poll.result["cast"]
    rows = []
    for row in poll.result["rows"]:
        value = row["total"] if is_score else row["votes"]
        rows.append(
            {
                "name": names[row["option"]],
                "value": value,
                "most": most or 1,
                "percent": value * 100 // most if most else 0,
                "leads": row["option"] in poll.result["winners"],
            }
        )
    return rows


def poll_rounds(poll) -> list[list]:
    """The rounds of a ranked count as rows of a table."""
    names = {option["id"]: option["text"] for option in poll.options}
    rounds = poll.result.get("rounds", [])
    counts = [dict(row["votes"]) for row in rounds]
    return [
        [name, *("—" if pk not in count else count[pk] for count in counts)]
        for pk, name in names.items()
    ]


def answer_words(poll, content) -> str:
    """An answer in words."""
    names = {option["id"]: option["text"] for option in poll.options}
    if poll.kind == PollKind.SCORE:
        return "；".join(f"{names[int(key)]}：{score}" for key, score in sorted(content.items()))
    joint = " → " if poll.kind == PollKind.RANKED else "、"
    return joint.join(names[option] for option in content)


def _poll_block(view, takes_part: bool, enters: bool, form=None) -> dict:
    poll = view.poll
    block = {"poll": poll, "cast": view.cast, "waiting": view.waiting, "mine": ""}
    block["enters"] = enters and poll.takes_answers
    if view.mine:
        block["mine"] = answer_words(poll, view.mine.content)
        block["mine_is_paper"] = view.mine.source == "paper"
    elif takes_part and poll.takes_answers:
        block["form"] = form or AnswerForm(poll=poll, auto_id=f"id_poll{poll.pk}_%s")
    if poll.result:
        rounds = poll_rounds(poll) if poll.kind == PollKind.RANKED else []
        turns = range(1, len(poll.result.get("rounds", [])) + 1)
        heads = [_("第 %(n)d 轮") % {"n": n} for n in turns]
        block |= {
            "steps": poll_steps(poll),
            "rows": poll_rows(poll),
            "rounds": rounds,
            "round_heads": [_("选项"), *heads],
            "is_agreed": poll.result["is_valid"] and poll.result["has_share"],
        }
    return block


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
