"""How a threshold, a decision and a demand are written down in a rule set."""


def more_than(numerator: int, denominator: int, base: str) -> dict:
    """> numerator/denominator of ``base`` (过半数)."""
    return _threshold(numerator, denominator, base, inclusive=False)


def at_least(numerator: int, denominator: int, base: str) -> dict:
    """≥ numerator/denominator of ``base`` (以上)."""
    return _threshold(numerator, denominator, base, inclusive=True)


def _threshold(numerator: int, denominator: int, base: str, *, inclusive: bool) -> dict:
    return {
        "numerator": numerator,
        "denominator": denominator,
        "inclusive": inclusive,
        "base": base,
    }


def decision(quorum: dict, majority: dict, quorum_article: str, majority_article: str) -> dict:
    """When a meeting counts and when it decides, each with its article."""
    return {
        "quorum": quorum,
        "majority": majority,
        "quorum_article": quorum_article,
        "majority_article": majority_article,
    }


def committee_meeting(majority_article: str) -> dict:
    """The committee's own meeting: the laws say "majority principle" only (DOMAIN c)."""
    half, present = more_than(1, 2, "members"), more_than(1, 2, "present")
    return decision(half, present, "默认：过半数委员到会", majority_article)


def demand(article: str, **shares: dict) -> dict:
    """Who may demand a meeting or a recall: {roll: threshold of that roll}, for how many days
    signatures are taken, and within how many the meeting is convened (the laws name no days)."""
    periods = {"collect_days": 90, "convene_days": 30, "periods_article": "默认"}
    return {"article": article, "shares": shares} | periods
