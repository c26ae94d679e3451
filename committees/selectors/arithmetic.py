"""A stored result in words: the arithmetic of a vote, ready for the strip, the PDF and the API."""

from django.utils.translation import gettext as _

from committees.tally import ADOPTED, NO_QUORUM, REJECTED, VOID, TallyRules


def outcome_words(outcome: str) -> str:
    """The outcome as the stamp says it."""
    words = {
        ADOPTED: _("通过"),
        REJECTED: _("未通过"),
        NO_QUORUM: _("人数不足，未作决定"),
        VOID: _("密封票箱没有结果，这次表决不算"),
    }
    return words.get(outcome, "")


def _quorum_row(result: dict) -> dict:
    step, counts = result["steps"][0], result["counts"]
    return {
        "label": _("到会"),
        "value": _("%(left)d / %(base)d 人，需 ≥ %(needed)d")
        % {"left": step["left"], "base": counts["entitled"], "needed": result["quorum_needed"]},
        "ok": step["ok"],
        "article": step["article"],
    }


def _majority_row(result: dict) -> list[dict]:
    if len(result["steps"]) < 2:
        return []
    step = result["steps"][1]
    return [
        {
            "label": _("是否过线"),
            "value": f"{step['left']} {step['comparator'] if step['ok'] else _against(step)} "
            f"{step['bar']}",
            "ok": step["ok"],
            "article": step["article"],
        }
    ]


def _against(step: dict) -> str:
    """The sign that holds when the comparison does not."""
    return {"≥": "<", ">": "≤"}[step["comparator"]]


def steps_of(result: dict | None) -> list[dict]:
    """``{label, value, ok, article}`` for each line of the arithmetic; [] while a vote runs."""
    if not result:
        return []
    counts = result["counts"]
    rows = [_quorum_row(result)]
    if counts["recused"]:
        rows.append(_figure(_("回避"), counts["recused"]))
    if result["outcome"] == VOID:
        return rows
    rows += [
        _figure(_("赞成"), counts["votes_for"]),
        _figure(_("反对"), counts["against"]),
        _figure(_("弃权"), counts["abstain"]),
    ]
    return rows + _majority_row(result)


def _figure(label: str, value: int) -> dict:
    return {"label": label, "value": str(value), "ok": None, "article": ""}


def article_of(rules: dict) -> str:
    """On what law the count rests."""
    articles = (rules.get("quorum_article", ""), rules.get("majority_article", ""))
    return " · ".join(dict.fromkeys(part for part in (rules.get("title", ""), *articles) if part))


def quorum_live(rules: TallyRules, members: int, present: int) -> dict:
    """The presence as it stands: present, members, needed, is_enough."""
    return {
        "present": present,
        "members": members,
        "needed": rules.quorum.least(members),
        "is_enough": present > 0 and rules.quorum.is_met(present, members),
    }


def count_steps(verdict) -> list[dict]:
    """The arithmetic of a demand for the strip: each roll by itself, any one is enough."""
    words = {
        "adults": _("成年居民"),
        "households": _("户代表"),
        "representatives": _("居民代表"),
        "groups": _("居民小组"),
    }
    return [
        {
            "label": _("%(roll)s · 共 %(base)d") % {"roll": words[step.name], "base": step.base},
            "value": f"{step.left} {step.comparator if step.ok else '/'} {step.bar}",
            # What is still on its way is not wrong.
            "ok": step.ok or None,
            "article": step.article,
        }
        for step in verdict.steps
    ]
