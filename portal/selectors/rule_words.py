"""A rule set in plain words: what each rule says and where it comes from, drawn from the data."""

from django.utils.translation import gettext as _

from portal.models.rules import RuleSet
from portal.selectors.rule_shares import RuleLine, RuleSection, demand_words, share_words
from portal.selectors.rule_words_elections import after_the_vote, before_the_vote, the_vote
from portal.selectors.rule_words_open import (
    appraisal,
    corrections,
    covenants,
    handover,
    openness,
    sealed,
)


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
        words = _("%(who)s，应当召开") % {"who": demand_words(demand)}
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
    leader = rules["group_leader"]
    majority = _("%(share)s同意") % {"share": share_words(leader["majority"])}
    return [
        *lines,
        RuleLine(_("居民小组长"), _("由居民小组会议推选"), leader["article"]),
        RuleLine(_("居民小组长·通过"), majority, leader["majority_article"]),
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
    election = [*before_the_vote(rules), *the_vote(rules), *after_the_vote(rules)]
    return [
        RuleSection("bodies", _("居委会和居民代表"), _body(rules)),
        RuleSection("meetings", _("会议"), meetings),
        RuleSection("elections", _("选举和罢免"), election),
        RuleSection("openness", _("协商和公开"), openness(rules)),
        RuleSection("appraisal", _("年度报告和民主评议"), appraisal(rules)),
        RuleSection("covenants", _("居民公约和章程"), covenants(rules)),
        RuleSection("corrections", _("指导和责令改正"), corrections(rules)),
        RuleSection("handover", _("换届移交"), handover(rules)),
        RuleSection("sealed", _("密封投票"), sealed(rules)),
        RuleSection("archives", _("档案"), _archives(rules)),
    ]
