"""The figures of a counted poll: arithmetic, bars and rounds, as its page shows them."""

from django.utils.translation import gettext as _

from committees.models.polls import PollKind


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


def poll_figures(poll) -> dict:
    """All that is shown of a counted poll; nothing of one that is not."""
    if not poll.result:
        return {}
    turns = range(1, len(poll.result.get("rounds", [])) + 1)
    return {
        "steps": poll_steps(poll),
        "rows": poll_rows(poll),
        "rounds": poll_rounds(poll) if turns else [],
        "round_heads": [_("选项"), *(_("第 %(n)d 轮") % {"n": n} for n in turns)],
        "is_agreed": poll.result["is_valid"] and poll.result["has_share"],
    }
