"""Elections and recalls in plain words: before the vote, the vote, after it (§14–24)."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.selectors.rule_shares import RuleLine, demand_words, share_words

FORMS = {
    "voters": gettext_lazy("由全体登记选民选举"),
    "households": gettext_lazy("由户代表选举"),
    "representatives": gettext_lazy("由居民代表选举"),
}
KIN = {
    "spouse": gettext_lazy("配偶"),
    "parent": gettext_lazy("父母"),
    "child": gettext_lazy("子女"),
    "sibling": gettext_lazy("兄弟姐妹"),
    "grandparent": gettext_lazy("祖父母、外祖父母"),
    "grandchild": gettext_lazy("孙子女、外孙子女"),
}
TIES = {"runoff": gettext_lazy("票数相同、定不下谁当选的，就这几个人再投一次")}


def before_the_vote(rules: dict) -> list[RuleLine]:
    """Who runs it, who may vote, when the roll hangs out, who nominates, who may not stand."""
    board, roll, names = rules["election_committee"], rules["roll"], rules["nomination"]
    least, most = board["size"]
    size = _("%(least)d 至 %(most)d 人；当了候选人就退出") % {"least": least, "most": most}
    published = _("选举日 %(n)d 日前") % {"n": roll["published_days"]}
    days = {"a": roll["objection_days"], "b": roll["ruling_days"]}
    objections = _("公布后 %(a)d 日内提出，%(b)d 日内答复") % days
    barred = _("、").join(words for _code, words in names["barred"])
    return [
        RuleLine(_("选举委员会"), _("主持选举"), board["article"]),
        RuleLine(_("选举委员会·人数"), size, board.get("size_article", "默认")),
        *_voters(rules["electorate"]),
        RuleLine(_("名单公布"), published, roll["article"]),
        RuleLine(_("对名单有异议"), objections, roll["article"]),
        RuleLine(_("提名"), _nomination_words(names), names["article"]),
        RuleLine(_("不能当候选人"), barred, names["barred_article"]),
    ]


def _voters(voters: dict) -> list[RuleLine]:
    lines = [RuleLine(_("选民"), _("年满 %(n)d 周岁") % {"n": voters["age"]}, voters["article"])]
    if voters["worker_months"]:
        months = _("在本社区工作满 %(n)d 个月、本人愿意的，经选举委员会确认可以登记")
        words = months % {"n": voters["worker_months"]}
        lines.append(RuleLine(_("户口不在本社区的工作人员"), words, voters["article"]))
    living = voters.get("living")
    if living:
        words = _("在本村住满 %(months)d 个月、本人申请，经村民会议或村民代表会议同意的可以登记")
        lines.append(RuleLine(_("户籍不在本村的"), words % living, living["article"]))
    forms = _("；").join(str(FORMS[form]) for form in voters["forms"])
    return [*lines, RuleLine(_("选举的方式"), forms, voters["forms_article"])]


def _nomination_words(names: dict) -> str:
    joint = _("%(n)d 名以上选民联名") % {"n": names["joint_voters"]}
    if names["joint_voters"] == 1:
        joint = _("选民直接提名")
    who = _("党组织提名或%(joint)s") % {"joint": joint} if names["party_may"] else joint
    return _("%(who)s；候选人要多于应选人数") % {"who": who}


def the_vote(rules: dict) -> list[RuleLine]:
    """Proxies, when the vote is valid, who is elected, ties and spoilt ballots."""
    vote = rules["election"]
    lines = []
    for form, share in vote["validity"].items():
        words = _("%(share)s参加投票，选举有效") % {"share": share_words(share)}
        lines.append(RuleLine(str(FORMS[form]), words, vote["validity_article"]))
    elected = _("获%(share)s的票") % {"share": share_words(vote["elected"])}
    runoff = _("得票多的当选，票数要达到%(share)s") % {"share": share_words(vote["runoff_least"])}
    overfull = _("收回的票多于发出的，这次投票无效；一张票选的人多于应选人数的，这张作废")
    return [
        *_proxies(rules),
        *lines,
        RuleLine(_("当选"), elected, vote["elected_article"]),
        RuleLine(_("另行选举"), runoff, vote["elected_article"]),
        RuleLine(_("票数相同"), str(TIES[vote["tie"]]), vote["tie_article"]),
        RuleLine(_("无效票"), overfull, vote["ballots_article"]),
    ]


def _proxies(rules: dict) -> list[RuleLine]:
    proxy, forms = rules["proxy"], rules["electorate"]["forms"]
    most = _("书面委托，每人最多接受 %(n)d 人；候选人不能接受委托") % {"n": proxy["most"]}
    lines = [RuleLine(_("委托投票"), most, proxy.get("most_article", proxy["article"]))]
    if "kin" in proxy:
        kinds = _("、").join(str(KIN[code]) for code in proxy["kin"]["kinds"])
        words = _("外出的选民只能委托近亲属（%(kinds)s）") % {"kinds": kinds}
        article = f"{proxy['kin']['article']}，{proxy['kin']['kinds_article']}"
        lines.append(RuleLine(_("委托投票·委托谁"), words, article))
    if "representatives" in forms and not proxy["in_representatives_form"]:
        words = _("居民代表要自己到场，不能委托")
        lines.append(RuleLine(_("委托投票·居民代表选举"), words, proxy["article"]))
    return lines


def after_the_vote(rules: dict) -> list[RuleLine]:
    """By-elections, recalls and complaints."""
    recall, complaint = rules["recall"], rules["complaints"]
    days = complaint.get("days_article", "默认")
    told = _("%(n)d 日内答复；查实的，当选无效") % {"n": complaint["days"]}
    return [
        RuleLine(_("补选"), _("席位空缺时补选，任期到本届届满为止"), rules["by_election_article"]),
        RuleLine(_("罢免"), demand_words(recall["demand"]), recall["article"]),
        *_recall_vote(recall),
        RuleLine(_("举报选举违法"), _("向区里举报，由区里调查处理"), complaint["article"]),
        RuleLine(_("举报的答复"), told, days),
    ]


def _recall_vote(recall: dict) -> list[RuleLine]:
    lines = []
    for form, share in recall["turnout"].items():
        label = _("罢免投票·%(form)s") % {"form": FORMS[form]}
        words = _("%(share)s参加投票，罢免投票有效") % {"share": share_words(share)}
        lines.append(RuleLine(label, words, recall["article"]))
    removed = _("%(share)s同意，职务终止") % {"share": share_words(recall["removed"])}
    return [*lines, RuleLine(_("罢免通过"), removed, recall["article"])]
