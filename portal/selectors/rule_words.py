"""A rule set in plain words: what each rule says and where it comes from, drawn from the data."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from portal.models.rules import RuleSet

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


def _demand_words(demand: dict) -> str:
    who = _("、").join(share_words(share) for share in demand["shares"].values())
    return _("%(who)s提出") % {"who": who}


def _meeting(rules: dict, topic: str, title: str) -> list[RuleLine]:
    rule = rules[topic]
    days = rules["notice_days"][topic]
    lines = [
        RuleLine(title + _("·开会"), share_words(rule["quorum"]), rule["quorum_article"]),
        RuleLine(title + _("·通过"), share_words(rule["majority"]), rule["majority_article"]),
        RuleLine(
            title + _("·通知"),
            _("提前 %(days)d 日") % {"days": days},
            rules["notice_articles"][topic],
        ),
    ]
    if rule.get("share_of_composition"):
        words = share_words(rule["share_of_composition"])
        lines.append(RuleLine(title + _("·组成"), words, rule["composition_article"]))
    if rule.get("per_half_year"):
        words = _("每半年至少 %(n)d 次；到期没有开的，在公开栏上标明") % {
            "n": rule["per_half_year"]
        }
        lines.append(RuleLine(title + _("·次数"), words, rule["quorum_article"]))
    if "demand" in rule:
        demand = rule["demand"]
        words = _("%(who)s，应当召开") % {"who": _demand_words(demand)}
        lines.append(RuleLine(title + _("·要求召开"), words, demand["article"]))
    return lines


def _body(rules: dict) -> list[RuleLine]:
    least, most = rules["committee_size"]
    size = _("%(least)d 至 %(most)d 人") % {"least": least, "most": most}
    lines = [
        RuleLine(_("组成"), size, rules["committee_size_article"]),
        RuleLine(_("任期"), _("%(n)d 年") % {"n": rules["term_years"]}, rules["term_article"]),
        RuleLine(_("近亲属"), _("不得同时担任成员"), rules["kin_article"]),
    ]
    if rules["women_least"]:
        lines.append(RuleLine(_("女性成员"), _("应当有"), rules["women_article"]))
    each = rules["households_per_representative"]
    if each:
        words = _("每 %(least)d 至 %(most)d 户一名") % {"least": each[0], "most": each[1]}
    else:
        least, most = rules["representatives_per_group"]
        words = _("每个居民小组 %(least)d 至 %(most)d 名") % {"least": least, "most": most}
    lines.append(RuleLine(_("居民代表"), words, rules["representatives_article"]))
    return lines


def _before_the_vote(rules: dict) -> list[RuleLine]:
    roll, names, voters = rules["roll"], rules["nomination"], rules["electorate"]
    published = _("选举日 %(n)d 日前") % {"n": roll["published_days"]}
    days = {"a": roll["objection_days"], "b": roll["ruling_days"]}
    objections = _("公布后 %(a)d 日内提出，%(b)d 日内答复") % days
    return [
        RuleLine(_("选民"), _("年满 %(n)d 周岁") % {"n": voters["age"]}, voters["article"]),
        RuleLine(_("名单公布"), published, roll["article"]),
        RuleLine(_("对名单有异议"), objections, roll["article"]),
        RuleLine(_("提名"), _nomination_words(names), names["article"]),
    ]


def _the_vote(rules: dict) -> list[RuleLine]:
    vote = rules["election"]
    lines = []
    for form, share in vote["validity"].items():
        words = _("%(share)s参加投票，选举有效") % {"share": share_words(share)}
        lines.append(RuleLine(str(FORMS[form]), words, vote["validity_article"]))
    elected = _("获%(share)s的票") % {"share": share_words(vote["elected"])}
    runoff = _("得票多的当选，票数要达到%(share)s") % {"share": share_words(vote["runoff_least"])}
    return [
        *lines,
        RuleLine(_("当选"), elected, vote["elected_article"]),
        RuleLine(_("另行选举"), runoff, vote["elected_article"]),
    ]


def _after_the_vote(rules: dict) -> list[RuleLine]:
    proxy, recall, handover = rules["proxy"], rules["recall"], rules["handover"]
    most = _("书面委托，每人最多接受 %(n)d 人") % {"n": proxy["most"]}
    return [
        RuleLine(_("委托投票"), most, proxy["article"]),
        RuleLine(_("罢免"), _demand_words(recall["demand"]), recall["article"]),
        RuleLine(_("交接"), _("%(n)d 日内") % {"n": handover["days"]}, handover["article"]),
    ]


def _nomination_words(names: dict) -> str:
    joint = _("%(n)d 名以上选民联名") % {"n": names["joint_voters"]}
    if names["joint_voters"] == 1:
        joint = _("选民直接提名")
    who = _("党组织提名或%(joint)s") % {"joint": joint} if names["party_may"] else joint
    return _("%(who)s；候选人要多于应选人数") % {"who": who}


def _openness(rules: dict) -> list[RuleLine]:
    shown, review = rules["disclosure"], rules["appraisal"]
    periods = shown.get("periods_article", shown["article"])
    return [
        RuleLine(_("协商"), _("涉及居民切身利益的事先协商"), rules["consultation"]["article"]),
        RuleLine(_("公示"), _("不少于 %(n)d 日") % {"n": shown["board_days"]}, shown["article"]),
        RuleLine(_("决议上公示栏"), _("%(n)d 日内") % {"n": shown["publish_days"]}, periods),
        RuleLine(_("半年账"), _("半年结束后 %(n)d 日内") % {"n": shown["account_days"]}, periods),
        RuleLine(_("答复询问"), _("%(n)d 日内") % {"n": shown["answer_days"]}, periods),
        RuleLine(
            _("民主评议"),
            _("连续 %(n)d 次不称职，职务终止") % {"n": review["failures_end_mandate"]},
            review["article"],
        ),
        *_by_the_residents(rules),
    ]


def _by_the_residents(rules: dict) -> list[RuleLine]:
    review, covenant, order = rules["appraisal"], rules["covenant"], rules["correction"]
    failed = review["incompetent"]
    share = {"share": f"{failed['numerator']}/{failed['denominator']}"}
    graded = _("有效票中超过 %(share)s 为不称职的，为不称职") % share
    filed = _("会议通过后 %(n)d 日内报街道备案") % {"n": covenant["file_days"]}
    ordered = _("只限所列条款的情形，写明理由；%(n)d 日内答复，可以提出异议") % {"n": order["days"]}
    return [
        RuleLine(_("评议结果"), graded, review["outcome_article"]),
        RuleLine(_("居民公约和章程"), filed, covenant["article"]),
        RuleLine(_("责令改正"), ordered, _("、").join(order["articles"])),
    ]


def _archives(rules: dict) -> list[RuleLine]:
    kept = rules["archives"]
    names = {
        "minutes": _("会议记录"),
        "resolution": _("决议"),
        "election": _("选举材料"),
        "handover": _("移交清单"),
        "matter": _("四议两公开"),
        "consultation": _("协商"),
        "demand": _("联名要求"),
        "covenant": _("公约章程"),
        "appraisal": _("民主评议"),
        "sealed": _("密封投票"),
        "disclosure": _("居务公开"),
        "correction": _("责令改正"),
    }
    lines = [RuleLine(_("归档"), _("办结的事项立卷归档"), kept["article"])]
    for name, years in kept["years"].items():
        words = _("永久保管") if years is None else _("保管 %(n)d 年") % {"n": years}
        lines.append(RuleLine(names[name], words, kept["periods_article"]))
    return lines


def rules_in_words(rule_set: RuleSet) -> list[RuleSection]:
    """The whole set, section by section."""
    rules = rule_set.rules
    meetings = [
        *_meeting(rules, "committee_meeting", _("居委会会议")),
        *_meeting(rules, "residents_meeting", _("居民会议")),
        *_meeting(rules, "reps_meeting", _("居民代表会议")),
    ]
    election = [*_before_the_vote(rules), *_the_vote(rules), *_after_the_vote(rules)]
    return [
        RuleSection("bodies", _("居委会和居民代表"), _body(rules)),
        RuleSection("meetings", _("会议"), meetings),
        RuleSection("elections", _("选举和罢免"), election),
        RuleSection("openness", _("协商、公开和评议"), _openness(rules)),
        RuleSection("archives", _("档案"), _archives(rules)),
    ]
