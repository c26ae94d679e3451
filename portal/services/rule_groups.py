"""How a residents' group chooses its leader: the law names the meeting, few name its numbers."""

from portal.services.rule_thresholds import at_least, more_than

# Where a law speaks of groups: its article, with the quorum where it has one.
_ARTICLES = {"law-1990": "§14", "law-2018": "§14", "pilot-2006": "§14", "village-2018": "§28"}


def group_leader_rules(code: str, rules: dict) -> dict:
    """By the article on groups of the law called ``code``, else on representatives; more than half
    is our own, but of the village law (§28), which also asks for two thirds of the group."""
    by_law = code == "village-2018"
    return {
        "article": _ARTICLES.get(code, rules["representatives_article"]),
        "majority": more_than(1, 2, "present"),
        "majority_article": "§28" if by_law else "默认",
        "quorum": at_least(2, 3, "members") if by_law else None,
        "quorum_article": "§28" if by_law else "默认",
    }
