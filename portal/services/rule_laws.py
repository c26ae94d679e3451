"""The laws of community self-government as plain data: every threshold, period and article.

``§n`` in a set is an article of that set's law. "more than" (过半数、超过) excludes the number,
"at least" (以上) includes it: Civil Code §1259. Where a law is silent the entry says 默认 or 地方
办法 instead of an article, so that nobody takes our choice for the law's.
"""

from datetime import date

from portal.models.rules import BodyKind
from portal.services.rule_law_2026 import HALF_OF_ALL, HALF_OF_PRESENT, RESIDENTS_2026
from portal.services.rule_thresholds import (
    at_least,
    committee_meeting,
    decision,
    demand,
    more_than,
)

# 1990 to 2025: one short law; what it left to the provinces is marked 地方办法.
# The laws without a list of their own: whoever is no voter, and what local rules say.
BARRED_ELSEWHERE = [["not_a_voter", "不是本社区的选民"], ["other", "法律法规规定的其他情形"]]
RESIDENTS_1990 = RESIDENTS_2026 | {
    "committee_meeting": committee_meeting("§11 少数服从多数"),
    "residents_meeting": decision(HALF_OF_ALL, HALF_OF_PRESENT, "§9", "§9")
    | {
        "demand": demand(
            "§10",
            adults=at_least(1, 5, "adults"),
            households=at_least(1, 5, "households"),
            groups=at_least(1, 3, "groups"),
        )
    },
    "reps_meeting": decision(HALF_OF_ALL, HALF_OF_PRESENT, "§9", "§9")
    | {"demand": demand("§10", groups=at_least(1, 3, "groups")), "per_half_year": 0},
    "notice_days": {"committee_meeting": 1, "reps_meeting": 1, "residents_meeting": 1},
    "notice_articles": {
        "committee_meeting": "默认",
        "reps_meeting": "默认",
        "residents_meeting": "默认",
    },
    "committee_size_article": "§7",
    "term_years": 3,
    "term_article": "§8",
    "women_least": 0,
    "households_per_representative": None,
    "representatives_per_group": [2, 3],
    "representatives_article": "§8",
    "electorate": {
        "article": "§8",
        "age": 18,
        "worker_months": None,
        "forms": ["voters", "households", "representatives"],
        "forms_article": "§8",
    },
    "election_committee": RESIDENTS_2026["election_committee"] | {"article": "地方办法"},
    "roll": RESIDENTS_2026["roll"] | {"article": "地方办法"},
    "nomination": RESIDENTS_2026["nomination"]
    | {"article": "地方办法", "barred_article": "地方办法", "barred": BARRED_ELSEWHERE},
    "election": RESIDENTS_2026["election"]
    | {
        "validity_article": "地方办法",
        "elected_article": "地方办法",
        "validity": {
            "voters": more_than(1, 2, "voters"),
            "households": more_than(1, 2, "households"),
            "representatives": more_than(1, 2, "representatives"),
        },
    },
    "election_plan": RESIDENTS_2026["election_plan"],
    "complaints": RESIDENTS_2026["complaints"] | {"article": "地方办法"},
    "proxy": RESIDENTS_2026["proxy"] | {"article": "地方办法"},
    "recall": RESIDENTS_2026["recall"]
    | {
        # §10 gives the power to replace members, §9 how the meeting that does so decides.
        "article": "§9、§10",
        "demand": demand(
            "§10",
            voters=at_least(1, 5, "voters"),
            households=at_least(1, 5, "households"),
            representatives=at_least(1, 3, "representatives"),
        ),
        "turnout": {
            "voters": more_than(1, 2, "voters"),
            "households": more_than(1, 2, "households"),
            "representatives": more_than(1, 2, "representatives"),
        },
    },
    "party_study": {"article": "默认", "days": 15, "days_article": "默认"},
    "kin_article": "地方办法",
    "by_election_article": "§10",
    "oversight": {"article": "地方办法", "size": [3, 5]},
    "handover": {"article": "地方办法", "days": 10},
    "consultation": RESIDENTS_2026["consultation"] | {"article": "2015 年中央意见"},
    "disclosure": RESIDENTS_2026["disclosure"] | {"article": "地方办法"},
    "appraisal": RESIDENTS_2026["appraisal"] | {"article": "地方办法"},
    # §15 lets a covenant contradict no law, and gives nobody the power to order a correction.
    "correction": {"articles": [], "cases": {}},
    "archives": RESIDENTS_2026["archives"] | {"article": "地方办法"},
    "minutes": RESIDENTS_2026["minutes"] | {"article": "地方办法"},
}


VILLAGERS_2018 = RESIDENTS_2026 | {
    "committee_meeting": committee_meeting("§29 少数服从多数"),
    "residents_meeting": decision(HALF_OF_ALL, HALF_OF_PRESENT, "§22", "§22")
    | {
        "demand": demand(
            "§21",
            adults=at_least(1, 10, "adults"),
            representatives=at_least(1, 3, "representatives"),
        ),
        # §22: more than half of the adults, or two thirds of the households by their heads.
        "households_quorum": at_least(2, 3, "households"),
    },
    "reps_meeting": decision(at_least(2, 3, "members"), HALF_OF_PRESENT, "§26", "§26")
    | {
        "demand": demand("§26", representatives=at_least(1, 5, "representatives")),
        "per_half_year": 2,
        "share_of_composition": at_least(4, 5, "composition"),
        "composition_article": "§25",
    },
    "notice_articles": {
        "committee_meeting": "默认",
        "reps_meeting": "默认",
        "residents_meeting": "§21",
    },
    "committee_size": [3, 7],
    "committee_size_article": "§6",
    "term_article": "§11",
    "kin_article": "默认",
    "women_article": "§6",
    "households_per_representative": [5, 15],
    "representatives_article": "§25",
    "oversight": {"article": "§32", "size": [3, 5]},
    "electorate": {
        "article": "§13",
        "age": 18,
        # §13 knows no workers, but those registered elsewhere who have lived here for a year and
        # are let in by a decision of the villagers' or the representatives' meeting.
        "worker_months": None,
        "living": {
            "months": 12,
            "meetings": ["residents_meeting", "reps_meeting"],
            "article": "§13",
        },
        "forms": ["voters"],
        "forms_article": "§11",
    },
    "election_committee": RESIDENTS_2026["election_committee"] | {"article": "§12"},
    "roll": RESIDENTS_2026["roll"] | {"article": "§14"},
    "nomination": {
        "article": "§15",
        "joint_voters": 1,
        "party_may": False,
        "more_than_seats": 1,
        "barred_article": "地方办法",
        "barred": BARRED_ELSEWHERE,
    },
    "election": RESIDENTS_2026["election"]
    | {
        "validity_article": "§15",
        "elected_article": "§15",
        "validity": {"voters": more_than(1, 2, "voters")},
    },
    "election_plan": RESIDENTS_2026["election_plan"],
    "complaints": RESIDENTS_2026["complaints"] | {"article": "§17"},
    # §15 lets near kin vote for somebody who is away, and names no number; who near kin are is
    # in the Civil Code.
    "proxy": RESIDENTS_2026["proxy"]
    | {
        "article": "§15",
        "most_article": "地方办法",
        "candidates_article": "地方办法",
        "kin": {
            "kinds": ["spouse", "parent", "child", "sibling", "grandparent", "grandchild"],
            "article": "§15",
            "kinds_article": "《民法典》§1045",
        },
    },
    "recall": {
        "article": "§16",
        "demand": demand(
            "§16",
            voters=at_least(1, 5, "voters"),
            representatives=at_least(1, 3, "representatives"),
        ),
        "turnout": {"voters": more_than(1, 2, "voters")},
        "removed": more_than(1, 2, "ballots"),
    },
    "party_study": {"article": "§4", "days": 15, "days_article": "默认"},
    "by_election_article": "§19",
    "handover": {"article": "§20", "days": 10},
    "consultation": RESIDENTS_2026["consultation"] | {"article": "2015 年中央意见"},
    "disclosure": RESIDENTS_2026["disclosure"] | {"article": "§30"},
    "appraisal": {"article": "§33", "failures_end_mandate": 2},
    "correction": {
        "articles": ["§27", "§36"],
        "cases": {
            "§27": "章程、村规民约和村民会议、村民代表会议的决定与法律政策抵触，或者侵犯村民权利",
            "§36": "村民委员会不依照法律、法规的规定履行法定义务",
        },
    },
    "archives": RESIDENTS_2026["archives"] | {"article": "§34"},
    "minutes": RESIDENTS_2026["minutes"] | {"article": "§34"},
}

LAWS = (
    {
        "code": "law-1990",
        "title": "城市居民委员会组织法（1990）",
        "valid_from": date(1990, 1, 1),
        "valid_to": date(2018, 12, 29),
        "source": "中华人民共和国城市居民委员会组织法，1989-12-26 通过",
        "rules": RESIDENTS_1990,
    },
    {
        "code": "law-2018",
        "title": "城市居民委员会组织法（2018 修正）",
        "valid_from": date(2018, 12, 29),
        "valid_to": date(2026, 1, 1),
        "source": "中华人民共和国城市居民委员会组织法，2018-12-29 修正",
        "rules": RESIDENTS_1990 | {"term_years": 5},
    },
    {
        "code": "law-2026",
        "title": "城市居民委员会组织法（2025 修订）",
        "valid_from": date(2026, 1, 1),
        "source": "中华人民共和国城市居民委员会组织法，2025-10-28 修订，2026-01-01 施行",
        "rules": RESIDENTS_2026,
    },
    {
        "code": "pilot-2006",
        "title": "2006 年盘龙区试点（论文所述）",
        "valid_from": date(2006, 1, 1),
        "valid_to": date(2010, 1, 1),
        "is_default": False,
        "source": "一委一站改革论文；公共单位代表可参加表决（X1）",
        "rules": RESIDENTS_1990
        | {"committee_meeting": committee_meeting("试点办法"), "unit_delegates_vote": True},
    },
    {
        "code": "village-2018",
        "title": "村民委员会组织法（2018 修正）",
        "body_kind": BodyKind.VILLAGERS,
        "valid_from": date(2018, 12, 29),
        "source": "中华人民共和国村民委员会组织法",
        "rules": VILLAGERS_2018,
    },
)
