"""A share of a rule set in plain words: of whom, how many, with or without the number itself."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

BASES = {
    "members": pgettext_lazy("of whom", "应到人数"),
    "present": pgettext_lazy("of whom", "到会人数"),
    "cast": pgettext_lazy("of whom", "投票人数"),
    "voters": pgettext_lazy("of whom", "登记参选选民"),
    "households": pgettext_lazy("of whom", "户"),
    "representatives": pgettext_lazy("of whom", "居民代表"),
    "ballots": pgettext_lazy("of whom", "参加投票的人"),
    "adults": pgettext_lazy("of whom", "十八周岁以上居民"),
    "groups": pgettext_lazy("of whom", "居民小组"),
    "composition": pgettext_lazy("of whom", "代表会议组成人员"),
    "valid": pgettext_lazy("of whom", "有效票"),
}
FORMS = {
    "voters": gettext_lazy("由全体登记选民选举"),
    "households": gettext_lazy("由户代表选举"),
    "representatives": gettext_lazy("由居民代表选举"),
}
HALVES = {
    (1, 2, False): gettext_lazy("%(base)s过半数"),
    (1, 2, True): gettext_lazy("%(base)s半数以上（含半数）"),
}


@dataclass(frozen=True)
class RuleLine:
    """One rule: what it is about, what it says, the article it comes from."""

    label: str
    words: str
    article: str


@dataclass(frozen=True)
class RuleSection:
    """Rules that belong together; ``key`` names the section for those who point to it."""

    key: str
    title: str
    lines: list[RuleLine]


def share_words(threshold: dict) -> str:
    """A threshold: "到会人数过半数", "应到人数 2/3 以上（含）", "… 超过 2/3（不含）"."""
    base = str(BASES[threshold["base"]])
    top, bottom, inclusive = (threshold[k] for k in ("numerator", "denominator", "inclusive"))
    half = HALVES.get((top, bottom, inclusive))
    if half:
        return str(half) % {"base": base}
    words = _("%(base)s %(share)s 以上（含）") if inclusive else _("%(base)s超过 %(share)s（不含）")
    return words % {"base": base, "share": f"{top}/{bottom}"}


def demand_words(demand: dict) -> str:
    """Who may demand something together: "居民代表 1/5 以上（含）提出"."""
    who = _("、").join(share_words(share) for share in demand["shares"].values())
    return _("%(who)s提出") % {"who": who}
