"""The Organic Law of Urban Residents' Committees as revised on 2025-10-28: the law in force.

``§n`` is an article of that law. Where it is silent the entry says 默认 or 地方办法.
"""

from portal.services.rule_thresholds import (
    at_least,
    committee_meeting,
    decision,
    demand,
    more_than,
)

HALF_OF_ALL = more_than(1, 2, "members")
HALF_OF_PRESENT = more_than(1, 2, "present")

# What bars somebody from standing: {code, words}. The codes are kept with each refusal. That §18
# has such a list is sure (DOMAIN c). Of its words "expelled from the Party" and "organised crime"
# were seen in copies of the law, torn to pieces; the whole was not at hand (docs/law.md), so the
# last entry stays open to whatever else it names.
BARRED_2026 = [
    ["sentence", "被判处刑罚"],
    ["expelled_party", "被开除中国共产党党籍"],
    ["expelled_post", "被开除公职"],
    ["gang", "利用黑恶势力从事非法活动"],
    ["not_a_voter", "不是本社区的选民"],
    ["other", "法律法规规定的其他情形"],
]
RESIDENTS_2026 = {
    "committee_meeting": committee_meeting("§33 少数服从多数"),
    "residents_meeting": decision(HALF_OF_ALL, HALF_OF_PRESENT, "§27", "§27")
    | {
        "demand": demand(
            "§26",
            adults=at_least(1, 10, "adults"),
            households=at_least(1, 10, "households"),
            representatives=at_least(1, 3, "representatives"),
        )
    },
    "reps_meeting": decision(at_least(2, 3, "members"), HALF_OF_PRESENT, "§29", "§29")
    | {
        "demand": demand("§29", representatives=at_least(1, 5, "representatives")),
        "per_half_year": 1,
        # No law of meetings forbids it (only elections and recalls are on paper, §19).
        "sealed_ballots": True,
        "sealed_article": "默认",
        "share_of_composition": at_least(4, 5, "composition"),
        "composition_article": "§28",
    },
    "notice_days": {"committee_meeting": 1, "reps_meeting": 3, "residents_meeting": 10},
    "notice_articles": {
        "committee_meeting": "默认",
        "reps_meeting": "默认",
        "residents_meeting": "§26",
    },
    # The law asks for minutes and names no days.
    "minutes": {"article": "§39", "review_days": 3, "review_article": "默认"},
    "committee_size": [5, 9],
    "committee_size_article": "§8",
    "term_years": 5,
    "term_article": "§9",
    "kin_article": "§10",
    "women_least": 1,
    "women_article": "§10",
    "households_per_representative": [20, 50],
    "representatives_article": "§13",
    "oversight": {"article": "§36", "size": [3, 5]},
    "electorate": {
        "article": "§16",
        "age": 18,
        "worker_months": 6,
        "forms": ["voters", "households", "representatives"],
        "forms_article": "§14",
    },
    "election_committee": {"article": "§15", "size": [5, 9], "size_article": "默认"},
    "roll": {"article": "§17", "published_days": 20, "objection_days": 5, "ruling_days": 3},
    "nomination": {
        "article": "§18",
        "joint_voters": 10,
        "party_may": True,
        "more_than_seats": 1,
        "barred_article": "§18",
        "barred": BARRED_2026,
    },
    "election": {
        "validity_article": "§19",
        "validity": {
            "voters": more_than(1, 2, "voters"),
            "households": more_than(1, 2, "households"),
            "representatives": more_than(2, 3, "representatives"),
        },
        "elected": more_than(1, 2, "ballots"),
        "runoff_least": at_least(1, 3, "ballots"),
        "elected_article": "§19",
        "tie": "runoff",
        "tie_article": "地方办法",
        "ballots_article": "地方办法",
    },
    # What the plan proposes where the law names no day: days of registration before the roll, and
    # days before election day.
    "election_plan": {
        "article": "默认",
        "registration_days": 10,
        "candidates_days": 7,
        "meeting_days": 3,
        "proxy_days": 1,
    },
    "complaints": {"article": "§22", "days": 30, "days_article": "默认"},
    "proxy": {"article": "§19", "most": 3, "in_representatives_form": False},
    "recall": {
        "article": "§20",
        "demand": demand(
            "§20",
            voters=at_least(1, 10, "voters"),
            households=at_least(1, 10, "households"),
            representatives=at_least(1, 3, "representatives"),
        ),
        "turnout": {
            "voters": more_than(1, 2, "voters"),
            "households": more_than(1, 2, "households"),
            "representatives": more_than(2, 3, "representatives"),
        },
        "removed": more_than(1, 2, "ballots"),
    },
    # §30: major matters go to the Party organisation first; the law names no days.
    "party_study": {"article": "§30", "days": 15, "days_article": "默认"},
    "by_election_article": "§24",
    "handover": {"article": "§25", "days": 10},
    "consultation": {
        "article": "§32",
        "support_share": [1, 20],
        "support_least": 5,
        "support_article": "默认",
        "poll_turnout": [1, 3],
        "poll_share": [1, 2],
        "poll_article": "默认",
    },
    "disclosure": {
        "article": "§34",
        "board_days": 15,
        "publish_days": 5,
        "answer_days": 10,
        "account_days": 15,
        "periods_article": "默认",
    },
    "appraisal": {"article": "§37", "failures_end_mandate": 2},
    # The two articles are DOMAIN's. Of the words of their cases pieces were seen (docs/law.md):
    # what contradicts the law, offends good custom or takes rights is corrected; a decision that
    # harms somebody's rights is for the court.
    "correction": {
        "articles": ["§31", "§40"],
        "cases": {
            "§31": "章程、公约和居民会议、居民代表会议的决定与法律法规抵触、违背公序良俗，"
            "或者侵犯居民权利",
            "§40": "居民委员会的决定不合法，或者不依照法律、法规履行法定义务",
        },
    },
    # How long each kind of paper is kept, in years; None = for good. The law asks for archives and
    # leaves the years to the archives' own rules (村级档案管理办法, 2017).
    "archives": {
        "article": "§39",
        "periods_article": "默认：参照村级档案管理办法",
        "years": {
            "minutes": None,
            "resolution": None,
            "election": None,
            "handover": None,
            "matter": 30,
            "consultation": 10,
            "demand": 10,
            "covenant": None,
            "appraisal": 30,
            "sealed": 30,
            "disclosure": 30,
            "correction": None,
        },
    },
}
