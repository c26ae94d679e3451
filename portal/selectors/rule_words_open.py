"""Consultation, disclosure, appraisal, covenants, orders, handover and sealed votes in words."""

from django.utils.translation import gettext as _

from portal.selectors.rule_shares import RuleLine, share_words


def openness(rules: dict) -> list[RuleLine]:
    """What is consulted on first, and how long things hang out."""
    shown = rules["disclosure"]
    periods = shown.get("periods_article", shown["article"])
    return [
        RuleLine(_("协商"), _("涉及居民切身利益的事先协商"), rules["consultation"]["article"]),
        RuleLine(_("公示"), _("不少于 %(n)d 日") % {"n": shown["board_days"]}, shown["article"]),
        RuleLine(_("决议上公示栏"), _("%(n)d 日内") % {"n": shown["publish_days"]}, periods),
        RuleLine(_("半年账"), _("半年结束后 %(n)d 日内") % {"n": shown["account_days"]}, periods),
        RuleLine(_("答复询问"), _("%(n)d 日内") % {"n": shown["answer_days"]}, periods),
    ]


def appraisal(rules: dict) -> list[RuleLine]:
    """The yearly report and the grades that follow from it."""
    review, meeting = rules["appraisal"], rules["reps_meeting"]
    good, failed = share_words(review["competent"]), share_words(review["incompetent"])
    return [
        RuleLine(
            _("年度报告和评议"),
            _("每年向居民会议或居民代表会议报告，由会议评议；居务监督委员会主持"),
            review["article"],
        ),
        RuleLine(_("评议·到会"), share_words(meeting["quorum"]), meeting["quorum_article"]),
        RuleLine(_("称职"), _("%(share)s评为称职") % {"share": good}, review["outcome_article"]),
        RuleLine(
            _("不称职"), _("%(share)s评为不称职") % {"share": failed}, review["outcome_article"]
        ),
        RuleLine(_("基本称职"), _("在两者之间的"), review["outcome_article"]),
        RuleLine(
            _("民主评议"),
            _("连续 %(n)d 次不称职，职务终止") % {"n": review["failures_end_mandate"]},
            review["article"],
        ),
    ]


def covenants(rules: dict) -> list[RuleLine]:
    """Who adopts the covenant and the charter, and when they are filed."""
    covenant = rules["covenant"]
    filed = _("会议通过后 %(n)d 日内") % {"n": covenant["file_days"]}
    return [
        RuleLine(_("制定和修改"), _("由居民会议讨论制定，报街道备案"), covenant["article"]),
        RuleLine(_("报备案的期限"), filed, covenant["days_article"]),
    ]


def corrections(rules: dict) -> list[RuleLine]:
    """When the sub-district may order something to be corrected, and by when it is answered."""
    order = rules["correction"]
    span = {"n": order["days"], "least": order["least_days"], "most": order["most_days"]}
    days = _("一般 %(n)d 日，最短 %(least)d 日、最长 %(most)d 日") % span
    if not order["articles"]:
        return [RuleLine(_("责令改正"), _("这部法律没有规定，街道不能责令改正"), "—")]
    return [
        RuleLine(
            _("责令改正"),
            _("只限所列条款的情形，写明理由"),
            _("、").join(order["articles"]),
        ),
        RuleLine(_("改正的期限"), days, order["days_article"]),
    ]


def handover(rules: dict) -> list[RuleLine]:
    """By when the old committee hands over to the new one."""
    rule = rules["handover"]
    words = _("新一届产生后 %(n)d 日内，由街道监督") % {"n": rule["days"]}
    return [RuleLine(_("交接"), words, rule["article"])]


def sealed(rules: dict) -> list[RuleLine]:
    """Sealed votes on the portal: who holds the key, what stays hidden, how long one may object."""
    rule, vote = rules["sealed"], rules["election"]
    keys = {"all": rule["trustees"], "needed": rule["trustees_needed"]}
    return [
        RuleLine(_("选举和罢免"), _("只用纸质选票，不能用密封投票"), vote["validity_article"]),
        RuleLine(
            _("开箱的钥匙"),
            _("%(all)d 位保管人各持一份，%(needed)d 位到场才能开箱") % keys,
            rule["article"],
        ),
        RuleLine(_("居民代表会议表决议案"), _motions(rules), _motions_article(rules)),
        RuleLine(_("改投"), _("截止以前可以重新投；纸质票作数"), rule["article"]),
        RuleLine(
            _("只公布总数"),
            _("有效票不到 %(n)d 张的，不分项公布") % {"n": rule["least_shown"]},
            rule["article"],
        ),
        RuleLine(
            _("异议"),
            _("公布后 %(n)d 日内；之后由两个人销毁票箱") % {"n": rule["objection_days"]},
            rule["article"],
        ),
    ]


def _motions(rules: dict) -> str:
    if rules["reps_meeting"].get("sealed_ballots"):
        return _("可以用密封票箱无记名表决，按会议的法定人数和过半数计算")
    return _("不用密封票箱，当场用纸质选票")


def _motions_article(rules: dict) -> str:
    return rules["reps_meeting"].get("sealed_article", rules["sealed"]["article"])
