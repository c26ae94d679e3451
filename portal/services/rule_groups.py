"""How a residents' group chooses its leader: the law names the meeting, and no majority."""

from portal.services.rule_thresholds import more_than


def group_leader_rules(rules: dict) -> dict:
    """By the article on groups and representatives of each law; more than half is our own."""
    return {
        "article": rules["representatives_article"],
        "majority": more_than(1, 2, "present"),
        "majority_article": "默认",
    }
